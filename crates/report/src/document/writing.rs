//! Writing registers: a partial entity, checked as a whole before anything is written, becomes the
//! fewest operations that make the document say it.

use std::collections::BTreeSet;

use automerge::transaction::Transactable;
use automerge::{AutomergeError, ObjId, ObjType, ScalarValue};
use serde_json::{Map, Value};

use super::reading::{Key, Reader};
use super::schema::{Shape, Spec};
use crate::error::ReportError;
use crate::order::Orders;
use crate::text::{clean, edits};

/// A checked edit of one field.
pub(crate) enum FieldEdit {
    /// The register's new value; none clears it.
    Register(Option<ScalarValue>),
    /// New values of some keys; none clears a key.
    Keys(Vec<(String, Option<ScalarValue>)>),
    /// All keys or items go.
    Clear,
    /// The set's new content and order.
    Items(Vec<String>),
    /// The new text.
    Text(String),
}

/// Checks a partial entity against its collection.
pub(crate) fn check(
    spec: &'static Spec,
    fields: &Map<String, Value>,
) -> Result<Vec<(String, FieldEdit)>, ReportError> {
    let check = |(field, value): (&String, &Value)| {
        let edit = field_edit(spec, field, value).map_err(|reason| ReportError::Field {
            collection: spec.name,
            field: field.clone(),
            reason,
        })?;
        Ok((field.clone(), edit))
    };
    fields.iter().map(check).collect()
}

fn field_edit(spec: &Spec, field: &str, value: &Value) -> Result<FieldEdit, String> {
    let shape = spec.shape(field).ok_or("does not exist")?;
    let value = cleaned(value);
    match (shape, value) {
        (Shape::Scalar, Value::Null) => Ok(FieldEdit::Register(None)),
        (Shape::Scalar, value) => {
            Ok(FieldEdit::Register(to_scalar(&spec.canonical(field, value)?)?))
        }
        (Shape::Keyed | Shape::List, Value::Null) => Ok(FieldEdit::Clear),
        (Shape::Keyed, Value::Object(keys)) => {
            let (cleared, set): (Map<_, _>, Map<_, _>) =
                keys.into_iter().partition(|(_, value)| value.is_null());
            let mut edits: Vec<_> = cleared.into_iter().map(|(key, _)| (key, None)).collect();
            if let Value::Object(set) = spec.canonical(field, Value::Object(set))? {
                for (key, value) in set {
                    edits.push((key, to_scalar(&value)?));
                }
            }
            Ok(FieldEdit::Keys(edits))
        }
        (Shape::List, value @ Value::Array(_)) => {
            let Value::Array(items) = spec.canonical(field, value)? else {
                return Err("is not a list".to_owned());
            };
            let mut seen = BTreeSet::new();
            let texts = items.into_iter().filter_map(|item| item.as_str().map(ToOwned::to_owned));
            Ok(FieldEdit::Items(texts.filter(|item| seen.insert(item.clone())).collect()))
        }
        (Shape::Text, Value::Null) => Ok(FieldEdit::Text(String::new())),
        (Shape::Text, Value::String(text)) => Ok(FieldEdit::Text(text)),
        (Shape::Keyed, _) => Err("takes an object".to_owned()),
        (Shape::List, _) => Err("takes a list of texts".to_owned()),
        (Shape::Text, _) => Err("takes a text".to_owned()),
    }
}

fn cleaned(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(text).into_owned()),
        Value::Array(items) => Value::Array(items.iter().map(cleaned).collect()),
        Value::Object(keys) => {
            let keys = keys.iter().map(|(key, value)| (clean(key).into_owned(), cleaned(value)));
            Value::Object(keys.collect())
        }
        other => other.clone(),
    }
}

fn to_scalar(value: &Value) -> Result<Option<ScalarValue>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(yes) => Ok(Some(ScalarValue::Boolean(*yes))),
        Value::String(text) => Ok(Some(ScalarValue::Str(text.as_str().into()))),
        Value::Number(number) => number
            .as_i64()
            .map(ScalarValue::Int)
            .or_else(|| number.as_u64().map(ScalarValue::Uint))
            .or_else(|| number.as_f64().map(ScalarValue::F64))
            .map(Some)
            .ok_or_else(|| "is a number out of range".to_owned()),
        Value::Array(_) | Value::Object(_) => Err("takes a single value".to_owned()),
    }
}

