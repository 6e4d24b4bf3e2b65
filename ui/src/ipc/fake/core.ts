// What the parts of the fake host share.
import type { Forum, ForumEdited, Report, ReportEdited, ReportOpened, Settings } from '../bindings';
import type { Host } from '../host';
import type { FakeJobs } from './jobs';
import type { Changed, FakeLibrary } from './library';

/** Commands by the host's method names. */
export type Command = Exclude<keyof Host, `on${string}` | 'pictureUrl'>;

/** What the parts of the fake host share. */
export type FakeCore = {
  readonly library: FakeLibrary;
  readonly jobs: FakeJobs;
  /** Runs a command: counted, with latency, failing when told so; values cross as copies. */
  command<T>(name: Command, writes: boolean, work: () => T | Promise<T>): Promise<T>;
  announce(reports: string[], forums: string[]): void;
  opened(report: string): ReportOpened;
  editedReport(changed: Changed<Report>): ReportEdited;
  editedForum(changed: Changed<Forum>): ForumEdited;
  settings(): Settings;
};
