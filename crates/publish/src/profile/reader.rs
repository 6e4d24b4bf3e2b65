//! Reads a profile from TOML and collects everything that is wrong with it.
//!
//! serde stops at the first mistake. So the tree is read again and again, each time without the
//! entries that were already found wrong, until the rest is right; then [`super::check`] looks at
//! what the values mean. [`Node`] is a serde deserializer over TOML's spanned tree whose error
//! ([`Fault`]) keeps path, place and kind of the mistake, which toml's own error turns into words.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::de::{
    self, DeserializeSeed, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::errors::nearest;
use super::{Profile, ProfileError, ProfileErrors, ProfileProblem, check};

pub(super) fn parse(text: &str) -> Result<Profile, ProfileErrors> {
    let (tree, syntax) = DeTable::parse_recoverable(text);
    if !syntax.is_empty() {
        return Err(ProfileErrors(syntax.iter().map(|error| syntax_error(text, error)).collect()));
    }

    let mut found =
        Found { text, errors: Vec::new(), left_out: BTreeSet::new(), meant: BTreeSet::new() };
    let profile = loop {
        let root = Node::Table { table: tree.get_ref(), left_out: &found.left_out };
        match Profile::deserialize(root) {
            Ok(profile) => break profile,
            Err(fault) if found.leaves_out(&fault) => {}
            // A mistake that has no place can't be left out; nothing more is to be learnt.
            Err(_) => return Err(ProfileErrors(found.errors)),
        }
    };
    check::check(&profile, &mut Places { tree: tree.get_ref(), found: &mut found });
    if found.errors.is_empty() {
        return Ok(profile);
    }
    found.errors.sort_by_key(|error| (error.line, error.column));
    Err(ProfileErrors(found.errors))
}

fn syntax_error(text: &str, error: &toml::de::Error) -> ProfileError {
    let (line, column) = line_and_column(text, error.span().map_or(0, |span| span.start));
    let message = error.message().to_owned();
    ProfileError { line, column, key: String::new(), problem: ProfileProblem::Syntax { message } }
}

/// Returns line and column (characters), from 1, of a byte of the text.
fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// The mistakes found so far.
struct Found<'a> {
    text: &'a str,
    errors: Vec<ProfileError>,
    /// Where in the text the entries begin that are no longer read.
    left_out: BTreeSet<usize>,
    /// Keys that were most likely meant by unknown ones: they are not missing as well.
    meant: BTreeSet<String>,
}

impl Found<'_> {
    fn push(&mut self, byte: usize, key: String, problem: ProfileProblem) {
        let (line, column) = line_and_column(self.text, byte);
        self.errors.push(ProfileError { line, column, key, problem });
    }

    /// Records a fault; returns whether the next reading will pass it by.
    fn leaves_out(&mut self, fault: &Fault) -> bool {
        let span = fault.span.clone().unwrap_or_default();
        if let (ProfileProblem::UnknownKey { nearest: Some(nearest), .. }, Some((_, table))) =
            (&fault.problem, fault.path.split_last())
        {
            let mut meant = table.to_vec();
            meant.push(nearest.clone());
            self.meant.insert(dotted(&meant));
        }
        self.push(span.start, dotted(&fault.path), fault.problem.clone());
        self.left_out.insert(span.start)
    }
}

/// Where the values of a profile stand in the file, for [`check`].
pub(super) struct Places<'a, 'f, 't> {
    tree: &'a DeTable<'t>,
    found: &'a mut Found<'f>,
}

impl Places<'_, '_, '_> {
    /// Records a mistake at the value with this path, or, where it is missing, at the nearest table
    /// around it. A value that could not even be read is not reported a second time.
    pub(super) fn report(&mut self, path: &[Step<'_>], problem: ProfileProblem) {
        let mut path_in_file: Vec<Step<'_>> = Vec::new();
        let mut place = 0;
        let mut table = Some(self.tree);
        let mut array: Option<&DeArray<'_>> = None;
        for step in path {
            let mut step = *step;
            let value = match step {
                Step::Key(key) => table.and_then(|table| table.get(key)),
                // Entries that were left out are in the file, but not in the profile.
                Step::Index(index) => array.and_then(|array| {
                    let left_out = &self.found.left_out;
                    let mut read = array
                        .iter()
                        .enumerate()
                        .filter(|(_, entry)| !left_out.contains(&entry.span().start));
                    let (position, entry) = read.nth(index)?;
                    step = Step::Index(position);
                    Some(entry)
                }),
            };
            path_in_file.push(step);
            (table, array) = (None, None);
            let Some(value) = value else { continue };
            place = value.span().start;
            if self.found.left_out.contains(&place) {
                return;
            }
            table = value.get_ref().as_table();
            array = value.get_ref().as_array();
        }
        let key = dotted(&path_in_file);
        let missing = matches!(problem, ProfileProblem::Missing { .. });
        if !(missing && self.found.meant.contains(&key)) {
            self.found.push(place, key, problem);
        }
    }
}

/// A step from a table or list to what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

