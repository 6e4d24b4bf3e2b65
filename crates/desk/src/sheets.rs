//! Sheets of a report's photos for printing.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tezis_publish::article::Picture;
use tezis_publish::formats::{IndexHtmlOptions, Sheet, SheetOptions, data_uri, sheet_html};
use tezis_publish::profile::RenditionSpec;
use tezis_report::ids::ReportId;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::outgoing::Outgoing;
use crate::preview::picture_address;
use crate::wire::{PhotoLook, SheetKind};

impl Desk {
    /// Returns a sheet with the pictures at the window's addresses.
    ///
    /// # Errors
    /// There is no such report, or it cannot be read.
    pub fn sheet(&self, report: ReportId, kind: SheetKind) -> Result<String, DeskError> {
        let outgoing = self.outgoing(report, None)?;
        let spec = &uploaded(&outgoing)?;
        page(&outgoing, kind, spec, &|picture| picture_address(&outgoing.profile, picture, spec))
    }

    /// Returns a sheet with its pictures inside: one file for any browser.
    ///
    /// # Errors
    /// As for [`Desk::sheet`]; a picture cannot be drawn.
    pub fn sheet_file(&self, report: ReportId, kind: SheetKind) -> Result<String, DeskError> {
        let outgoing = self.outgoing(report, None)?;
        let spec = &uploaded(&outgoing)?;
        let pictures: BTreeMap<u32, String> = outgoing
            .article
            .pictures
            .par_iter()
            .map(|picture| {
                let look = PhotoLook::of(&picture.source);
                let photo = &picture.source.photo;
                let shown =
                    self.rendition_picture(photo, &look, &outgoing.profile.name, &spec.name)?;
                Ok((picture.number, data_uri(shown.media_type, &shown.bytes)))
            })
            .collect::<Result<_, DeskError>>()?;
        page(&outgoing, kind, spec, &|picture| {
            pictures.get(&picture.number).cloned().unwrap_or_default()
        })
    }
}

/// Returns the rendition that a person uploads: the one that is printed.
fn uploaded(outgoing: &Outgoing) -> Result<RenditionSpec, DeskError> {
    let uploaded = IndexHtmlOptions::of(&outgoing.profile).large;
    uploaded.ok_or(DeskError::Bug("a profile without renditions"))
}

fn page(
    outgoing: &Outgoing,
    kind: SheetKind,
    spec: &RenditionSpec,
    address: &dyn Fn(&Picture) -> String,
) -> Result<String, DeskError> {
    let sheet = match kind {
        SheetKind::Contact => Sheet::Contact,
        SheetKind::Captions => Sheet::Captions,
    };
    let options = SheetOptions { sheet, rendition: spec.name.clone() };
    let mut page = Vec::new();
    sheet_html(&outgoing.article, &options, address, &mut page)?;
    String::from_utf8(page).map_err(|_| DeskError::Bug("the sheet is not UTF-8"))
}
