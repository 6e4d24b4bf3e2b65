//! One 24 MP JPEG to the three renditions of `mia.az`, by both encoders, and its thumbnail and
//! probe; the same with a look, and what the crop screen draws while a slider moves. The picture is
//! drawn.
//!
//! `cargo bench -p tezis-photo`

use std::sync::LazyLock;

use tezis_photo::{
    CropRect, Encoder, Fit, Look, OutFormat, Proof, RenditionSpec, Tone, probe, renditions,
    thumbnail,
};

mod drawing;

static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| drawing::jpeg(&drawing::photo(6000, 4000, 1)));

fn main() {
    divan::main();
}

#[divan::bench(args = [Encoder::Fast, Encoder::Trellis], sample_count = 10)]
fn three_renditions(bencher: divan::Bencher<'_, '_>, encoder: Encoder) {
    let specs = of_the_portal(encoder);
    bencher.bench(|| made(&Look::default(), &specs));
}

/// Straightened, toned, sharpened, a face covered.
#[divan::bench(sample_count = 10)]
fn three_renditions_with_a_look(bencher: divan::Bencher<'_, '_>) {
    let specs = of_the_portal(Encoder::Fast);
    bencher.bench(|| made(&look(), &specs));
}

/// One step of a slider on the crop screen.
#[divan::bench(args = [0.0, 1.7], sample_count = 20)]
fn proof_turned(bencher: divan::Bencher<'_, '_>, rotation: f64) {
    let proof = Proof::open(&PHOTO, 1600).expect("the drawn photo is good");
    let look = Look { rotation, ..look() };
    bencher.bench(|| proof.turned(&look, 1600).expect("the look is good"));
}

#[divan::bench(sample_count = 10)]
fn grid_thumbnail() -> usize {
    thumbnail(&PHOTO, 512).expect("the drawn photo is good").bytes.len()
}

#[divan::bench]
fn header_probe() -> u32 {
    probe(&PHOTO).expect("the drawn photo is good").width
}

fn spec(name: &str, width: u32, height: u32, fit: Fit, encoder: Encoder) -> RenditionSpec {
    RenditionSpec {
        name: name.to_owned(),
        width,
        height,
        fit,
        format: OutFormat::Jpeg,
        quality: 82,
        max_bytes: None,
        crop: None,
        focal: None,
        watermark: None,
        encoder,
    }
}

fn made(look: &Look, specs: &[RenditionSpec]) -> usize {
    renditions(&PHOTO, look, specs, &|| false).expect("the drawn photo is good").len()
}

fn look() -> Look {
    Look {
        rotation: 1.7,
        tone: Tone { exposure: 0.3, temperature: 15.0, tint: 5.0, shadows: 30.0, sharpen: 40.0 },
        blurred: vec![CropRect { x: 0.4, y: 0.3, width: 0.05, height: 0.1 }],
    }
}

fn of_the_portal(encoder: Encoder) -> [RenditionSpec; 3] {
    [
        spec("gallery", 1600, 1600, Fit::Contain, encoder),
        spec("cover", 1200, 675, Fit::Cover, encoder),
        spec("thumb", 400, 400, Fit::Contain, encoder),
    ]
}
