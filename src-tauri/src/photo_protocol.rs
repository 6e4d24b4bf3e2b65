//! `photo://localhost/<hash>/<side>`: pictures for the window, upright JPEGs whose longest side is
//! at most `side` pixels. Bytes go this way and not through commands, which carry JSON.

use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};
use tezis_desk::Desk;
use tezis_desk::ids::PhotoHash;

/// The sizes that are served; anything else would fill the cache.
const SIDES: [u32; 3] = [160, 400, 1600];

/// Answers one request, off the window's thread.
#[expect(clippy::needless_pass_by_value, reason = "Tauri calls it with these")]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let Some((hash, side)) = parse(request.uri().path()) else {
        responder.respond(empty(StatusCode::BAD_REQUEST));
        return;
    };
    let desk = context.app_handle().state::<Desk>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let response = match desk.thumbnail(&hash, side) {
            Ok(picture) => Response::builder()
                .header(header::CONTENT_TYPE, "image/jpeg")
                // A hash never shows another picture, so the window may keep it for good.
                .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
                .header("X-Damaged", if picture.damaged { "1" } else { "0" })
                .body(picture.bytes)
                .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR)),
            Err(error) => {
                tracing::info!(code = error.code(), %hash, "no thumbnail");
                empty(StatusCode::NOT_FOUND)
            }
        };
        responder.respond(response);
    });
}

fn parse(path: &str) -> Option<(PhotoHash, u32)> {
    let (hash, side) = path.strip_prefix('/')?.split_once('/')?;
    let side = side.parse().ok().filter(|side| SIDES.contains(side))?;
    Some((hash.parse().ok()?, side))
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_whole_hashes_and_known_sizes_are_served() {
        let hash = "ab".repeat(32);
        assert!(parse(&format!("/{hash}/400")).is_some());
        assert!(parse(&format!("/{hash}/401")).is_none(), "another size would fill the cache");
        assert!(parse("/../../etc/passwd/400").is_none());
        assert!(parse("/abc/400").is_none());
    }
}
