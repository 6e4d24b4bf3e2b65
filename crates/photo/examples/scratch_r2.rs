#![allow(warnings)]
use std::time::Instant;
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let head = &bytes[..bytes.len().min(128 << 10)];
        let t = Instant::now();
        let mut th = None;
        for _ in 0..20 {
            th = tezis_photo::embedded_thumbnail(head);
        }
        let et = t.elapsed() / 20;
        let t = Instant::now();
        let hp = tezis_photo::probe_head(head, bytes.len() as u64);
        let ht = t.elapsed();
        let t = Instant::now();
        let p = tezis_photo::probe(&bytes);
        let pt = t.elapsed();
        println!(
            "== {path}\n thumb {:?} {et:?} head {ht:?} probe {pt:?}",
            th.as_ref().map(|t| (t.width, t.height, t.bytes.len()))
        );
        println!(" {hp:?}");
        match &p {
            Ok(p) => println!(
                " {:?} {}x{} o{} {:?} {:?} {:?} serial {:?} c2pa {} gps {} {:?}",
                p.format,
                p.width,
                p.height,
                p.orientation,
                p.taken_at,
                p.subsecond_millis,
                p.utc_offset_minutes,
                p.body_serial,
                p.content_credentials,
                p.has_gps,
                p.embedded
            ),
            Err(e) => println!(" {e}"),
        }
        if let Some(th) = th {
            std::fs::write(
                format!("/tmp/r2/{}.thumb.jpg", path.rsplit('/').next().unwrap()),
                th.bytes,
            )
            .unwrap();
        }
        let t = Instant::now();
        match tezis_photo::examine(&bytes) {
            Ok(e) => {
                println!(
                    " examine {:?} {:?} {}x{} {} sharp {}",
                    t.elapsed(),
                    e.integrity,
                    e.thumbnail.width,
                    e.thumbnail.height,
                    e.likeness,
                    e.sharpness
                );
                std::fs::write(
                    format!("/tmp/r2/{}.ex.jpg", path.rsplit('/').next().unwrap()),
                    e.thumbnail.bytes,
                )
                .unwrap();
                let t = Instant::now();
                println!(" faces {:?} {:?}", tezis_photo::faces(&bytes), t.elapsed());
            }
            Err(e) => println!(" examine {e}"),
        }
    }
}
