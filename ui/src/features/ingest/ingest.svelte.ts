// Bringing photos in: what was found on a card, which of it comes along, and what is said of all.
import type { Frame, Scan, Settings } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';

/** What the page of photos on their way in is given. */
export type IngestProps = {
  host: Host;
  jobs: JobList;
  notices: Notices;
  desk: PhotoDeskDocument;
  settings: Settings;
  onsettings: (settings: Settings) => void;
  /** What is looked through at once; without, one chooses. */
  paths: string[] | null;
  onclose: () => void;
  /** The photos are in the library: they can be shown. */
  ondone: (hashes: string[]) => void;
  /** The card was pulled out, or a disk was full: look through it once more. */
  onagain?: (paths: string[]) => void;
};

export class Ingesting {
  scan = $state.raw<Scan | null>(null);
  readonly frames: Frame[] = $derived(this.scan?.frames ?? []);
}
