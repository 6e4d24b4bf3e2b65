//! `photo://localhost/…`: pictures for the window. Bytes go this way and not through commands, which
//! carry JSON.
//!
//! | path | picture |
//! |---|---|
//! | `<hash>/full` | the photo with all of its pixels |
//! | `<hash>/<side>` | the upright photo, its longest side at most `side` pixels |
//! | `frame/<scan>/<frame>/<side>` | a frame on a card: at 160 the camera's own small picture |
//! | `look/<hash>/<side>?look=<json>` | all of it, turned and toned, as a `PhotoLook` says |
//! | `rendition/<hash>/<profile>/<rendition>?look=<json>` | a rendition, as it would be exported |

use percent_encoding::percent_decode_str;
use tauri::http::{Request, Response, StatusCode, Uri, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};
use tezis_desk::ids::PhotoHash;
use tezis_desk::wire::PhotoLook;
use tezis_desk::{Desk, DeskError};

/// The sizes that are served; anything else would fill the cache.
const SIDES: [u32; 3] = [160, 400, 1600];

/// What an address asks for.
#[derive(Debug, PartialEq)]
enum Wanted {
    Photo { hash: PhotoHash, side: u32 },
    Whole { hash: PhotoHash },
    Frame { scan: u32, frame: u32, side: u32 },
    Look { hash: PhotoHash, side: u32, look: PhotoLook },
    Rendition { hash: PhotoHash, profile: String, rendition: String, look: PhotoLook },
}

/// A picture, and whether its original is damaged.
struct Picture {
    bytes: Vec<u8>,
    media_type: &'static str,
    damaged: bool,
}

/// Answers one request, off the window's thread.
#[expect(clippy::needless_pass_by_value, reason = "Tauri calls it with these")]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let Some(wanted) = parse(request.uri()) else {
        responder.respond(empty(StatusCode::BAD_REQUEST));
        return;
    };
    let desk = context.app_handle().state::<Desk>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let response = match picture(&desk, &wanted) {
            Ok(picture) => Response::builder()
                .header(header::CONTENT_TYPE, picture.media_type)
                .header(header::CACHE_CONTROL, caching(&wanted))
                .header("X-Damaged", if picture.damaged { "1" } else { "0" })
                .body(picture.bytes)
                .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR)),
            Err(error) => {
                tracing::info!(code = error.code(), ?wanted, "no picture");
                empty(StatusCode::NOT_FOUND)
            }
        };
        responder.respond(response);
    });
}

fn picture(desk: &Desk, wanted: &Wanted) -> Result<Picture, DeskError> {
    let shown = match wanted {
        Wanted::Photo { hash, side } => {
            let tezis_desk::Thumbnail { bytes, damaged, .. } = desk.thumbnail(hash, *side)?;
            return Ok(Picture { bytes, media_type: "image/jpeg", damaged });
        }
        Wanted::Frame { scan, frame, side } => {
            let tezis_desk::Thumbnail { bytes, damaged, .. } =
                desk.frame_picture(*scan, *frame, *side)?;
            return Ok(Picture { bytes, media_type: "image/jpeg", damaged });
        }
        Wanted::Whole { hash } => desk.whole_picture(hash)?,
        Wanted::Look { hash, side, look } => desk.look_picture(hash, look, *side)?,
        Wanted::Rendition { hash, profile, rendition, look } => {
            desk.rendition_picture(hash, look, profile, rendition)?
        }
    };
    Ok(Picture { bytes: shown.bytes, media_type: shown.media_type, damaged: false })
}

/// A hash never shows another picture, so the window may keep it for good. A rendition also follows
/// the profile and its watermark, which are files that somebody may change.
fn caching(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Photo { .. } | Wanted::Whole { .. } => "max-age=31536000, immutable",
        // A scan's number comes again in the next run of the program.
        Wanted::Frame { .. } => "no-store",
        Wanted::Look { .. } => "max-age=600",
        Wanted::Rendition { .. } => "no-cache",
    }
}

fn parse(uri: &Uri) -> Option<Wanted> {
    let parts: Vec<&str> = uri.path().strip_prefix('/')?.split('/').collect();
    let text = |part: &str| percent_decode_str(part).decode_utf8().ok().map(String::from);
    match parts.as_slice() {
        ["frame", scan, frame, side] => Some(Wanted::Frame {
            scan: scan.parse().ok()?,
            frame: frame.parse().ok()?,
            side: side_of(side)?,
        }),
        ["look", hash, side] => {
            Some(Wanted::Look { hash: hash.parse().ok()?, side: side_of(side)?, look: look(uri)? })
        }
        ["rendition", hash, profile, rendition] => Some(Wanted::Rendition {
            hash: hash.parse().ok()?,
            profile: text(profile)?,
            rendition: text(rendition)?,
            look: look(uri)?,
        }),
        [hash, "full"] => Some(Wanted::Whole { hash: hash.parse().ok()? }),
        [hash, side] => Some(Wanted::Photo { hash: hash.parse().ok()?, side: side_of(side)? }),
        _ => None,
    }
}

fn side_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|side| SIDES.contains(side))
}

fn look(uri: &Uri) -> Option<PhotoLook> {
    let json = uri.query()?.strip_prefix("look=")?;
    serde_json::from_str(&percent_decode_str(json).decode_utf8().ok()?).ok()
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::{Uri, Wanted, parse};

    fn parsed(path: &str) -> Option<Wanted> {
        parse(&format!("photo://localhost{path}").parse::<Uri>().expect("an address"))
    }

    #[test]
    fn only_whole_hashes_and_known_sizes_are_served() {
        let hash = "ab".repeat(32);
        assert!(parsed(&format!("/{hash}/400")).is_some());
        assert!(parsed(&format!("/{hash}/401")).is_none(), "another size would fill the cache");
        assert!(parsed("/../../etc/passwd/400").is_none());
        assert!(parsed("/abc/400").is_none());
        assert!(matches!(parsed(&format!("/{hash}/full")), Some(Wanted::Whole { .. })));
        assert!(parsed("/frame/1/0/160").is_some());
        assert!(parsed("/frame/1/-1/160").is_none());
        assert!(parsed("/frame/1/0/161").is_none());
        assert!(parsed(&format!("/look/{hash}/401?look=%7B%7D")).is_none());
    }

    #[test]
    fn a_look_comes_as_json_with_what_it_does_not_say_at_rest() {
        let hash = "ab".repeat(32);
        // What encodeURIComponent('{"rotation":-1.5}') gives.
        let address = format!("/rendition/{hash}/mia.az/cover?look=%7B%22rotation%22%3A-1.5%7D");
        let Some(Wanted::Rendition { profile, rendition, look, .. }) = parsed(&address) else {
            panic!("{address} asks for a rendition");
        };
        assert_eq!((profile.as_str(), rendition.as_str()), ("mia.az", "cover"));
        assert!((look.rotation + 1.5).abs() < f64::EPSILON);
        assert!(look.crops.is_empty() && look.focal.is_none());
        assert!(parsed(&format!("/look/{hash}/400?look=rotation")).is_none(), "no JSON");
        assert!(parsed(&format!("/look/{hash}/400")).is_none(), "a look that says nothing is {{}}");
    }
}
