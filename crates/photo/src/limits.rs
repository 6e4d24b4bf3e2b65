//! How large a photo may be. Checked on the header, before anything is allocated: going through
//! `image`'s `into_decoder` skips that library's own limits, and one such file took 12 GB.

use crate::error::{Measure, PhotoError};

/// Limits for pictures that come in. The defaults fit any camera of the day with room to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub max_file_bytes: u64,
    /// Longest side, in pixels.
    pub max_side: u32,
    /// Most pixels.
    pub max_pixels: u64,
    /// Most memory for decoding the picture, in bytes: a 16-bit picture takes up to eight a pixel, a
    /// progressive JPEG two for each coefficient. With all else a process stays under 700 MB.
    pub max_decoded_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 200_000_000,
            max_side: 20_000,
            max_pixels: 120_000_000,
            max_decoded_bytes: 600_000_000,
        }
    }
}

impl Limits {
    /// Refuses a file that is too large to look at.
    pub(crate) fn check_file(&self, bytes: &[u8]) -> Result<(), PhotoError> {
        self.check_len(bytes.len() as u64)
    }

    /// Refuses a file by its length in bytes.
    pub(crate) fn check_len(&self, bytes: u64) -> Result<(), PhotoError> {
        within(Measure::FileBytes, bytes, self.max_file_bytes)
    }

    /// Refuses a picture whose header claims more than may be decoded.
    pub(crate) fn check_size(&self, width: u32, height: u32) -> Result<(), PhotoError> {
        within(Measure::Side, width.max(height).into(), self.max_side.into())?;
        within(Measure::Pixels, u64::from(width) * u64::from(height), self.max_pixels)
    }

    /// Refuses to allocate more than is allowed for one picture.
    pub(crate) fn check_decoded(&self, bytes: u64) -> Result<(), PhotoError> {
        within(Measure::DecodedBytes, bytes, self.max_decoded_bytes)
    }
}

fn within(measure: Measure, value: u64, limit: u64) -> Result<(), PhotoError> {
    if value > limit {
        return Err(PhotoError::TooLarge { measure, value, limit });
    }
    Ok(())
}
