//! Two tools of `scripts/bench-resize`: draws photos to measure on, and tells how near pictures that
//! any program made of them come to the best there is.
//!
//! `measure_renditions draw FOLDER COUNT MEGAPIXELS` writes JPEG files.
//! `measure_renditions compare PHOTO PICTURE …` prints for each pair the SSIMULACRA2 of the picture
//! against the whole photo, decoded by `image` and resized by its Lanczos 3: neither our decoder nor
//! our resizer.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that prints what it found"
)]
#![expect(clippy::disallowed_methods, reason = "it writes into a folder of its own")]

use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::process::ExitCode;

use fast_ssim2::{PixelDescriptor, PixelSlice, compute_ssimulacra2};
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage};

#[path = "../benches/drawing/mod.rs"]
mod drawing;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["draw", folder, count, megapixels] => draw(Path::new(folder), count, megapixels),
        ["compare", pairs @ ..] if pairs.len() % 2 == 0 => compare(pairs),
        _ => Err("draw FOLDER COUNT MEGAPIXELS, or compare PHOTO PICTURE …".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure_renditions: {error}");
            ExitCode::FAILURE
        }
    }
}

fn draw(folder: &Path, count: &str, megapixels: &str) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    // 3 : 2; 24 megapixels are 6000 × 4000.
    let height = (megapixels.parse::<u32>()? * 1_000_000 / 3 * 2).isqrt();
    for number in 1..=count.parse()? {
        let picture = drawing::photo(height * 3 / 2, height, number);
        std::fs::write(folder.join(format!("drawn-{number:02}.jpg")), drawing::jpeg(&picture))?;
    }
    Ok(())
}

fn compare(pairs: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut whole: Option<(&str, RgbImage)> = None;
    for pair in pairs.chunks_exact(2) {
        let &[photo, picture] = pair else { continue };
        if whole.as_ref().is_none_or(|(name, _)| *name != photo) {
            whole = Some((photo, upright(photo)?));
        }
        let Some((_, original)) = &whole else { continue };
        let picture_pixels = upright(picture)?;
        let (width, height) = picture_pixels.dimensions();
        let reference = imageops::resize(original, width, height, FilterType::Lanczos3);
        let score = compute_ssimulacra2(&slice(&reference)?, &slice(&picture_pixels)?)?;
        println!("{score:.3}\t{picture}");
    }
    Ok(())
}

fn slice(picture: &RgbImage) -> Result<PixelSlice<'_>, Box<dyn Error>> {
    let (width, height) = picture.dimensions();
    let row = usize::try_from(width)? * 3;
    Ok(PixelSlice::new(picture.as_raw(), width, height, row, PixelDescriptor::RGB8_SRGB)?)
}

fn upright(path: &str) -> Result<RgbImage, Box<dyn Error>> {
    let reader = ImageReader::new(Cursor::new(std::fs::read(path)?)).with_guessed_format()?;
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture.into_rgb8())
}
