//! The page as the portal would show it, of what is on disk now. No pixel is touched: the window asks
//! for the pictures at their own addresses.

use tezis_publish::article::Picture;
use tezis_publish::formats::{IndexHtmlOptions, live_html};
use tezis_report::ids::ReportId;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::fingerprint::fingerprint;
use crate::wire::Preview;

/// Where the window gets pictures from; Windows knows no schemes of one's own.
const PICTURES: &str = if cfg!(windows) { "http://photo.localhost" } else { "photo://localhost" };

/// The longest side of the pictures, one that the shell serves.
const SIDE: u32 = 1600;

impl Desk {
    /// Returns the page as an export of now would hold it, with pictures at the window's addresses.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn preview(&self, report: ReportId) -> Result<Preview, DeskError> {
        let outgoing = self.outgoing(report, None)?;
        let address =
            |picture: &Picture, _: &_| format!("{PICTURES}/{}/{SIDE}", picture.source.photo);
        let mut page = Vec::new();
        let options = IndexHtmlOptions::of(&outgoing.profile);
        live_html(&outgoing.article, &options, &address, &mut page)?;
        let html = String::from_utf8(page).map_err(|_| DeskError::Bug("the page is not UTF-8"))?;
        Ok(Preview { version: fingerprint([html.as_str()]), html })
    }
}
