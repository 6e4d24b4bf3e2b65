//! Pictures from outside: this crate has no codec, it asks.

use std::ops::ControlFlow;

use crate::article::{Article, Picture};
use crate::error::{PublishError, RenditionError};
use crate::profile::{Profile, RenditionSpec};

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelSize {
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

/// A picture's file as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenditionFile {
    /// The file, in the format of its specification.
    pub bytes: Vec<u8>,
    /// Its size.
    pub size: PixelSize,
}

/// Makes the renditions of an article's pictures. [`Picture::source`] says from what.
pub trait Renditions {
    /// Returns the size that [`Renditions::rendition`] will give. It is asked for every picture and
    /// specification before anything is written, because pages name sizes.
    fn size(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<PixelSize, RenditionError>;

    /// Returns the file. A package asks for one at a time and drops it before the next.
    fn rendition(
        &mut self,
        picture: &Picture,
        spec: &RenditionSpec,
    ) -> Result<RenditionFile, RenditionError>;
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Files that are written.
    pub done: usize,
    /// Files that the package will have.
    pub total: usize,
    /// The file that is made now: its path in the package.
    pub what: &'a str,
}

/// Tells the caller how far it is, and stops when the caller says so.
pub(super) fn report(
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    step: Progress<'_>,
) -> Result<(), PublishError> {
    match progress(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(PublishError::Cancelled),
    }
}

/// Returns the article with the real sizes of its pictures' files.
pub(super) fn measured(
    article: &Article,
    profile: &Profile,
    renditions: &mut dyn Renditions,
) -> Result<Article, PublishError> {
    let mut measured = article.clone();
    for (picture, asked) in measured.pictures.iter_mut().zip(&article.pictures) {
        for file in &mut picture.files {
            let Some(spec) = profile.rendition(&file.rendition) else { continue };
            let size = renditions.size(asked, spec).map_err(failed(asked, spec))?;
            (file.width, file.height) = (size.width, size.height);
        }
    }
    Ok(measured)
}

/// Asks for a file and holds it against what the article says of it.
pub(crate) fn rendition_of(
    renditions: &mut dyn Renditions,
    picture: &Picture,
    spec: &RenditionSpec,
) -> Result<RenditionFile, PublishError> {
    let file = renditions.rendition(picture, spec).map_err(failed(picture, spec))?;
    let announced = picture
        .file(&spec.name)
        .map_or(file.size, |file| PixelSize { width: file.width, height: file.height });
    if announced != file.size {
        return Err(PublishError::RenditionSize {
            number: picture.number,
            rendition: spec.name.clone(),
            width: file.size.width,
            height: file.size.height,
            announced_width: announced.width,
            announced_height: announced.height,
        });
    }
    Ok(file)
}

fn failed<'a>(
    picture: &'a Picture,
    spec: &'a RenditionSpec,
) -> impl Fn(RenditionError) -> PublishError + 'a {
    move |source| PublishError::Rendition {
        number: picture.number,
        rendition: spec.name.clone(),
        source,
    }
}
