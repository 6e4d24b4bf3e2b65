//! Text with markup to pieces.

use crate::hint::Limits;
use crate::piece::Pieces;
pub(crate) fn declared_encoding(_: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    None
}
pub(crate) fn markdown_pieces(_: &str, _: Limits) -> Pieces {
    Pieces::default()
}
pub(crate) fn page_pieces(_: &str, _: Limits) -> Pieces {
    Pieces::default()
}
pub(crate) fn fragment_pieces(_: &str, _: Limits) -> Pieces {
    Pieces::default()
}
