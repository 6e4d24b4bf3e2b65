//! Requests whose body is bytes: a picture as JSON numbers would take seconds. What else they say stands in
//! headers, which carry ASCII only.

use tauri::ipc::Request;

/// Returns a header's text.
pub(crate) fn header<'a>(request: &'a Request<'_>, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

/// Returns the text that `encodeURIComponent` made ASCII.
pub(crate) fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::percent_decoded;

    #[test]
    fn a_name_with_azerbaijani_letters_comes_through_a_header() {
        // What encodeURIComponent("Açılış ə.jpg") gives.
        assert_eq!(percent_decoded("A%C3%A7%C4%B1l%C4%B1%C5%9F%20%C9%99.jpg"), "Açılış ə.jpg");
        assert_eq!(percent_decoded("100%"), "100%", "a cut escape stays as it is");
    }
}
