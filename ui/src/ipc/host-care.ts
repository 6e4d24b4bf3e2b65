// What the window may ask about the library as a whole: finding, history, clean-up, copies, texts
// that belong together, more windows. Part of `Host`.
import type {
  BackupState,
  BlockId,
  Found,
  Heads,
  PersonId,
  PersonPlaces,
  PhotoHash,
  Report,
  ReportEdited,
  ReportId,
  ReportKind,
  ReportOpened,
  Sibling,
  Translation,
  Unused,
  Version,
  VersionDiff,
} from './bindings';

/** Every method rejects with a `WireError`. */
export type CareHost = {
  /** Finds reports, forums, people, sessions, photos and materials; the best first. */
  find(query: string, limit: number): Promise<Found[]>;
  personPlaces(person: PersonId): Promise<PersonPlaces>;

  /** Versions of a report, the latest first. */
  history(report: ReportId): Promise<Version[]>;
  version(report: ReportId, heads: Heads): Promise<Report>;
  /** What differs between a version and a later one, by default today's. */
  compareVersions(report: ReportId, from: Heads, to: Heads | null): Promise<VersionDiff>;
  /** Makes the report, or one block of it, say again what it said then; as a new change. */
  restoreVersion(report: ReportId, heads: Heads, block: BlockId | null): Promise<ReportEdited>;

  unusedOriginals(): Promise<Unused>;
  /** Moves originals that nothing names to the trash; all of them without `hashes`. */
  cleanOriginals(hashes: PhotoHash[] | null): Promise<Unused>;
  restoreOriginals(hashes: PhotoHash[]): Promise<Unused>;

  backupState(): Promise<BackupState>;
  /** Copies the library, by default to the place of the settings; a job. */
  backup(to: string | null): Promise<number>;
  /** Makes a library of a copy, in a new or empty folder; a job. */
  restoreCopy(from: string, to: string): Promise<number>;
  /** Starts the program again with that library. */
  openLibrary(path: string): Promise<void>;

  /** Makes a text that goes on from a report, with all or some of its blocks. */
  deriveReport(
    report: ReportId,
    kind: ReportKind,
    language: string | null,
    blocks: BlockId[] | null,
  ): Promise<ReportOpened>;
  siblings(report: ReportId): Promise<Sibling[]>;
  translation(report: ReportId): Promise<Translation>;

  /** Opens another window on a report. */
  openWindow(report: ReportId): Promise<void>;

  /** Makes the forum that shows what Tezis is for; its report, where the library had none. */
  makeDemo(): Promise<ReportId | null>;

  /** Native dialogs, opened by the core; null when cancelled. */
  chooseBackup(): Promise<string | null>;
  chooseCopy(): Promise<string | null>;

  onBackup(listener: (state: BackupState) => void): () => void;
};
