//! Reading a document: its present state, or what a transaction sees. A past state is read inside a
//! transaction at that state, which is then rolled back: Automerge's own reading at heads walks the
//! history anew for every value.
//!
//! Keys are `<id>/<field>` or `<id>/<field>/<key>`, each part escaped as in a JSON pointer
//! (RFC 6901: `~` is `~0`, `/` is `~1`); a collection that is one entity has no id in front.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use automerge::iter::MapRange;
use automerge::marks::{Mark as AutomergeMark, MarkSet};
use automerge::{ObjId, ReadDoc, ScalarValue, ScalarValueRef, Span, Value as Stored, ValueRef};
use serde_json::{Map, Value};

use super::schema::{Entity, Shape, Spec, lenient};
use crate::model::Conflict;

/// A document as it is read: the present state, or what a transaction sees.
pub(crate) struct Reader<'a, D: ReadDoc> {
    doc: &'a D,
}

impl<'a, D: ReadDoc> Reader<'a, D> {
    pub(crate) fn of(doc: &'a D) -> Self {
        Self { doc }
    }

    pub(crate) fn rows(&self, map: &ObjId) -> MapRange<'a> {
        self.doc.map_range(map, ..)
    }

    /// Returns the rows whose keys begin with a text that ends in a slash.
    pub(crate) fn rows_under(&self, map: &ObjId, prefix: &str) -> MapRange<'a> {
        // '0' follows '/' in ASCII: the range ends before the first key with another beginning.
        let end = prefix.strip_suffix('/').map(|stem| format!("{stem}0")).unwrap_or_default();
        self.doc.map_range(map, prefix.to_owned()..end)
    }

    fn get(&self, map: &ObjId, key: &str) -> Option<(Stored<'a>, ObjId)> {
        self.doc.get(map, key).ok().flatten()
    }

    pub(crate) fn scalar(&self, map: &ObjId, key: &str) -> Option<ScalarValue> {
        match self.get(map, key) {
            Some((Stored::Scalar(value), _)) => Some(value.into_owned()),
            _ => None,
        }
    }

    pub(crate) fn string(&self, map: &ObjId, key: &str) -> Option<String> {
        self.scalar(map, key).and_then(|value| value.as_str().map(ToOwned::to_owned))
    }

    pub(crate) fn object(&self, map: &ObjId, key: &str) -> Option<ObjId> {
        match self.get(map, key) {
            Some((Stored::Object(_), id)) => Some(id),
            _ => None,
        }
    }

    pub(crate) fn is_gone(&self, map: &ObjId, id: &str) -> bool {
        self.scalar(map, &Key::of(id, "gone")) == Some(ScalarValue::Boolean(true))
    }

    /// Returns all concurrent values of a register.
    pub(crate) fn all(&self, map: &ObjId, key: &str) -> Vec<ScalarValue> {
        let scalar = |(value, _): (Stored<'_>, ObjId)| value.into_scalar().ok();
        self.doc.get_all(map, key).unwrap_or_default().into_iter().filter_map(scalar).collect()
    }

    pub(crate) fn text(&self, text: &ObjId) -> String {
        self.doc.text(text).unwrap_or_default()
    }

    /// Returns a text in pieces that have the same marks, in one walk.
    pub(crate) fn pieces(&self, text: &ObjId) -> Vec<(String, Option<Arc<MarkSet>>)> {
        let piece = |span| match span {
            Span::Text { text, marks } => Some((text, marks)),
            Span::Block(_) => None,
        };
        self.doc.spans(text).into_iter().flatten().filter_map(piece).collect()
    }

    pub(crate) fn marks(&self, text: &ObjId) -> Vec<AutomergeMark> {
        self.doc.marks(text).unwrap_or_default()
    }

    /// Reads the shown entities of a collection, by id, and adds their registers with several
    /// concurrent values to `conflicts`.
    pub(crate) fn entities<T: Entity>(
        &self,
        spec: &Spec,
        map: &ObjId,
        conflicts: &mut Vec<Conflict>,
    ) -> Vec<(String, T)> {
        self.entities_of(spec, map, self.rows(map), conflicts)
    }

    /// Reads one entity of a collection that has many, by its id; none when it isn't shown.
    pub(crate) fn entity<T: Entity>(
        &self,
        spec: &Spec,
        map: &ObjId,
        id: &str,
        conflicts: &mut Vec<Conflict>,
    ) -> Option<T> {
        let rows = self.rows_under(map, &format!("{}/", escape(id)));
        self.entities_of(spec, map, rows, conflicts).pop().map(|(_, entity)| entity)
    }

    fn entities_of<T: Entity>(
        &self,
        spec: &Spec,
        map: &ObjId,
        rows: MapRange<'a>,
        conflicts: &mut Vec<Conflict>,
    ) -> Vec<(String, T)> {
        let mut found: BTreeMap<String, Raw> = BTreeMap::new();
        let mut last: Option<(String, Raw)> = None;
        for row in rows {
            let key = Key::read(&row.key, spec.single);
            // Rows of one entity follow each other: one look-up an entity, not one a row.
            if last.as_ref().is_none_or(|(id, _)| *id != key.id) {
                found.extend(last.take());
                let raw = found.remove(key.id.as_ref()).unwrap_or_default();
                last = Some((key.id.clone().into_owned(), raw));
            }
            let Some((_, raw)) = last.as_mut() else { continue };
            raw.take(self, spec, &key, &row.value, || row.id());
            let decides = matches!(spec.shape(&key.field), Some(Shape::Scalar | Shape::Keyed));
            if row.conflict && decides && key.field != "order" {
                raw.conflicting.push(row.key.into_owned());
            }
        }
        found.extend(last);
        found
            .into_iter()
            .filter(|(_, raw)| !raw.gone)
            .map(|(id, raw)| {
                for key in &raw.conflicting {
                    conflicts.extend(self.conflict(spec, map, &id, key));
                }
                (id, lenient(spec, raw.into_fields()))
            })
            .collect()
    }

    fn conflict(&self, spec: &Spec, map: &ObjId, id: &str, key: &str) -> Option<Conflict> {
        let shown = self.scalar(map, key).as_ref().and_then(to_json)?.to_string();
        let mut others: Vec<String> = self
            .all(map, key)
            .iter()
            .filter_map(to_json)
            .map(|value| value.to_string())
            .filter(|value| *value != shown)
            .collect();
        others.sort();
        others.dedup();
        if others.is_empty() {
            return None;
        }
        let Key { field, inner, .. } = Key::read(key, spec.single);
        let field = inner.map_or_else(|| field.to_string(), |inner| format!("{field}/{inner}"));
        let values = std::iter::once(shown).chain(others).collect();
        Some(Conflict { collection: spec.name.to_owned(), id: id.to_owned(), field, values })
    }
}

