//! What a document holds: its collections, their ids and the shape of their fields. The shapes are
//! read off the typed views, so a field is added in one place.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// How a field is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One register.
    Scalar,
    /// One register a key.
    Keyed,
    /// A set of texts: one register an item, which holds its order.
    List,
    /// A text that merges letter by letter.
    Text,
}

/// A collection: a map of the document whose entities all have the same fields.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    /// The collection is one entity, with an empty id.
    pub(crate) single: bool,
    id: fn(&str) -> Option<String>,
    shapes: LazyLock<BTreeMap<String, Shape>>,
    canonical: fn(&str, Value) -> Result<Value, String>,
    text: Option<&'static str>,
}

impl Spec {
    /// Describes a collection that is one entity.
    pub(crate) const fn single<T: Entity>(name: &'static str) -> Self {
        Self {
            name,
            single: true,
            id: no_id,
            shapes: LazyLock::new(shapes::<T>),
            canonical: canonical::<T>,
            text: None,
        }
    }

    /// Describes a collection of many entities, by ids of a type; one field may be a text that merges
    /// letter by letter.
    pub(crate) const fn many<I: FromStr + ToString, T: Entity>(
        name: &'static str,
        text: Option<&'static str>,
    ) -> Self {
        Self {
            name,
            single: false,
            id: parsed_id::<I>,
            shapes: LazyLock::new(shapes::<T>),
            canonical: canonical::<T>,
            text,
        }
    }

    /// Returns an id in its one form, or `None` when it can't be an id here.
    pub(crate) fn id(&self, id: &str) -> Option<String> {
        (self.id)(id)
    }

    /// Returns how a field is stored, or `None` when this version knows no such field.
    pub(crate) fn shape(&self, field: &str) -> Option<Shape> {
        if self.text == Some(field) {
            return Some(Shape::Text);
        }
        self.shapes.get(field).copied()
    }

    /// Returns true when one of its fields is a text that merges letter by letter.
    pub(crate) fn has_text(&self) -> bool {
        self.text.is_some()
    }

    /// Returns a field's value as the typed view writes it, or why it can't be read.
    pub(crate) fn canonical(&self, field: &str, value: Value) -> Result<Value, String> {
        (self.canonical)(field, value)
    }
}

/// What can be an entity: all fields have defaults.
pub(crate) trait Entity: Default + Serialize + DeserializeOwned + 'static {}

impl<T: Default + Serialize + DeserializeOwned + 'static> Entity for T {}

fn no_id(id: &str) -> Option<String> {
    id.is_empty().then(String::new)
}

fn parsed_id<I: FromStr + ToString>(id: &str) -> Option<String> {
    if id.is_empty() {
        return None;
    }
    id.parse::<I>().ok().map(|id| id.to_string())
}

fn shapes<T: Entity>() -> BTreeMap<String, Shape> {
    let Ok(Value::Object(fields)) = serde_json::to_value(T::default()) else {
        return BTreeMap::new();
    };
    let shape = |value: &Value| match value {
        Value::Object(_) => Shape::Keyed,
        Value::Array(_) => Shape::List,
        _ => Shape::Scalar,
    };
    fields.iter().map(|(field, value)| (field.clone(), shape(value))).collect()
}

fn canonical<T: Entity>(field: &str, value: Value) -> Result<Value, String> {
    let fields = Map::from_iter([(field.to_owned(), value)]);
    let entity: T = serde_json::from_value(Value::Object(fields)).map_err(|e| e.to_string())?;
    match serde_json::to_value(entity) {
        Ok(Value::Object(mut fields)) => {
            fields.remove(field).ok_or_else(|| "does not exist".to_owned())
        }
        _ => Err("can't be written".to_owned()),
    }
}

/// Reads an entity field by field: what this version does not understand is left out of the view and
/// stays in the document.
pub(crate) fn lenient<T: Entity>(spec: &Spec, fields: Map<String, Value>) -> T {
    let whole = Value::Object(fields);
    if let Ok(entity) = T::deserialize(&whole) {
        return entity;
    }
    let Value::Object(fields) = whole else { return T::default() };
    let readable = |field: &str, value: &Value| spec.canonical(field, value.clone()).is_ok();
    let fields = fields.into_iter().filter_map(|(field, value)| {
        if readable(&field, &value) {
            return Some((field, value));
        }
        let value = match value {
            Value::Object(keys) => Value::Object(
                keys.into_iter()
                    .filter(|(key, value)| {
                        let alone = Map::from_iter([(key.clone(), value.clone())]);
                        readable(&field, &Value::Object(alone))
                    })
                    .collect(),
            ),
            Value::Array(items) => Value::Array(
                items
                    .into_iter()
                    .filter(|item| readable(&field, &Value::Array(vec![item.clone()])))
                    .collect(),
            ),
            _ => return None,
        };
        Some((field, value))
    });
    serde_json::from_value(Value::Object(fields.collect())).unwrap_or_default()
}