/// Writes a register when it says something else, or several things at once.
pub(crate) fn register<T: Transactable>(
    tx: &mut T,
    map: &ObjId,
    key: &str,
    value: Option<ScalarValue>,
) -> Result<(), AutomergeError> {
    let now = Reader::of(tx).all(map, key);
    match value {
        Some(value) if now.as_slice() == std::slice::from_ref(&value) => Ok(()),
        Some(value) => tx.put(map, key, value),
        None if now.is_empty() => Ok(()),
        None => tx.delete(map, key),
    }
}

/// Writes a checked partial entity; makes the entity, or takes it back from the removed ones.
pub(crate) fn entity<T: Transactable>(
    tx: &mut T,
    spec: &Spec,
    map: &ObjId,
    orders: &Orders,
    id: &str,
    fields: &[(String, FieldEdit)],
) -> Result<(), AutomergeError> {
    if !spec.single {
        register(tx, map, &Key::of(id, "gone"), Some(ScalarValue::Boolean(false)))?;
    }
    for (field, edit) in fields {
        match edit {
            FieldEdit::Register(value) => register(tx, map, &Key::of(id, field), value.clone())?,
            FieldEdit::Keys(keys) => {
                for (key, value) in keys {
                    register(tx, map, &Key::inside(id, field, key), value.clone())?;
                }
            }
            FieldEdit::Clear => {
                let prefix = format!("{}/", Key::of(id, field));
                for key in keys_under(tx, map, &prefix) {
                    tx.delete(map, key)?;
                }
            }
            FieldEdit::Items(items) => set_items(tx, map, orders, id, field, items)?,
            FieldEdit::Text(text) => set_text(tx, map, &Key::of(id, field), text)?,
        }
    }
    Ok(())
}

fn keys_under<T: Transactable>(tx: &T, map: &ObjId, prefix: &str) -> Vec<String> {
    Reader::of(tx).rows_under(map, prefix).map(|row| row.key.into_owned()).collect()
}

fn set_items<T: Transactable>(
    tx: &mut T,
    map: &ObjId,
    orders: &Orders,
    id: &str,
    field: &str,
    items: &[String],
) -> Result<(), AutomergeError> {
    let wanted: BTreeSet<String> = items.iter().map(|item| Key::inside(id, field, item)).collect();
    for key in keys_under(tx, map, &format!("{}/", Key::of(id, field))) {
        if !wanted.contains(&key) {
            tx.delete(map, key)?;
        }
    }
    let at = Reader::of(tx);
    let keys: Vec<Option<String>> =
        items.iter().map(|item| at.string(map, &Key::inside(id, field, item))).collect();
    let wanted: Vec<(&str, Option<&str>)> =
        items.iter().zip(&keys).map(|(item, key)| (item.as_str(), key.as_deref())).collect();
    for (item, order) in orders.arrange(&wanted) {
        tx.put(map, Key::inside(id, field, &item), order)?;
    }
    Ok(())
}

fn set_text<T: Transactable>(
    tx: &mut T,
    map: &ObjId,
    key: &str,
    new: &str,
) -> Result<(), AutomergeError> {
    if let Some(text) = Reader::of(tx).object(map, key) {
        let old = Reader::of(tx).text(&text);
        splice(tx, &text, &old, new)
    } else {
        let text = tx.put_object(map, key, ObjType::Text)?;
        tx.splice_text(&text, 0, 0, new)
    }
}

/// Turns a text into another, whole words at a time.
pub(crate) fn splice<T: Transactable>(
    tx: &mut T,
    text: &ObjId,
    old: &str,
    new: &str,
) -> Result<(), AutomergeError> {
    for edit in edits(old, new) {
        let delete = isize::try_from(edit.delete).unwrap_or(isize::MAX);
        tx.splice_text(text, edit.at, delete, &edit.insert)?;
    }
    Ok(())
}
