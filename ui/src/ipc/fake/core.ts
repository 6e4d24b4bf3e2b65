// What the parts of the fake host share.
import type {
  Forum,
  ForumEdited,
  Report,
  ReportEdited,
  ReportOpened,
  Settings,
  WireError,
} from '../bindings';
import type { Host } from '../host';
import type { FakeJobs } from './jobs';
import type { Changed, FakeLibrary } from './library';

/** Commands by the host's method names. */
export type Command = Exclude<keyof Host, `on${string}` | `${string}Url`>;

/** What the parts of the fake host share. */
export type FakeCore = {
  readonly library: FakeLibrary;
  readonly jobs: FakeJobs;
  /** Runs a command: counted, with latency, failing when told so; values cross as copies. */
  readonly command: <T>(name: Command, writes: boolean, work: () => T | Promise<T>) => Promise<T>;
  readonly announce: (reports: string[], forums: string[]) => void;
  readonly opened: (report: string) => ReportOpened;
  readonly editedReport: (changed: Changed<Report>) => ReportEdited;
  readonly editedForum: (changed: Changed<Forum>) => ForumEdited;
  readonly settings: () => Settings;
  /** Why nothing can be changed, when so. */
  readonly readOnly: WireError | null;
};
