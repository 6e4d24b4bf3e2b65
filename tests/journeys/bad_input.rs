//! Everything that can be wrong with what comes in, and with the library itself: a clear error, the
//! rest of the batch goes on, nothing is lost.

use std::fs;

use tezis_tests::drawn;

use crate::place::{Place, argument, photos};

/// Returns a JPEG whose header claims another size.
fn claims(mut jpeg: Vec<u8>, side: u16) -> Vec<u8> {
    let frame = jpeg.windows(2).position(|marker| matches!(marker, [0xff, 0xc0..=0xc2])).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&side.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&side.to_be_bytes());
    jpeg
}

#[test]
fn bad_photos_are_named_and_the_rest_of_the_batch_comes_in() {
    let place = Place::new();
    let report = place.done(&["report", "new", "--headline", "Şəkilli xəbər"]);
    let good = photos(&place, 2, 1200, 800);
    let whole = drawn::jpeg(1200, 800, 77);
    let cut = place.file("Şəkillər, çəkiliş günü/yarımçıq.jpg", &whole[..whole.len() * 2 / 3]);
    let bad = [
        (place.file("mətn.jpg", "Bu şəkil deyil, məktubdur.".as_bytes()), "photo.not_an_image"),
        (place.file("boş.jpg", b""), "photo.empty"),
        (place.file("nəhəng.jpg", &claims(whole, 65_000)), "photo.too_large"),
        (argument(&place.path("gedən qovluq")), "file.not_found"),
    ];
    let mut import = vec!["photo", "import", "--report", &report, &good[0]];
    import.extend(bad.iter().map(|(path, _)| path.as_str()));
    import.extend([cut.as_str(), &good[1]]);

    let ended = place.run(&import);
    assert_eq!(ended.code, 1, "{ended:?}");
    let hashes: Vec<&str> = ended.said.lines().collect();
    assert_eq!(hashes.len(), 3, "two whole ones and the one that is cut: {ended:?}");
    for (path, code) in &bad {
        let line = ended.errors.lines().find(|line| line.contains(path.as_str()));
        let line = line.unwrap_or_else(|| panic!("{path} is not named: {}", ended.errors));
        assert!(line.ends_with(&format!("[{code}]")), "{line}");
    }
    assert!(ended.errors.contains("yarımçıq.jpg is damaged"), "{}", ended.errors);

    // A damaged photo is kept, but it does not go out: the export names it and leaves nothing.
    let to = argument(&place.path("paket.zip"));
    let errors = place.refused(&["export", &report, "--to", &to], "export.damaged_photo");
    assert!(errors.contains("yarımçıq.jpg"), "{errors}");
    let left: Vec<String> = fs::read_dir(place.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("paket") || name.contains("half"))
        .collect();
    assert_eq!(left, [""; 0]);
    place.done(&["library", "check"]);
}

