//! The date line in the portal's form and time zone.

use chrono::{DateTime, Datelike, FixedOffset, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use tezis_lang::{Lang, dates};

use super::ArticleDateline;
use crate::error::PublishError;
use crate::profile::Profile;

pub(super) fn dateline(
    profile: &Profile,
    language: &str,
    place: Option<String>,
    at: DateTime<Utc>,
) -> Result<ArticleDateline, PublishError> {
    let zone: Tz = profile
        .time_zone
        .parse()
        .map_err(|_| PublishError::TimeZone { name: profile.time_zone.clone() })?;
    let local = zone.from_utc_datetime(&at.naive_utc());
    let local: DateTime<FixedOffset> = local.with_timezone(&local.offset().fix());
    let date = with_month_name(&profile.dateline.format, language, local);
    let text = match place.as_ref().filter(|_| profile.dateline.place) {
        Some(place) => format!("{place}{}{date}", profile.dateline.between),
        None => date,
    };
    Ok(ArticleDateline { text, place, at: local })
}

/// Formats a date with the month's name (`%B`) in the language of the text.
fn with_month_name(format: &str, language: &str, at: DateTime<FixedOffset>) -> String {
    let parts: Vec<String> = format.split("%B").map(|part| at.format(part).to_string()).collect();
    parts.join(dates::month(at.month(), Lang::from_tag(language)).unwrap_or_default())
}
