// The portal's form as a person fills it in: what is to be copied, what was, what is done already.
// Ticks and addresses are the library's and survive a restart; what was copied is of this visit.
import { format, t } from '../../i18n/index.svelte';
import type {
  Handover,
  HandoverField,
  HandoverPhoto,
  Job,
  ReportId,
  WireError,
} from '../../ipc/bindings';
import { type Host, wireError } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';
import type { Notices } from '../../shared/notices.svelte';

/** In which form something was copied. */
export type CopiedAs = 'rich' | 'html' | 'plain';

export type Copied = { key: string; as: CopiedAs; at: Date };

type Options = {
  host: Host;
  jobs: JobList;
  notices: Notices;
  report: ReportId;
  /** Everything that is typed is on disk before the core reads it. */
  flush: () => Promise<void>;
};

/** Words of a photo that the form asks for. */
export type PhotoWords = 'caption' | 'alt' | 'credit';

/** Returns what a field is called. */
export const fieldName = (key: string): string => t().handover.field[key] ?? key;

/** Returns whether an address is one that a page can have. */
export const isAddress = (text: string): boolean => /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text);

export class HandoverPage {
  data = $state.raw<Handover | null>(null);
  error = $state.raw<WireError | null>(null);
  copied = $state.raw<Copied | null>(null);
  #folderJob = $state<number | null>(null);
  /** A second press on the key must not make a second folder. */
  #folderAsked = false;
  readonly #options: Options;
  /** Answers overtake each other: an older one is not shown over a newer. */
  #asked = 0;
  #shown = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Fields that say something; the others are shown and need nothing. */
  readonly fields: HandoverField[] = $derived(this.data?.fields ?? []);
  readonly photos: HandoverPhoto[] = $derived(this.data?.photos ?? []);

  readonly progress: { done: number; total: number } = $derived.by(() => {
    const needed = [...this.fields.filter(({ plain }) => plain !== ''), ...this.photos];
    const done = needed.filter(({ done_at, stale }) => done_at !== null && !stale).length;
    return { done, total: needed.length };
  });

  /** The job that makes the folder, while it runs or when it failed. */
  readonly folderJob: Job | null = $derived.by(() => {
    const job = this.#options.jobs.find(this.#folderJob);
    return job?.state === 'running' || job?.state === 'failed' ? job : null;
  });

  async load(): Promise<void> {
    await this.#ask(async () => {
      await this.#options.flush();
      return this.#options.host.handover(this.#options.report);
    });
  }

  /** Copies a field: as rich text where the portal's field takes it. */
  async copyField(field: HandoverField, as: CopiedAs): Promise<void> {
    if (field.plain === '') return;
    const [plain, html] =
      as === 'rich'
        ? [field.plain, field.rich]
        : [as === 'html' ? (field.html ?? field.plain) : field.plain, null];
    await this.#copy(field.key, fieldName(field.key), as, plain, html);
  }

  async copyPhoto(photo: HandoverPhoto, words: PhotoWords): Promise<void> {
    if (photo[words] === '') return;
    const key = `photo:${photo.number}/${words}`;
    await this.#copy(key, t().gallery[words], 'plain', photo[words], null);
  }

  async copyName(photo: HandoverPhoto, what: 'mark' | 'file'): Promise<void> {
    await this.#copy(`photo:${photo.number}/${what}`, photo[what], 'plain', photo[what], null);
  }

  /** What the row says about the last copy, nothing when it was another's. */
  copiedText(key: string): string | null {
    if (this.copied?.key !== key) return null;
    const time = format.clock(this.copied.at);
    const { copied, copied_html, copied_plain } = t().handover;
    const say = { rich: copied, html: copied_html, plain: copied_plain };
    // A field without any other form is just copied.
    const { as } = this.copied;
    const field = this.fields.find((entry) => entry.key === key);
    return field?.html ? say[as](time) : copied(time);
  }

  async tick(key: string, done: boolean): Promise<void> {
    const { host, report } = this.#options;
    await this.#ask(() => host.tickHandover(report, key, done));
  }

  async setAddress(photo: HandoverPhoto, address: string): Promise<void> {
    const { host, report } = this.#options;
    const written = address.trim() === '' ? null : address.trim();
    if (written === photo.address) return;
    await this.#ask(() => host.setPhotoAddress(report, photo.number, written));
  }

  /** Shows the folder with the upload-ready photos; makes it first where it isn't of this state. */
  async showFolder(): Promise<void> {
    const { host, report, flush, jobs } = this.#options;
    if (this.#folderAsked || this.folderJob?.state === 'running') return;
    this.#folderAsked = true;
    try {
      if (this.data?.folder) {
        await host.showFolder(this.data.folder);
        return;
      }
      await flush();
      const to = await host.proposeExport(report, 'folder');
      const id = await host.exportReport(report, 'folder', to, null, false);
      this.#folderJob = id;
      const job = await jobs.ended(id);
      if (job.result?.type !== 'exported') return;
      await jobs.dismiss(id);
      await host.showFolder(job.result.path);
      await this.load();
    } catch (thrown) {
      this.#options.notices.fail(thrown);
    } finally {
      this.#folderAsked = false;
    }
  }

  async #copy(
    key: string,
    name: string,
    as: CopiedAs,
    plain: string,
    html: string | null,
  ): Promise<void> {
    try {
      await this.#options.host.copyText(plain, html);
      this.copied = { key, as, at: new Date() };
      this.#options.notices.say(t().handover.copied_what(name));
    } catch (thrown) {
      this.#options.notices.fail(thrown);
    }
  }

  async #ask(question: () => Promise<Handover>): Promise<void> {
    const asked = (this.#asked += 1);
    try {
      const answer = await question();
      if (asked < this.#shown) return;
      [this.data, this.error, this.#shown] = [answer, null, asked];
    } catch (thrown) {
      if (this.data === null) this.error = wireError(thrown);
      else this.#options.notices.fail(thrown);
    }
  }
}