#[test]
fn bad_texts_make_no_report() {
    let place = Place::new();
    place.done(&["forum", "new", "Forum"]);
    // A Word document without a word in it, and without an end to its XML.
    let mut docx = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    docx.start_file("[Content_Types].xml", options).unwrap();
    docx.start_file("word/document.xml", options).unwrap();
    let docx = docx.finish().unwrap().into_inner();
    for (path, code) in [
        (place.file("boş.txt", b""), "intake.empty"),
        (place.file("yalnız boşluq.txt", b" \n\t\n "), "intake.empty"),
        (place.file("hesabat.docx", &docx), "docx.broken"),
        (place.file("hesabat.txt", &docx), "docx.broken"),
        (argument(&place.path("yoxdur.txt")), "file.not_found"),
    ] {
        let errors = place.refused(&["report", "new", "--from", &path], code);
        assert!(errors.contains(path.rsplit('/').next().unwrap()), "{errors}");
    }
    assert_eq!(place.json(&["report", "list"])["total"], 0);
    assert_eq!(place.json(&["forum", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_profile_with_mistakes_is_answered_with_line_and_key() {
    let place = Place::new();
    let text = include_str!("../fixtures/profile-with-typos.toml");
    let path = place.file("portal.toml", text.as_bytes());
    let ended = place.run(&["profile", "check", &path]);
    assert_eq!(ended.code, 1, "{ended:?}");
    for key in ["titel", "headlin"] {
        let line =
            1 + text.lines().position(|line| line.contains(key) && !line.starts_with('#')).unwrap();
        let said = ended.said.lines().find(|said| said.contains(&format!("{key}:")));
        let said = said.unwrap_or_else(|| panic!("{key} is not named: {}", ended.said));
        assert!(said.contains(&format!("line {line},")), "{said}");
        assert!(said.contains("did you mean"), "{said}");
    }
    // A profile that is right, in the other way out.
    let right = text.replace("titel =", "title =").replace("[headlin]", "[headline]");
    let path = place.file("right.toml", right.as_bytes());
    place.done(&["profile", "check", &path]);
}

#[test]
fn a_library_of_a_newer_version_is_left_as_it_is() {
    let place = Place::new();
    place.done(&["report", "new", "--headline", "Köhnə"]);
    let path = place.library().join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    // The database's header holds its version in the bytes 60 to 63, the highest first
    // (sqlite.org/fileformat2.html, "user version number").
    let version = u32::from_be_bytes(bytes[60..64].try_into().unwrap());
    assert!(version > 0);
    bytes[60..64].copy_from_slice(&(version + 1).to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    place.refused(&["report", "list"], "store.newer");
    place.refused(&["report", "new", "--headline", "Yeni"], "store.newer");
    assert!(fs::read(&path).unwrap() == bytes, "a library that is not understood was written to");
}

#[test]
fn a_damaged_database_is_said_to_be_damaged() {
    let place = Place::new();
    let report = place.done(&["report", "new", "--headline", "Əvvəl bütöv idi"]);
    let path = place.library().join("library.db");
    let whole = fs::read(&path).unwrap();

    // Its beginning is gone.
    let mut bytes = whole.clone();
    bytes[..2048].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    for arguments in [&["report", "list"][..], &["report", "new", "--headline", "Yeni"]] {
        let ended = place.run(arguments);
        assert_eq!((ended.code, ended.said.as_str()), (1, ""), "{ended:?}");
        let known = ["[store.damaged]", "[store.not_a_library]"];
        assert!(known.iter().any(|code| ended.errors.contains(code)), "{ended:?}");
    }
    assert!(fs::read(&path).unwrap() == bytes, "a damaged database was written to");

    // Its end is gone: whatever still opens, the check does not call it whole.
    let mut bytes = whole.clone();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0);
    fs::write(&path, &bytes).unwrap();
    let ended = place.run(&["library", "check"]);
    assert_eq!(ended.code, 1, "{ended:?}");

    // The file as it was: all is there.
    fs::write(&path, whole).unwrap();
    place.done(&["library", "check"]);
    place.done(&["report", "show", &report]);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use tezis_tests::programs::tezis_cli;

    use crate::place::{Ended, Place, ended};

    /// The user that owns nothing.
    const NOBODY: u32 = 65_534;

    #[test]
    fn a_library_that_cannot_be_written_is_read() {
        let place = Place::new();
        let report = place.done(&["report", "new", "--headline", "Yalnız oxumaq üçün"]);
        let library = place.library();
        let open = |mode| {
            fs::set_permissions(&library, fs::Permissions::from_mode(mode)).unwrap();
            for entry in fs::read_dir(&library).unwrap().flatten() {
                let mode = if entry.path().is_dir() { mode } else { mode & 0o666 };
                fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).unwrap();
            }
        };
        open(0o555);
        fs::set_permissions(place.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        let probe = library.join("probe");
        let writes_everywhere = fs::write(&probe, b"").is_ok();
        let run = |arguments: &[&str]| {
            let mut command = Command::new(tezis_cli());
            command.arg("--library").arg(&library).args(arguments);
            // Nor can a cache be made: its place is inside the library.
            command.env("XDG_CACHE_HOME", library.join("cache"));
            if writes_everywhere {
                command.uid(NOBODY).gid(NOBODY);
            }
            command.output().map(ended)
        };
        if writes_everywhere {
            // An administrator may write everywhere: somebody else tries.
            fs::remove_file(probe).unwrap();
            if !matches!(run(&["--version"]), Ok(Ended { code: 0, .. })) {
                println!("skipped: this user may write everywhere and cannot run as another");
                return;
            }
        }
        let refused = run(&["report", "new", "--headline", "Yox"]).unwrap();
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(refused.errors.contains("[store.read_only]"), "{refused:?}");
        let list = run(&["report", "list"]).unwrap();
        assert!(list.code == 0 && list.said.contains(&report), "{list:?}");
        let text = run(&["report", "text", &report]).unwrap();
        assert!(text.code == 0 && text.said.contains("Yalnız oxumaq üçün"), "{text:?}");
        open(0o755);
    }

    #[test]
    fn a_second_process_is_told_who_writes_and_may_read() {
        let place = Place::new();
        let report = place.done(&["report", "new", "--headline", "Bir yazan"]);
        // An import that waits for its photo holds the library for as long as the test wants.
        let pipe = place.path("gələcək.jpg");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut import = Command::new(tezis_cli());
        import.arg("--library").arg(place.library()).args(["photo", "import", "--report", &report]);
        import.arg(&pipe).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = import.spawn().unwrap();
        // Opening the pipe to write returns when the import has opened it to read.
        let (opened, when_open) = std::sync::mpsc::channel();
        std::thread::spawn(move || opened.send(fs::OpenOptions::new().write(true).open(pipe)));
        let file = when_open.recv_timeout(Duration::from_secs(60)).expect("the import reads");

        let errors = place.refused(&["report", "new", "--headline", "İki"], "store.locked");
        let holder = format!("tezis-cli (process {})", child.id());
        assert!(errors.contains(&holder), "{errors}");
        assert!(place.done(&["report", "list"]).contains(&report));

        file.unwrap().write_all(b"no photo at all").unwrap();
        let import = ended(child.wait_with_output().unwrap());
        assert_eq!(import.code, 1, "{import:?}");
        assert!(import.errors.contains("[photo.not_an_image]"), "{import:?}");
        place.done(&["report", "new", "--headline", "İki"]);
    }
}
