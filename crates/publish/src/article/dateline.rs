//! The date line and other times, in the portal's form and time zone.

use chrono::{DateTime, Datelike, FixedOffset, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use tezis_lang::{Lang, dates};

use super::{ArticleDateline, ArticleTime};
use crate::error::PublishError;
use crate::profile::Profile;

pub(super) fn dateline(
    profile: &Profile,
    language: &str,
    place: Option<String>,
    given: Option<DateTime<Utc>>,
    otherwise: DateTime<Utc>,
) -> Result<ArticleDateline, PublishError> {
    let time = time(profile, language, given.unwrap_or(otherwise))?;
    let text = match place.as_ref().filter(|_| profile.dateline.place) {
        Some(place) => format!("{place}{}{}", profile.dateline.between, time.text),
        None => time.text,
    };
    Ok(ArticleDateline { text, place, at: time.at, given: given.is_some() })
}

/// Returns a time as the portal prints it.
pub(super) fn time(
    profile: &Profile,
    language: &str,
    at: DateTime<Utc>,
) -> Result<ArticleTime, PublishError> {
    let zone: Tz = profile
        .time_zone
        .parse()
        .map_err(|_| PublishError::TimeZone { name: profile.time_zone.clone() })?;
    let local = zone.from_utc_datetime(&at.naive_utc());
    let local: DateTime<FixedOffset> = local.with_timezone(&local.offset().fix());
    Ok(ArticleTime { text: with_month_name(&profile.dateline.format, language, local), at: local })
}

/// Formats a date with the month's name (`%B`) in the language of the text.
fn with_month_name(format: &str, language: &str, at: DateTime<FixedOffset>) -> String {
    let parts: Vec<String> = format.split("%B").map(|part| at.format(part).to_string()).collect();
    parts.join(dates::month(at.month(), Lang::from_tag(language)).unwrap_or_default())
}
