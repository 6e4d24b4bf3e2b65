//! Time at the photo desk: when a photo was really taken, and which session it falls into.
//!
//! All times are the forum's local ones. A camera writes its own clock without a zone, so its offset (how
//! far it is ahead of the true time, a wrong zone included) is taken off; a session's times are stored
//! in UTC and come into the forum's zone. Decision 0018 has the rules.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tezis_report::ids::SessionId;
use tezis_report::model::{Forum, Photo, Session, SessionStatus};

use crate::forums::DEFAULT_TIME_ZONE;

/// The forum's clock: its zone, and how far each camera is ahead.
#[derive(Debug)]
pub(crate) struct Clock<'a> {
    zone: Tz,
    offsets: BTreeMap<&'a str, TimeDelta>,
}

impl<'a> Clock<'a> {
    pub(crate) fn of(forum: &'a Forum) -> Self {
        let zone = forum.about.time_zone.as_deref().and_then(|name| Tz::from_str(name).ok());
        let offsets = forum
            .cameras
            .iter()
            .filter_map(|camera| {
                Some((camera.id.as_str(), TimeDelta::try_seconds(camera.entity.clock_offset_s?)?))
            })
            .collect();
        let default = || Tz::from_str(DEFAULT_TIME_ZONE).unwrap_or(Tz::UTC);
        Self { zone: zone.unwrap_or_else(default), offsets }
    }

    /// Returns the forum's local time.
    pub(crate) fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// Returns when a photo was taken. A time that was guessed comes from no camera's clock.
    pub(crate) fn taken(&self, photo: &Photo) -> Option<NaiveDateTime> {
        let taken = photo.taken_at?;
        let camera = photo.camera.as_deref().filter(|_| !photo.time_approximate);
        let ahead = camera.and_then(|camera| self.offsets.get(camera));
        ahead.map_or(Some(taken), |ahead| taken.checked_sub_signed(*ahead))
    }
}

/// A session in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) session: SessionId,
    pub(crate) starts: NaiveDateTime,
    /// None where nothing tells it: it then lasts to the end of the day.
    pub(crate) ends: Option<NaiveDateTime>,
    begun: bool,
    ended: bool,
}

impl Slot {
    /// Says whether both its times are actual ones.
    pub(crate) fn is_actual(&self) -> bool {
        self.begun && self.ended
    }

    fn holds(&self, at: NaiveDateTime) -> bool {
        let before_end = match self.ends {
            Some(ends) => at < ends,
            None => at.date() == self.starts.date(),
        };
        self.starts <= at && before_end
    }
}

/// The sessions that have times and were not cancelled, by when they start.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Schedule(Vec<Slot>);

impl Schedule {
    pub(crate) fn of(forum: &Forum, clock: &Clock<'_>) -> Self {
        let mut slots: Vec<(Slot, Option<&str>)> = forum
            .sessions
            .iter()
            .filter(|session| session.entity.status != SessionStatus::Cancelled)
            .filter_map(|session| {
                let slot = slot(session.id, &session.entity, clock)?;
                Some((slot, session.entity.room.as_deref()))
            })
            .collect();
        slots.sort_by_key(|(slot, _)| slot.starts);
        let starts: Vec<_> =
            slots.iter().map(|(slot, room)| (slot.starts, slot.begun, *room)).collect();
        for (slot, room) in &mut slots {
            if slot.ended {
                continue;
            }
            let other_room =
                |other: Option<&str>| matches!((*room, other), (Some(a), Some(b)) if a != b);
            let mut later = starts
                .iter()
                .filter(|(starts, _, room)| *starts > slot.starts && !other_room(*room));
            // What has begun ends what nobody ended; what is only planned ends it where nothing else
            // tells an end.
            let next =
                if slot.ends.is_some() { later.find(|(_, begun, _)| *begun) } else { later.next() };
            if let Some((next, ..)) = next {
                slot.ends = Some(slot.ends.map_or(*next, |ends| ends.min(*next)));
            }
        }
        Self(slots.into_iter().map(|(slot, _)| slot).collect())
    }

    /// Returns a session's slot.
    pub(crate) fn of_session(&self, session: SessionId) -> Option<&Slot> {
        self.0.iter().find(|slot| slot.session == session)
    }

    /// Returns the session that a time falls into: one that has really begun before one that was only
    /// planned, of several the one that started last; none between two sessions.
    pub(crate) fn at(&self, at: NaiveDateTime) -> Option<SessionId> {
        let holding = self.0.iter().filter(|slot| slot.holds(at));
        holding.max_by_key(|slot| (slot.begun, slot.starts)).map(|slot| slot.session)
    }

    /// As [`Schedule::at`], among the sessions that have really begun.
    pub(crate) fn begun_at(&self, at: NaiveDateTime) -> Option<SessionId> {
        let begun = self.0.iter().filter(|slot| slot.begun && slot.holds(at));
        begun.max_by_key(|slot| slot.starts).map(|slot| slot.session)
    }
}