fn dotted(path: &[impl fmt::Display]) -> String {
    let mut dotted = String::new();
    for step in path {
        let step = step.to_string();
        if !dotted.is_empty() && !step.starts_with('[') {
            dotted.push('.');
        }
        dotted.push_str(&step);
    }
    dotted
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => f.write_str(key),
            Self::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// One mistake, with the path to it.
#[derive(Debug)]
struct Fault {
    span: Option<Range<usize>>,
    path: Vec<String>,
    problem: ProfileProblem,
}

impl Fault {
    fn new(problem: ProfileProblem) -> Self {
        Self { span: None, path: Vec::new(), problem }
    }

    fn at(mut self, span: Range<usize>) -> Self {
        self.span.get_or_insert(span);
        self
    }

    fn inside(mut self, step: Step<'_>) -> Self {
        self.path.insert(0, step.to_string());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.problem, f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(ProfileProblem::Bad { message: message.to_string() })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(ProfileProblem::WrongType {
            expected: wanted(&expected.to_string()),
            found: match found {
                Unexpected::Str(_) => "a text in quotation marks".to_owned(),
                Unexpected::Bool(_) => "true or false".to_owned(),
                Unexpected::Signed(_) | Unexpected::Unsigned(_) => "a number".to_owned(),
                Unexpected::Seq => "a list".to_owned(),
                Unexpected::Map => "a table".to_owned(),
                other => other.to_string(),
            },
        })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Signed(number) => number.to_string(),
            other => other.to_string(),
        };
        Self::new(ProfileProblem::WrongType { expected: wanted(&expected.to_string()), found })
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(ProfileProblem::UnknownValue {
            found: found.to_owned(),
            nearest: nearest(found, known.iter().copied()),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        })
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(ProfileProblem::UnknownKey {
            nearest: nearest(found, known.iter().copied()),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        })
    }
}

/// Puts serde's word for a wanted type into a writer's words.
fn wanted(expected: &str) -> String {
    match expected {
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u32" | "u64" => "a whole number, 0 or more".to_owned(),
        "a string" => "a text in quotation marks".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list in [ ]".to_owned(),
        "a map" => "a table".to_owned(),
        other if other.starts_with("struct ") => "a table".to_owned(),
        other if other.starts_with("enum ") => "a text in quotation marks".to_owned(),
        other => other.to_owned(),
    }
}

/// A value of the tree, read by serde without the entries that are left out.
#[derive(Clone, Copy)]
enum Node<'a, 't> {
    Table { table: &'a DeTable<'t>, left_out: &'a BTreeSet<usize> },
    Value { value: &'a DeValue<'t>, left_out: &'a BTreeSet<usize> },
}

impl<'de> de::Deserializer<'de> for Node<'_, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let (value, left_out) = match self {
            Self::Table { table, left_out } => {
                return visitor.visit_map(Entries {
                    rest: Box::new(table.iter()),
                    entry: None,
                    left_out,
                });
            }
            Self::Value { value, left_out } => (value, left_out),
        };
        match value {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => {
                let number = i64::from_str_radix(number.as_str(), number.radix())
                    .map_err(|_| de::Error::custom("the number is too large; write a smaller one"));
                visitor.visit_i64(number?)
            }
            DeValue::Float(number) => {
                visitor.visit_f64(number.as_str().parse().unwrap_or(f64::NAN))
            }
            DeValue::Boolean(value) => visitor.visit_bool(*value),
            DeValue::Datetime(date) => Err(de::Error::invalid_type(
                Unexpected::Other(&format!("the date {date}")),
                &visitor,
            )),
            DeValue::Array(array) => {
                visitor.visit_seq(Items { items: Box::new(array.iter().enumerate()), left_out })
            }
            DeValue::Table(table) => Node::Table { table, left_out }.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Self::Value { value: DeValue::String(text), .. } => visitor.visit_enum(Variant(text)),
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The name of an enum's variant.
struct Variant<'a>(&'a str);

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        Ok((seed.deserialize(self.0.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Fault> {
        Err(de::Error::custom("a profile's names hold no values"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(de::Error::custom("a profile's names hold no values"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Fault> {
        Err(de::Error::custom("a profile's names hold no values"))
    }
}

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// The entries of a table.
struct Entries<'a, 't> {
    rest: Box<dyn Iterator<Item = (&'a Key<'t>, &'a Value<'t>)> + 'a>,
    entry: Option<(&'a Key<'t>, &'a Value<'t>)>,
    left_out: &'a BTreeSet<usize>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let left_out = self.left_out;
        let read = |(key, value): &(&Key<'_>, &Value<'_>)| {
            !left_out.contains(&key.span().start) && !left_out.contains(&value.span().start)
        };
        self.entry = self.rest.find(read);
        let Some((key, _)) = self.entry else { return Ok(None) };
        let name: &str = key.get_ref();
        let deserializer: de::value::StrDeserializer<'_, Fault> = name.into_deserializer();
        seed.deserialize(deserializer)
            .map(Some)
            .map_err(|fault| fault.at(key.span()).inside(Step::Key(name)))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (key, value) = self.entry.take().expect("BUG: a value is asked for after its key");
        seed.deserialize(Node::Value { value: value.get_ref(), left_out: self.left_out })
            .map_err(|fault| fault.at(value.span()).inside(Step::Key(key.get_ref())))
    }
}

/// The items of a list.
struct Items<'a, 't> {
    items: Box<dyn Iterator<Item = (usize, &'a Value<'t>)> + 'a>,
    left_out: &'a BTreeSet<usize>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let left_out = self.left_out;
        let read = |(_, value): &(usize, &Value<'_>)| !left_out.contains(&value.span().start);
        let Some((index, value)) = self.items.find(read) else { return Ok(None) };
        seed.deserialize(Node::Value { value: value.get_ref(), left_out })
            .map(Some)
            .map_err(|fault| fault.at(value.span()).inside(Step::Index(index)))
    }
}
