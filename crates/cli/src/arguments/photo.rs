//! `tezis-cli photo …`, as clap reads it.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use tezis_desk::ids::{ForumId, ReportId};
use tezis_desk::model::Crop;

#[derive(Debug, Subcommand)]
pub(crate) enum PhotoCommand {
    /// Brings photos, or the pictures of cards and folders, into a forum or a report; prints their
    /// hashes.
    Import(ImportPhotos),
    /// Lists the photos of a report in order, or those of a forum by time.
    List(ListPhotos),
    /// Describes photos; an empty text clears.
    Set(Box<SetPhotos>),
    /// Rates photos.
    Rate(RatePhotos),
    /// Fills a caption in, with codes (`=ae=ın`) and variables ({time}, {date}, {session}, {people},
    /// {place}, {city}, {photographer}, {forum}).
    Caption(CaptionPhotos),
}

/// Which photos are meant.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct OfWhat {
    /// Of a forum.
    #[arg(long)]
    pub(crate) forum: Option<ForumId>,
    /// Of a report.
    #[arg(long)]
    pub(crate) report: Option<ReportId>,
}

#[derive(Debug, Args)]
pub(crate) struct ImportPhotos {
    /// Files, folders and cards.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) of: OfWhat,
    /// Only what was locked or rated in the camera.
    #[arg(long)]
    pub(crate) picks_only: bool,
    /// The raw files beside JPEGs come along.
    #[arg(long)]
    pub(crate) with_raw: bool,
    /// A folder on another disk that gets a copy of each file.
    #[arg(long, value_name = "DIR")]
    pub(crate) second: Option<PathBuf>,
    /// Whom to credit, where the files do not say.
    #[arg(long)]
    pub(crate) credit: Option<String>,
    /// Who took them, where the files do not say.
    #[arg(long)]
    pub(crate) creator: Option<String>,
    /// The name of a template in the settings, to be filled in where nothing is written.
    #[arg(long, value_name = "NAME")]
    pub(crate) template: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ListPhotos {
    #[command(flatten)]
    pub(crate) of: OfWhat,
}

#[derive(Debug, Args)]
pub(crate) struct SetPhotos {
    /// Photos, each by its hash (or the first 6 digits of it), its file's name, or its number in the
    /// report.
    #[arg(required = true)]
    pub(crate) photos: Vec<String>,
    #[command(flatten)]
    pub(crate) of: OfWhat,
    /// The caption.
    #[arg(long)]
    pub(crate) caption: Option<String>,
    /// The alternative text.
    #[arg(long)]
    pub(crate) alt: Option<String>,
    /// The long description.
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// The headline.
    #[arg(long)]
    pub(crate) headline: Option<String>,
    /// Whom to credit.
    #[arg(long)]
    pub(crate) credit: Option<String>,
    /// Who took it.
    #[arg(long)]
    pub(crate) creator: Option<String>,
    /// The copyright notice.
    #[arg(long)]
    pub(crate) copyright: Option<String>,
    /// The terms of use.
    #[arg(long)]
    pub(crate) usage: Option<String>,
    /// The keywords, separated by commas.
    #[arg(long, value_name = "A,B …")]
    pub(crate) keywords: Option<String>,
    /// Who is in the picture, from the left, separated by commas: codes, names or ids.
    #[arg(long, value_name = "A,B …")]
    pub(crate) people: Option<String>,
    /// The session: its code (s1, s2 …), title or id.
    #[arg(long)]
    pub(crate) session: Option<String>,
    /// The place: its name or id.
    #[arg(long)]
    pub(crate) place: Option<String>,
    /// 0 to 5 stars.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=5))]
    pub(crate) rating: Option<u8>,
    /// The colour label.
    #[arg(long, value_enum)]
    pub(crate) colour: Option<ColourName>,
    /// Picked, rejected or neither.
    #[arg(long, value_enum)]
    pub(crate) pick: Option<PickName>,
    /// The point that stays in every crop, in fractions of the upright picture.
    #[arg(long, value_name = "X,Y")]
    pub(crate) focal: Option<Focal>,
    /// The crop of a rendition, in fractions of the turned picture; `NAME=` takes it away.
    #[arg(long, value_name = "NAME=X,Y,WIDTH,HEIGHT")]
    pub(crate) crop: Vec<NamedCrop>,
    /// Degrees clockwise: quarters and a fine angle.
    #[arg(long, allow_negative_numbers = true, value_parser = degrees)]
    pub(crate) rotation: Option<f64>,
    /// A tone value: exposure (-3 to 3), temperature, tint, shadows (-100 to 100), sharpen (0 to 100);
    /// `NAME=` takes it away.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) tone: Vec<NamedTone>,
    /// The language of caption, alternative text and description (by default the report's, else the
    /// forum's).
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// Makes it the report's cover.
    #[arg(long, conflicts_with = "forum")]
    pub(crate) cover: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RatePhotos {
    /// Photos, as in `photo set`.
    #[arg(required = true)]
    pub(crate) photos: Vec<String>,
    #[command(flatten)]
    pub(crate) of: OfWhat,
    #[command(flatten)]
    pub(crate) rating: Rating,
}

/// At least one is given.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Rating {
    /// 0 to 5 stars.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=5))]
    pub(crate) stars: Option<u8>,
    /// Picks them.
    #[arg(long, conflicts_with_all = ["reject", "clear"])]
    pub(crate) pick: bool,
    /// Rejects them.
    #[arg(long, conflicts_with = "clear")]
    pub(crate) reject: bool,
    /// Neither picked nor rejected.
    #[arg(long)]
    pub(crate) clear: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CaptionPhotos {
    /// Photos, as in `photo set`; all without.
    pub(crate) photos: Vec<String>,
    #[command(flatten)]
    pub(crate) of: OfWhat,
    /// The caption, or the name of a template in the settings.
    #[arg(long, value_name = "TEXT")]
    pub(crate) template: String,
    /// How it meets what is written.
    #[arg(long, value_enum, default_value_t = ModeName::Missing)]
    pub(crate) mode: ModeName,
    /// The language (by default the report's, else the forum's).
    #[arg(long)]
    pub(crate) language: Option<String>,
}

/// The colour labels, by their names on the wire; `none` takes it away.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ColourName {
    Red,
    Yellow,
    Green,
    Blue,
    Purple,
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PickName {
    Picked,
    Rejected,
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ModeName {
    /// Only where nothing is written.
    Missing,
    /// Instead of it.
    Replace,
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// A point in fractions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Focal(pub(crate) f64, pub(crate) f64);

impl FromStr for Focal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match *fractions(text)? {
            [x, y] => Ok(Self(x, y)),
            _ => Err("takes two fractions, as 0.5,0.3".to_owned()),
        }
    }
}

/// A rendition's crop; none takes it away.
#[derive(Debug, Clone)]
pub(crate) struct NamedCrop(pub(crate) String, pub(crate) Option<Crop>);

impl FromStr for NamedCrop {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = named(text)?;
        if value.is_empty() {
            return Ok(Self(name, None));
        }
        match *fractions(value)? {
            [x, y, width, height] if x + width <= 1.0 && y + height <= 1.0 => {
                Ok(Self(name, Some(Crop { x, y, width, height })))
            }
            [_, _, _, _] => Err("reaches over the picture's edge".to_owned()),
            _ => Err("takes four fractions, as cover=0,0.1,1,0.6".to_owned()),
        }
    }
}

/// A tone value; none takes it away.
#[derive(Debug, Clone)]
pub(crate) struct NamedTone(pub(crate) String, pub(crate) Option<f64>);

impl FromStr for NamedTone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = named(text)?;
        let range = match name.as_str() {
            "exposure" => -3.0..=3.0,
            "temperature" | "tint" | "shadows" => -100.0..=100.0,
            "sharpen" => 0.0..=100.0,
            _ => {
                let known = "exposure, temperature, tint, shadows, sharpen";
                return Err(format!("there is no tone “{name}”; there are: {known}"));
            }
        };
        if value.is_empty() {
            return Ok(Self(name, None));
        }
        let number: f64 = value.parse().map_err(|_| format!("“{value}” is no number"))?;
        if range.contains(&number) {
            Ok(Self(name, Some(number)))
        } else {
            Err(format!("{name} goes from {} to {}", range.start(), range.end()))
        }
    }
}

fn named(text: &str) -> Result<(String, &str), String> {
    let (name, value) = text.split_once('=').ok_or("takes NAME=VALUE")?;
    if name.is_empty() { Err("takes NAME=VALUE".to_owned()) } else { Ok((name.to_owned(), value)) }
}

fn fractions(text: &str) -> Result<Vec<f64>, String> {
    let fraction = |part: &str| {
        let number: f64 = part.trim().parse().map_err(|_| format!("“{part}” is no number"))?;
        let inside = (0.0..=1.0).contains(&number);
        inside.then_some(number).ok_or_else(|| format!("{part} is not between 0 and 1"))
    };
    text.split(',').map(fraction).collect()
}

fn degrees(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("“{text}” is no number"))?;
    let inside = (-360.0..=360.0).contains(&number);
    inside.then_some(number).ok_or_else(|| "takes degrees from -360 to 360".to_owned())
}
