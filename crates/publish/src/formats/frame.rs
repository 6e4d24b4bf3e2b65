//! How a page shows the part of a whole picture that a rendition would hold: the picture is laid
//! behind a window of the rendition's proportions. Only for the live preview, whose pictures are
//! whole; packages have the cut files themselves.

use crate::article::Picture;
use crate::profile::{Fit, RenditionSpec};

/// The part of an upright picture that is shown, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Styles of a window and of the picture behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    window: String,
    /// The attribute of the picture's element.
    pub(super) picture: String,
}

impl Frame {
    /// Returns what a rendition needs; `None` where it shows the whole picture.
    pub(super) fn of(picture: &Picture, spec: &RenditionSpec) -> Option<Self> {
        let (width, height) = picture.source.upright;
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let part = part(picture, spec, width, height);
        if part.width >= width && part.height >= height {
            return None;
        }
        Some(Self {
            window: format!(
                "display:block;position:relative;overflow:hidden;aspect-ratio:{:.4}",
                part.width / part.height
            ),
            picture: format!(
                " style=\"position:absolute;max-width:none;aspect-ratio:auto;width:{};height:{};\
                 left:{};top:{}\"",
                percent(width / part.width),
                percent(height / part.height),
                percent(-part.x / part.width),
                percent(-part.y / part.height),
            ),
        })
    }

    /// Lays a picture's element behind its window.
    pub(super) fn around(&self, img: &str) -> String {
        format!("<span style=\"{}\">{img}</span>", self.window)
    }
}

/// Returns the part that is shown: the rendition's crop, and of that, for [`Fit::Cover`], the
/// largest part of the frame's proportions whose middle is nearest to the focal point.
fn part(picture: &Picture, spec: &RenditionSpec, width: f64, height: f64) -> Part {
    let crop = picture.source.crops.get(&spec.name);
    let region = crop.map_or(Part { x: 0.0, y: 0.0, width, height }, |crop| Part {
        x: crop.x * width,
        y: crop.y * height,
        width: (crop.width * width).min(width - crop.x * width),
        height: (crop.height * height).min(height - crop.y * height),
    });
    if spec.fit == Fit::Contain {
        return region;
    }
    let ratio = f64::from(spec.width.max(1)) / f64::from(spec.height.max(1));
    let (wide, high) = if region.width >= region.height * ratio {
        (region.height * ratio, region.height)
    } else {
        (region.width, region.width / ratio)
    };
    let middle = (region.x + region.width / 2.0, region.y + region.height / 2.0);
    let (x, y) = picture.source.focal.map_or(middle, |(x, y)| (x * width, y * height));
    let inside = |middle: f64, length: f64, from: f64, room: f64| {
        (middle - length / 2.0).clamp(from, from + (room - length).max(0.0))
    };
    Part {
        x: inside(x, wide, region.x, region.width),
        y: inside(y, high, region.y, region.height),
        width: wide,
        height: high,
    }
}

fn percent(ratio: f64) -> String {
    // Minus nothing would be printed as "-0".
    format!("{}%", (ratio * 100_000.0).round() / 1000.0 + 0.0)
}