fn slot(id: SessionId, session: &Session, clock: &Clock<'_>) -> Option<Slot> {
    let starts = session.actual_start.or(session.planned_start)?;
    // One that began late is expected to end as much later.
    let expected = session.planned_end.map(|end| match session.planned_start {
        Some(planned) => end + (starts - planned),
        None => end,
    });
    let ends = session.actual_end.or(expected).filter(|ends| *ends > starts);
    Some(Slot {
        session: id,
        starts: clock.local(starts),
        ends: ends.map(|ends| clock.local(ends)),
        begun: session.actual_start.is_some(),
        ended: session.actual_end.is_some() && ends.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A forum in Baku (UTC+4) with sessions; times are given as local hours on one day.
    fn forum(sessions: &[Value]) -> Forum {
        let sessions: Vec<Value> = sessions
            .iter()
            .zip(1_u128..)
            .map(|(session, n)| {
                let mut fields = json!({ "id": SessionId::from_parts(1, n) });
                for (key, value) in session.as_object().unwrap() {
                    let time = value.as_str().filter(|text| text.contains(':'));
                    let time = time.map(|time| format!("2025-10-19T{time}:00+04:00"));
                    fields[key] = time.map_or_else(|| value.clone(), Value::from);
                }
                fields
            })
            .collect();
        serde_json::from_value(json!({
            "id": tezis_report::ids::ForumId::from_parts(1, 1), "time_zone": "Asia/Baku",
            "sessions": sessions, "people": [], "organisations": [], "places": [],
            "appearances": [], "notes": [], "quotes": [], "photos": [],
            "cameras": [{ "id": "fast", "clock_offset_s": 3600 }], "materials": [], "conflicts": [],
        }))
        .unwrap()
    }

    /// Returns the number of the session that a photo of that local time is proposed for.
    fn proposed(forum: &Forum, at: &str) -> Option<usize> {
        let at = format!("2025-10-19T{at}:00").parse().unwrap();
        let session = Schedule::of(forum, &Clock::of(forum)).at(at)?;
        forum.sessions.iter().position(|known| known.id == session).map(|at| at + 1)
    }

    #[test]
    fn between_two_sessions_there_is_none() {
        let forum = forum(&[
            json!({ "planned_start": "10:00", "planned_end": "11:00" }),
            json!({ "planned_start": "11:30", "planned_end": "12:30" }),
        ]);
        let at = ["09:59", "10:00", "10:59", "11:00", "11:29", "11:30", "12:30"];
        let expected = [None, Some(1), Some(1), None, None, Some(2), None];
        assert_eq!(at.map(|at| proposed(&forum, at)), expected);
    }

    #[test]
    fn actual_times_go_before_planned_ones() {
        // The opening took long: at 11:10 the programme already had the panel, which had not begun.
        let forum = forum(&[
            json!({ "planned_start": "10:00", "planned_end": "11:00", "actual_start": "10:20", "actual_end": "11:15" }),
            json!({ "planned_start": "11:00", "planned_end": "12:00" }),
        ]);
        let at = ["10:05", "10:20", "11:10", "11:15"];
        assert_eq!(at.map(|at| proposed(&forum, at)), [None, Some(1), Some(1), Some(2)]);
    }

    #[test]
    fn an_open_session_ends_where_the_next_begins() {
        let forum = forum(&[
            json!({ "actual_start": "10:00" }),
            json!({ "actual_start": "11:40" }),
            json!({ "status": "cancelled", "planned_start": "11:45" }),
        ]);
        let at = ["11:39", "11:40", "23:59"];
        assert_eq!(at.map(|at| proposed(&forum, at)), [Some(1), Some(2), Some(2)]);
        let next_day = "2025-10-20T00:10:00".parse().unwrap();
        assert_eq!(Schedule::of(&forum, &Clock::of(&forum)).at(next_day), None);
    }

    #[test]
    fn a_session_that_began_late_is_expected_to_end_as_much_later() {
        let forum = forum(&[
            json!({ "planned_start": "10:00", "planned_end": "11:00", "actual_start": "10:40" }),
            json!({ "planned_start": "14:00", "planned_end": "15:00" }),
        ]);
        let at = ["11:39", "11:40", "13:00", "14:10"];
        assert_eq!(at.map(|at| proposed(&forum, at)), [Some(1), None, None, Some(2)]);
    }

    #[test]
    fn sessions_in_two_rooms_do_not_end_each_other() {
        let forum = forum(&[
            json!({ "room": "Böyük zal", "actual_start": "10:00" }),
            json!({ "room": "Kiçik zal", "actual_start": "10:05", "actual_end": "10:30" }),
        ]);
        let at = ["10:01", "10:10", "10:40"];
        assert_eq!(at.map(|at| proposed(&forum, at)), [Some(1), Some(2), Some(1)]);
    }

    #[test]
    fn a_clock_that_is_ahead_is_set_back_but_not_for_a_guessed_time() {
        let forum = forum(&[]);
        let clock = Clock::of(&forum);
        let mut photo = Photo {
            taken_at: Some("2025-10-19T11:00:00".parse().unwrap()),
            camera: Some("fast".to_owned()),
            ..Photo::default()
        };
        assert_eq!(clock.taken(&photo).unwrap().to_string(), "2025-10-19 10:00:00");
        photo.time_approximate = true;
        assert_eq!(clock.taken(&photo).unwrap().to_string(), "2025-10-19 11:00:00");
        photo.time_approximate = false;
        photo.camera = Some("another".to_owned());
        assert_eq!(clock.taken(&photo).unwrap().to_string(), "2025-10-19 11:00:00");
    }
}
