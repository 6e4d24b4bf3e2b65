//! The command line, as clap reads it.

mod photo;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use tezis_desk::ids::{BlockId, ForumId, PersonId, PublicationId, ReportId, SessionId};

pub(crate) use photo::{CaptionPhotos, ImportPhotos, OfWhat, PhotoCommand, RatePhotos, SetPhotos};

/// The forum correspondent's desk, from the command line.
#[derive(Debug, Parser)]
#[command(name = "tezis-cli", version, propagate_version = true)]
pub(crate) struct Arguments {
    /// The library's folder (by default in the platform's data folder).
    #[arg(long, global = true, env = "TEZIS_LIBRARY", value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// Prints one JSON value instead of text.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reports: make, list, show, search.
    #[command(subcommand)]
    Report(ReportCommand),
    /// Photos: bring in, list, describe, rate, caption.
    #[command(subcommand)]
    Photo(PhotoCommand),
    /// Forums: make, list, show.
    #[command(subcommand)]
    Forum(ForumCommand),
    /// People of a forum.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Sessions of a forum.
    #[command(subcommand)]
    Session(SessionCommand),
    /// Tags in a report's text.
    #[command(subcommand)]
    Tag(TagCommand),
    /// Finds reports, forums, people, sessions, photos and materials by name, whole or begun.
    Find {
        /// The words.
        #[arg(required = true)]
        query: Vec<String>,
        /// How many at most.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Makes a portal's picture sizes of any photos; needs no library.
    Resize(Resize),
    /// Writes a report's package: a zip for machines, or a folder for a person at a web form.
    Export(Export),
    /// Packages that came from somewhere.
    #[command(subcommand)]
    Package(PackageCommand),
    /// The library: check, copy, restore.
    #[command(subcommand)]
    Library(LibraryCommand),
    /// Portal profiles.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Prints the completions of a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// Makes a report and prints its id.
    New(NewReport),
    /// Lists reports, the latest change first.
    List {
        /// Only of this forum.
        #[arg(long)]
        forum: Option<ForumId>,
        /// How many at most.
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// Shows a report's data.
    Show {
        /// The report.
        report: ReportId,
    },
    /// Prints a report's text.
    Text {
        /// The report.
        report: ReportId,
    },
    /// Finds reports by words, whatever their case, endings and diacritics.
    Search {
        /// The words.
        #[arg(required = true)]
        query: Vec<String>,
        /// How many at most.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Lists the versions of a report, the latest first.
    History {
        /// The report.
        report: ReportId,
    },
    /// Makes a report, or one block of it, say again what it said in a version.
    #[command(disable_version_flag = true)]
    Restore(RestoreVersion),
    /// Shows word by word what differs between two versions.
    Diff(DiffVersions),
    /// Makes a text that goes on from a report, and prints its id.
    Derive(DeriveReport),
    /// Compares a text that came back with the version that was sent, and takes changes over.
    Update(UpdateReport),
    /// Prints what goes into a field of the portal's form.
    Copy(CopyField),
    /// Writes down that a report is published as it stands; prints the publication's id.
    Publish(PublishReport),
    /// Shows what differs from what is published.
    Changes {
        /// The report.
        report: ReportId,
        /// A publication other than the latest.
        #[arg(long, value_name = "PUBLICATION")]
        since: Option<PublicationId>,
    },
    /// Lists the receipts of a report's publications, the latest first.
    Receipts {
        /// The report.
        report: ReportId,
        /// Prints the article that the latest publication froze, as JSON.
        #[arg(long)]
        article: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RestoreVersion {
    /// The report.
    pub(crate) report: ReportId,
    /// The version's number in the history, or its heads.
    #[arg(long, value_name = "N|HEADS")]
    pub(crate) version: String,
    /// Only this block.
    #[arg(long)]
    pub(crate) block: Option<BlockId>,
}

#[derive(Debug, Args)]
pub(crate) struct DiffVersions {
    /// The report.
    pub(crate) report: ReportId,
    /// The earlier version's number in the history, or its heads.
    #[arg(long, value_name = "N|HEADS")]
    pub(crate) from: String,
    /// The later version's (by default the report as it stands).
    #[arg(long, value_name = "N|HEADS")]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DeriveReport {
    /// The report that it is made of.
    pub(crate) report: ReportId,
    /// What kind of text it becomes.
    #[arg(long, value_enum)]
    pub(crate) kind: ReportKindName,
    /// The language of its words; a translation needs one.
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// A block that a short text begins with, instead of the lead; may be given several times.
    #[arg(long = "block", value_name = "BLOCK")]
    pub(crate) blocks: Vec<BlockId>,
}

/// The kinds of text, by their names on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum ReportKindName {
    Full,
    Short,
    Update,
    Translation,
}

#[derive(Debug, Args)]
pub(crate) struct UpdateReport {
    /// The report.
    pub(crate) report: ReportId,
    /// What came back: DOCX, HTML, plain text or Markdown.
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// Takes over `all` changes, `none`, or those of the ids given; without it they are only shown.
    #[arg(long, value_name = "all|none|ID", value_delimiter = ',', num_args = 1..)]
    pub(crate) accept: Vec<String>,
    /// Goes on although the file says that it is another report.
    #[arg(long)]
    pub(crate) other: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CopyField {
    /// The report.
    pub(crate) report: ReportId,
    /// Which: `headline`, `lead`, `body` …; `photo:3` for the caption of a photo.
    #[arg(long, value_name = "KEY")]
    pub(crate) field: String,
    /// As HTML source.
    #[arg(long, conflicts_with = "rich")]
    pub(crate) html: bool,
    /// As HTML for an editor that shows the format.
    #[arg(long)]
    pub(crate) rich: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PublishReport {
    /// The report.
    pub(crate) report: ReportId,
    /// The address of the page; an update keeps the one before.
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// When it was published, RFC 3339.
    #[arg(long, value_name = "TIME")]
    pub(crate) at: String,
    /// What was done at the portal.
    #[arg(long, value_enum, default_value_t = PublicationKindName::First)]
    pub(crate) kind: PublicationKindName,
    /// The portal, when it is not the profile's.
    #[arg(long)]
    pub(crate) target: Option<String>,
    /// What readers are told of a correction or a withdrawal.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// The kinds of publication, by their names on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum PublicationKindName {
    First,
    Update,
    Correction,
    Withdrawal,
}

#[derive(Debug, Args)]
pub(crate) struct NewReport {
    /// A text to make it of: DOCX, plain text, Markdown or HTML.
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<PathBuf>,
    /// The forum that it is about; without one it gets its own.
    #[arg(long)]
    pub(crate) forum: Option<ForumId>,
    /// The portal's profile.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// The headline, for a report without a text.
    #[arg(long, conflicts_with = "from")]
    pub(crate) headline: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ForumCommand {
    /// Makes a forum and prints its id.
    New {
        /// Its name.
        name: String,
        /// The name's language.
        #[arg(long, default_value = "az")]
        language: String,
    },
    /// Lists the forums.
    List,
    /// Shows a forum's data.
    Show {
        /// The forum.
        forum: ForumId,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PersonCommand {
    /// Lists all places where a person is quoted, named, photographed or on a programme.
    Places {
        /// The person.
        person: PersonId,
    },
    /// Adds a person to a forum and prints the id.
    Add {
        /// The forum.
        #[arg(long)]
        forum: ForumId,
        /// The full name.
        #[arg(long)]
        name: String,
        /// The role, as printed at this forum.
        #[arg(long)]
        role: Option<String>,
        /// The session in which the person appears.
        #[arg(long)]
        session: Option<SessionId>,
        /// The language of name and role.
        #[arg(long, default_value = "az")]
        language: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SessionCommand {
    /// Adds a session to a forum and prints its id.
    Add {
        /// The forum.
        #[arg(long)]
        forum: ForumId,
        /// The title.
        #[arg(long)]
        title: String,
        /// What kind of session it is.
        #[arg(long, value_enum, default_value_t = SessionKindName::Panel)]
        kind: SessionKindName,
        /// The title's language.
        #[arg(long, default_value = "az")]
        language: String,
    },
}

/// The kinds of session, by their names on the wire.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum SessionKindName {
    Opening,
    Plenary,
    Panel,
    Session,
    Seminar,
    Visit,
    Address,
    Concert,
    Break,
    Closing,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TagCommand {
    /// Marks words of a report as naming a person or a session, wherever they stand.
    Add {
        /// The report.
        report: ReportId,
        /// The words, as they stand in the text.
        #[arg(long)]
        words: String,
        /// The person that they name.
        #[arg(long, required_unless_present = "session", conflicts_with = "session")]
        person: Option<PersonId>,
        /// The session that they name.
        #[arg(long)]
        session: Option<SessionId>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Resize {
    /// Photos, or folders of them.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The portal's profile: a name, or a file.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// The folder to write to; each size gets a folder of its own in it.
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
    /// Takes the fast encoder: larger files, less time.
    #[arg(long)]
    pub(crate) fast: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The report.
    pub(crate) report: ReportId,
    /// `FILE.zip` for machines and archives, or a folder for a person.
    #[arg(long, value_name = "FILE.zip|DIR")]
    pub(crate) to: PathBuf,
    /// The time that the package carries, RFC 3339 (by default that of the last change).
    #[arg(long)]
    pub(crate) at: Option<String>,
    /// Puts only photos into the folder that are new or other ones than those published.
    #[arg(long)]
    pub(crate) changed: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackageCommand {
    /// Checks that a package is whole.
    Check {
        /// The zip.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LibraryCommand {
    /// Finds every damaged or missing change and photo, and the texts that they touch.
    Check,
    /// Copies the library, database and originals, to a folder; what is there already stays.
    Backup {
        /// The folder (by default that of the settings or of the last copy).
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Moves originals that nothing names, in any version of any text, to the library's trash.
    Clean {
        /// Only lists them.
        #[arg(long)]
        dry_run: bool,
    },
    /// Restores a copy into the (new) library folder.
    Restore {
        /// The copy's folder.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Lists the profiles that can be used.
    List,
    /// Checks a profile's file and names line and key of each mistake.
    Check {
        /// The TOML file.
        file: PathBuf,
    },
}
