//! Files that can't be taken in, each with its code.

use tezis_intake::{Hint, IntakeError, Limits, TextKind, paste_html, paste_plain, read};

fn code(bytes: &[u8], hint: &Hint<'_>) -> &'static str {
    read(bytes, hint).unwrap_err().code()
}

#[test]
fn nothing_to_read_is_said() {
    let hint = Hint::default();
    for bytes in [&b""[..], b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n"] {
        assert_eq!(code(bytes, &hint), "intake.empty", "{bytes:?}");
    }
    let html = Hint { kind: Some(TextKind::Html), ..Hint::default() };
    assert_eq!(
        code(b"<html><body><p> &nbsp; </p><script>x</script></body></html>", &html),
        "intake.empty"
    );
    assert_eq!(
        code("---\n".as_bytes(), &Hint { kind: Some(TextKind::Markdown), ..Hint::default() }),
        "intake.empty"
    );
}

#[test]
fn too_much_is_refused_before_it_is_looked_at() {
    let big = vec![b'a'; 50 * 1024 * 1024];
    let error = read(&big, &Hint::default()).unwrap_err();
    assert_eq!(error, IntakeError::TooLarge { size: 50 * 1024 * 1024, limit: 20 * 1024 * 1024 });
    assert_eq!(error.code(), "intake.too_large");
    let limits = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(paste_html("<p>on bir hərf</p>", limits).unwrap_err().code(), "intake.too_large");
    assert_eq!(paste_plain("on bir hərf", limits).unwrap_err().code(), "intake.too_large");
}

#[test]
fn files_of_other_programs_are_named() {
    let hint = Hint { file_name: Some("hesabat.txt"), ..Hint::default() };
    let found = |bytes: &[u8]| match read(bytes, &hint) {
        Err(IntakeError::NotText { found }) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(b"%PDF-1.7\n..."), "pdf");
    assert_eq!(found(b"{\\rtf1\\ansi x}"), "rtf");
    assert_eq!(found(b"PK\x03\x04....photo.jpg"), "zip");
    assert_eq!(found(b"\xff\xd8\xff\xe0.."), "image");
    let noise: Vec<u8> = (0..2000_u32).map(|n| u8::try_from(n * 7 % 31).unwrap()).collect();
    assert_eq!(found(&noise), "binary");
}
