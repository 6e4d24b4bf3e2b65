//! Order as fractional indices: texts of the digits 0–9, A–Z, a–z that sort as bytes, with room
//! between any two of them. Moving one thing writes one key; nothing else is renumbered.
//!
//! Two people who write at one place offline would give the same keys and their paragraphs would
//! interleave after the merge. So keys made in a document carry a tag of their writer, and a run of
//! insertions counts up behind it: each writer's run stays together.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: u8 = 62;

/// Returns a key that sorts after `before` and before `after`; `None` stands for the open end.
///
/// Keys that are not in order, or that hold other characters than ASCII letters and digits, come
/// from elsewhere: the result then sorts after `before` alone.
pub fn order_between(before: Option<&str>, after: Option<&str>) -> String {
    let low = before.map(digits).unwrap_or_default();
    let high = after.map(digits).filter(|high| !high.is_empty() && *high > low);
    let key = match high {
        None if low.is_empty() => vec![BASE / 2],
        None => increment(&low),
        Some(high) if low.is_empty() => decrement(&high),
        Some(high) => middle(&low, Some(&high)),
    };
    key.into_iter()
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .map(|b| char::from(*b))
        .collect()
}

/// Returns the digits of a key up to the first foreign character, without zeros at the end: nothing
/// fits between a key and the same key followed by zeros.
fn digits(key: &str) -> Vec<u8> {
    let mut digits: Vec<u8> = key
        .bytes()
        .map_while(|byte| DIGITS.iter().position(|digit| *digit == byte))
        .filter_map(|position| u8::try_from(position).ok())
        .collect();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

/// Counts up: the first digit that can grow grows, the rest goes. Appending a thousand paragraphs
/// costs about one digit for every sixty.
fn increment(low: &[u8]) -> Vec<u8> {
    let mut key = Vec::with_capacity(low.len() + 1);
    for digit in low {
        if *digit < BASE - 1 {
            key.push(digit + 1);
            return key;
        }
        key.push(*digit);
    }
    key.push(1);
    key
}

/// Counts down, never to a key that ends in zero.
fn decrement(high: &[u8]) -> Vec<u8> {
    let mut key = Vec::with_capacity(high.len() + 1);
    for digit in high {
        match digit {
            0 => key.push(0),
            1 => {
                key.extend([0, BASE - 1]);
                return key;
            }
            _ => {
                key.push(digit - 1);
                return key;
            }
        }
    }
    key
}

fn middle(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    if let Some(high) = high {
        let shared =
            high.iter().enumerate().take_while(|(at, d)| low.get(*at).unwrap_or(&0) == *d).count();
        if shared > 0 {
            let mut key: Vec<u8> = high.iter().take(shared).copied().collect();
            let low: Vec<u8> = low.iter().skip(shared).copied().collect();
            let high: Vec<u8> = high.iter().skip(shared).copied().collect();
            key.extend(middle(&low, Some(&high)));
            return key;
        }
    }
    let first_low = low.first().copied().unwrap_or(0);
    let first_high = high.and_then(|high| high.first().copied()).unwrap_or(BASE);
    if first_high - first_low > 1 {
        return vec![first_low + (first_high - first_low) / 2];
    }
    match high {
        Some(high) if high.len() > 1 => vec![first_high],
        _ => {
            let rest: Vec<u8> = low.iter().skip(1).copied().collect();
            let mut key = vec![first_low];
            key.extend(middle(&rest, None));
            key
        }
    }
}

/// Makes keys for one writer.
#[derive(Debug, Clone)]
pub(crate) struct Orders {
    tag: String,
}

impl Orders {
    /// Takes the writer's tag from the actor's random bytes: three digits, 238,328 tags.
    pub(crate) fn new(actor: [u8; 16]) -> Self {
        let mut number = u128::from_be_bytes(actor);
        let mut tag = String::new();
        for _ in 0..3 {
            let digit = usize::try_from(number % u128::from(BASE)).unwrap_or_default();
            tag.extend(DIGITS.get(digit).map(|b| char::from(*b)));
            number /= u128::from(BASE);
        }
        Self { tag }
    }

    /// Returns a key between two others, behind the writer's own run where `before` belongs to one.
    fn between(&self, before: Option<&str>, after: Option<&str>) -> String {
        let fits = |key: &String| after.is_none_or(|after| key.as_str() < after);
        if let Some((head, counter)) = before.and_then(|before| before.rsplit_once(&self.tag)) {
            let key = format!("{head}{}{}", self.tag, order_between(Some(counter), None));
            if before.is_some_and(|before| before < key.as_str()) && fits(&key) {
                return key;
            }
        }
        let mut upper = after.map(ToOwned::to_owned);
        loop {
            let head = order_between(before, upper.as_deref());
            let key = format!("{head}{}1", self.tag);
            // A head that `after` begins with would sort wrongly once the tag stands behind it;
            // each further head is a shorter beginning or none at all, so this ends.
            if fits(&key) || upper.as_ref() == Some(&head) {
                return key;
            }
            upper = Some(head);
        }
    }

    /// Returns new keys for the things that must move so that all stand in the order given. Each
    /// thing comes with its id and its present key; the longest run that is in order keeps its keys.
    pub(crate) fn arrange(&self, wanted: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
        let keys: Vec<Option<(&str, &str)>> = wanted
            .iter()
            .map(|(id, key)| key.filter(|key| is_key(key)).map(|key| (key, *id)))
            .collect();
        let mut stays = longest_run(&keys);
        open_gaps(&keys, &mut stays);
        let mut moved = Vec::new();
        let mut before: Option<String> = None;
        for (at, (id, _)) in wanted.iter().enumerate() {
            let key = keys.get(at).copied().flatten().map(|(key, _)| key.to_owned());
            if stays.get(at).copied().unwrap_or(false) && key.is_some() {
                before = key;
                continue;
            }
            let after = keys
                .iter()
                .zip(&stays)
                .skip(at + 1)
                .find(|(_, stays)| **stays)
                .and_then(|(key, _)| key.map(|(key, _)| key));
            let key = self.between(before.as_deref(), after);
            moved.push(((*id).to_owned(), key.clone()));
            before = Some(key);
        }
        moved
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && !key.ends_with('0') && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Says of each thing whether it belongs to the longest run that is already in order; a thing without
/// a key does not.
pub(crate) fn longest_run<T: Ord + Copy>(keys: &[Option<T>]) -> Vec<bool> {
    // Patience sorting: `ends` holds, for each length, the thing that ends a run of that length
    // with the smallest key; `previous` leads back along the run.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; keys.len()];
    for (at, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let length = ends
            .partition_point(|end| keys.get(*end).copied().flatten().is_some_and(|end| end < *key));
        if let (Some(slot), Some(end)) = (previous.get_mut(at), length.checked_sub(1)) {
            *slot = ends.get(end).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; keys.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        if let Some(stay) = stays.get_mut(index) {
            *stay = true;
        }
        at = previous.get(index).copied().flatten();
    }
    stays
}

/// Lets a thing move too where something must come between it and another with the same key.
fn open_gaps(keys: &[Option<(&str, &str)>], stays: &mut [bool]) {
    let mut last: Option<&str> = None;
    let mut gap = false;
    for (key, stay) in keys.iter().zip(stays) {
        match key {
            Some((key, _)) if *stay => {
                if gap && last == Some(key) {
                    *stay = false;
                } else {
                    last = Some(key);
                    gap = false;
                }
            }
            _ => gap = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn writer(n: u8) -> Orders {
        Orders::new([n; 16])
    }

    proptest! {
        /// There is room between any two keys, however often one inserts at one place.
        #[test]
        fn between_is_between(picks in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut keys: Vec<String> = Vec::new();
            for pick in picks {
                let at = pick.index(keys.len() + 1);
                let before = at.checked_sub(1).map(|at| keys[at].as_str());
                let key = order_between(before, keys.get(at).map(String::as_str));
                prop_assert!(before.is_none_or(|before| before < key.as_str()));
                prop_assert!(keys.get(at).is_none_or(|after| key < *after));
                prop_assert!(is_key(&key));
                keys.insert(at, key);
            }
        }

        /// Whatever order is wanted, the keys sort into it, and what is in order is not touched.
        #[test]
        fn arranged_keys_sort_as_wanted(
            moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..3), 1..60),
        ) {
            let mut things: Vec<(String, String)> = Vec::new();
            for (n, (from, to, who)) in moves.into_iter().enumerate() {
                let mut wanted: Vec<(String, Option<String>)> =
                    things.iter().map(|(id, key)| (id.clone(), Some(key.clone()))).collect();
                let thing = if n % 3 == 0 && !wanted.is_empty() {
                    wanted.remove(from.index(wanted.len()))
                } else {
                    (format!("thing{n}"), None)
                };
                wanted.insert(to.index(wanted.len() + 1), thing);
                let ids: Vec<String> = wanted.iter().map(|(id, _)| id.clone()).collect();
                let given: Vec<(&str, Option<&str>)> =
                    wanted.iter().map(|(id, key)| (id.as_str(), key.as_deref())).collect();
                let moved = writer(who).arrange(&given);
                prop_assert!(moved.len() <= 1, "one move wrote {} keys", moved.len());
                things = wanted.iter().map(|(id, key)| {
                    let new = moved.iter().find(|(other, _)| other == id).map(|(_, key)| key.clone());
                    (id.clone(), new.or_else(|| key.clone()).unwrap())
                }).collect();
                things.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
                prop_assert_eq!(ids, things.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
            }
        }
    }

    /// Equal keys come from two copies that knew nothing of each other; something can still be put
    /// between them.
    #[test]
    fn equal_keys_make_room() {
        let wanted = [("a", Some("V")), ("new", None), ("b", Some("V")), ("c", Some("W"))];
        let moved = writer(1).arrange(&wanted);
        assert_eq!(moved.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["new", "b"]);
        assert!("V" < moved[0].1.as_str() && moved[0].1 < moved[1].1 && moved[1].1.as_str() < "W");
    }

    /// The reason for the tag: both write three paragraphs after the same one, and neither's are torn.
    #[test]
    fn two_writers_runs_do_not_interleave() {
        let run = |orders: &Orders, ids: [&str; 3]| -> Vec<(String, String)> {
            let mut things =
                vec![("x".to_owned(), "V".to_owned()), ("y".to_owned(), "W".to_owned())];
            for (n, id) in ids.iter().enumerate() {
                let mut wanted: Vec<(&str, Option<&str>)> =
                    things.iter().map(|(id, key)| (id.as_str(), Some(key.as_str()))).collect();
                wanted.insert(n + 1, (id, None));
                let moved = orders.arrange(&wanted);
                things.insert(n + 1, moved.into_iter().next().unwrap());
            }
            things
        };
        let mut all = run(&writer(7), ["a1", "a2", "a3"]);
        all.extend(run(&writer(9), ["b1", "b2", "b3"]).into_iter().skip(1).take(3));
        all.sort_by(|a, b| a.1.cmp(&b.1));
        let order: String = all.iter().map(|(id, _)| id.as_str()).collect();
        assert!(order.contains("a1a2a3") && order.contains("b1b2b3"), "{order}");
    }
}
