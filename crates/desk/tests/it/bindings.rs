//! The window's types are made from the core's: this test compares the file with what the types
//! say now. `UPDATE_BINDINGS=1 cargo test -p tezis-desk bindings` writes it anew.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tezis_desk::model::{ForumAbout, ReportAbout};
use tezis_desk::wire::{
    BackupState, BodySavedAt, CaptionCode, Changed, EditedElsewhere, ForumEdit, ForumEdited,
    ForumOpened, ForumRow, Found, Handover, IncomingText, Ingest, Job, NewPublication,
    PackageShape, PastedBlock, PersonPlaces, PhotoDesk, PhotoEdit, PhotoLook, PhotosEdited,
    Preview, Receipt, RenditionFrame, ReportEdit, ReportEdited, ReportFilter, ReportOpened,
    ReportPage, Returned, ReturnedFile, Scan, Settings, SheetKind, Sibling, Start, TemplateMode,
    Translation, Unused, Update, Version, VersionDiff, VersionTaken, Volume, WireError,
};
use tezis_desk::{BodySave, Step};
use ts_rs::{Config, TS, TypeVisitor};

const HEADER: &str = "\
// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p tezis-desk bindings`.
// Change those, not this file.

/** One text in several languages, by language tag. */
export type Localized = { [key in string]: string };
";

struct Collect {
    config: Config,
    seen: BTreeSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Collect {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // Only types with a file of their own are declared; numbers, texts and lists have names.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&self.config));
            self.declarations.insert(T::ident(&self.config), declaration);
        }
    }
}

fn bindings() -> String {
    let mut collect = Collect {
        config: Config::new().with_large_int("number"),
        seen: BTreeSet::new(),
        declarations: BTreeMap::new(),
    };
    collect.visit::<WireError>();
    collect.visit::<Start>();
    collect.visit::<Settings>();
    collect.visit::<ForumRow>();
    collect.visit::<ForumOpened>();
    collect.visit::<ForumEdit>();
    collect.visit::<ForumEdited>();
    collect.visit::<ReportFilter>();
    collect.visit::<ReportPage>();
    collect.visit::<ReportOpened>();
    collect.visit::<ReportEdit>();
    collect.visit::<ReportEdited>();
    collect.visit::<BodySave>();
    collect.visit::<BodySavedAt>();
    collect.visit::<IncomingText>();
    collect.visit::<PastedBlock>();
    collect.visit::<PackageShape>();
    collect.visit::<Step>();
    collect.visit::<Job>();
    collect.visit::<Changed>();
    collect.visit::<Found>();
    collect.visit::<PersonPlaces>();
    collect.visit::<Preview>();
    collect.visit::<ReturnedFile>();
    collect.visit::<Returned>();
    collect.visit::<Handover>();
    collect.visit::<NewPublication>();
    collect.visit::<Update>();
    collect.visit::<Receipt>();
    collect.visit::<Version>();
    collect.visit::<VersionDiff>();
    collect.visit::<Unused>();
    collect.visit::<BackupState>();
    collect.visit::<Sibling>();
    collect.visit::<Translation>();
    collect.visit::<PhotoDesk>();
    collect.visit::<PhotoEdit>();
    collect.visit::<PhotosEdited>();
    collect.visit::<PhotoLook>();
    collect.visit::<RenditionFrame>();
    collect.visit::<TemplateMode>();
    collect.visit::<CaptionCode>();
    collect.visit::<VersionTaken>();
    collect.visit::<Volume>();
    collect.visit::<Scan>();
    collect.visit::<SheetKind>();
    collect.visit::<Ingest>();
    collect.visit::<EditedElsewhere>();
    // Flattened into their documents on the wire; the window fills them field by field.
    collect.visit::<ForumAbout>();
    collect.visit::<ReportAbout>();
    let declarations: Vec<String> = collect.declarations.into_values().collect();
    format!("{HEADER}\n{}", declarations.join("\n"))
}

#[test]
fn the_windows_types_are_those_of_the_core() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/bindings.ts");
    let made = bindings();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&file, &made).expect("bindings.ts can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == made,
        "ui/src/ipc/bindings.ts is not what the types say; \
         run `UPDATE_BINDINGS=1 cargo test -p tezis-desk bindings` and look at the difference"
    );
}