/// An entity on its way from rows to fields.
#[derive(Default)]
struct Raw {
    gone: bool,
    fields: Map<String, Value>,
    lists: BTreeMap<String, Vec<(String, String)>>,
    conflicting: Vec<String>,
}

impl Raw {
    fn take<D: ReadDoc>(
        &mut self,
        reader: &Reader<'_, D>,
        spec: &Spec,
        key: &Key<'_>,
        value: &ValueRef<'_>,
        object: impl Fn() -> ObjId,
    ) {
        if key.field == "gone" && !spec.single {
            self.gone = matches!(value, ValueRef::Scalar(ScalarValueRef::Boolean(true)));
            return;
        }
        let value = match value {
            ValueRef::Object(_) if spec.shape(&key.field) == Some(Shape::Text) => {
                Value::String(reader.text(&object()))
            }
            ValueRef::Object(_) => return,
            ValueRef::Scalar(value) => match ref_to_json(value) {
                Some(value) => value,
                None => return,
            },
        };
        match (spec.shape(&key.field), &key.inner) {
            (Some(Shape::Scalar | Shape::Text), None) => {
                self.fields.insert(key.field.to_string(), value);
            }
            (Some(Shape::Keyed), Some(inner)) => {
                let field =
                    self.fields.entry(&*key.field).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(keys) = field {
                    keys.insert(inner.to_string(), value);
                }
            }
            (Some(Shape::List), Some(item)) => {
                let order = value.as_str().unwrap_or_default().to_owned();
                let list = self.lists.entry(key.field.to_string()).or_default();
                list.push((order, item.to_string()));
            }
            _ => {}
        }
    }

    fn into_fields(self) -> Map<String, Value> {
        let mut fields = self.fields;
        for (field, mut items) in self.lists {
            items.sort();
            let items = items.into_iter().map(|(_, item)| Value::String(item)).collect();
            fields.insert(field, Value::Array(items));
        }
        fields
    }
}

/// A key of a collection's map.
pub(crate) struct Key<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) field: Cow<'a, str>,
    pub(crate) inner: Option<Cow<'a, str>>,
}

impl<'a> Key<'a> {
    pub(crate) fn read(key: &'a str, single: bool) -> Self {
        let (id, rest) = if single { ("", key) } else { key.split_once('/').unwrap_or((key, "")) };
        let (field, inner) = match rest.split_once('/') {
            Some((field, key)) => (field, Some(unescape(key))),
            None => (rest, None),
        };
        Self { id: unescape(id), field: unescape(field), inner }
    }

    /// Returns the key of an entity's field; an empty id stands for a collection that is one entity.
    pub(crate) fn of(id: &str, field: &str) -> String {
        if id.is_empty() {
            escape(field).into_owned()
        } else {
            format!("{}/{}", escape(id), escape(field))
        }
    }

    /// Returns the key of an entry of an entity's field.
    pub(crate) fn inside(id: &str, field: &str, key: &str) -> String {
        format!("{}/{}", Self::of(id, field), escape(key))
    }
}

fn escape(part: &str) -> Cow<'_, str> {
    if part.contains(['~', '/']) {
        Cow::Owned(part.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(part)
    }
}

fn unescape(part: &str) -> Cow<'_, str> {
    if part.contains('~') {
        Cow::Owned(part.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(part)
    }
}

fn ref_to_json(value: &ScalarValueRef<'_>) -> Option<Value> {
    match value {
        ScalarValueRef::Str(text) => Some(Value::String(text.clone().into_owned())),
        ScalarValueRef::Int(number) => Some(Value::from(*number)),
        ScalarValueRef::Uint(number) => Some(Value::from(*number)),
        ScalarValueRef::F64(number) => Some(Value::from(*number)),
        ScalarValueRef::Boolean(yes) => Some(Value::Bool(*yes)),
        _ => None,
    }
}

/// Returns a register's value as JSON; `None` for what only a newer version can have written.
pub(crate) fn to_json(value: &ScalarValue) -> Option<Value> {
    match value {
        ScalarValue::Str(text) => Some(Value::String(text.to_string())),
        ScalarValue::Int(number) => Some(Value::from(*number)),
        ScalarValue::Uint(number) => Some(Value::from(*number)),
        ScalarValue::F64(number) => Some(Value::from(*number)),
        ScalarValue::Boolean(yes) => Some(Value::Bool(*yes)),
        _ => None,
    }
}
