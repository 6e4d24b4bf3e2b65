//! The page as the portal would show it, of what is on disk now. No pixel is touched: the window asks
//! for the pictures at their own addresses.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tezis_publish::Profile;
use tezis_publish::article::Picture;
use tezis_publish::formats::{IndexHtmlOptions, live_html};
use tezis_publish::profile::{Fit, RenditionSpec};
use tezis_report::ids::ReportId;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::fingerprint::fingerprint;
use crate::wire::{PhotoLook, Preview};

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
        let profile = &outgoing.profile;
        let mut page = Vec::new();
        let options = IndexHtmlOptions::of(profile);
        let address =
            |picture: &Picture, spec: &RenditionSpec| picture_address(profile, picture, spec);
        live_html(&outgoing.article, &options, &address, &mut page)?;
        let html = String::from_utf8(page).map_err(|_| DeskError::Bug("the page is not UTF-8"))?;
        Ok(Preview { version: fingerprint([html.as_str()]), html })
    }
}

/// Returns where the window gets a rendition from. One that is all of the picture, as it is, is served
/// from the cache that galleries have filled; every other one is drawn as an export would.
pub(crate) fn picture_address(
    profile: &Profile,
    picture: &Picture,
    spec: &RenditionSpec,
) -> String {
    let source = &picture.source;
    let marked = profile.watermark.as_ref().is_some_and(|mark| mark.is_on(&spec.name));
    let whole = spec.fit == Fit::Contain && !source.crops.contains_key(&spec.name);
    let as_it_is = source.rotation == 0.0 && source.tone.is_empty() && source.blurred.is_empty();
    if whole && as_it_is && !marked {
        return format!("{PICTURES}/{}/{SIDE}", source.photo);
    }
    let look =
        serde_json::to_string(&PhotoLook::of(source)).expect("BUG: a look without a JSON form");
    let look = utf8_percent_encode(&look, NON_ALPHANUMERIC);
    format!("{PICTURES}/rendition/{}/{}/{}?look={look}", source.photo, profile.name, spec.name)
}
