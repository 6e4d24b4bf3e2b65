// What is said when photos have come in: how many, which could not, what gave way to a larger
// original, and what is left on a card that was pulled out.
import { errorText, t } from '../../i18n/index.svelte';
import type { FailedFile, Job, Replaced } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import { detailsOf, type Notices } from '../../shared/notices.svelte';

type About = {
  host: Host;
  notices: Notices;
  forum: string;
  /** Looks through the card again. */
  again: (() => void) | undefined;
  /** Somebody asked for them on the page of this: how many they were is told, too. */
  asked: boolean;
};

/** Names that fit into a notice. */
const NAMES = 3;

export function tellOfImport(job: Job, about: About): void {
  const { notices, asked } = about;
  if (job.state === 'failed' && job.error) notices.fail(job.error);
  if (job.state === 'cancelled' && asked) notices.done(t().ingest.stopped);
  if (job.result?.type !== 'imported') return;
  const { photos, failed, replaced, left } = job.result;
  const known = photos.filter((photo) => !photo.new).length;
  if (asked && job.state === 'done') notices.done(summary(photos.length - known, known));
  else if (known > 0 && !asked) notices.done(t().gallery.already(known));
  tellOfFailed(failed, notices);
  const damaged = photos.filter(({ damage }) => damage !== null);
  if (damaged.length > 0) {
    notices.warn(t().ingest.damaged(damaged.length, listed(damaged.map(({ name }) => name))));
  }
  if (replaced.length > 0) tellOfReplaced(replaced, about);
  if (left > 0) {
    const { again } = about;
    if (again) notices.offer(t().ingest.left(left), { label: t().ingest.go_on, run: again });
    else notices.warn(t().ingest.left(left));
  }
}

function summary(fresh: number, known: number): string {
  const parts = [fresh === 0 ? t().ingest.came_none : t().ingest.came(fresh)];
  if (known > 0) parts.push(t().ingest.came_known(known));
  return parts.join(', ');
}

/** One failure is told as any; several in one notice, the reasons of all among its details. */
function tellOfFailed(failed: FailedFile[], notices: Notices): void {
  const [only] = failed;
  if (!only) return;
  if (failed.length === 1) {
    notices.fail(only.error);
    return;
  }
  const reasons = failed.slice(0, NAMES).map(({ error }) => errorText(error));
  const rest = failed.length - reasons.length;
  const text = [t().ingest.failed(failed.length), ...reasons];
  if (rest > 0) text.push(`${t().ingest.more(rest)}.`);
  const details = failed.map(({ name, error }) => `${name}\n${detailsOf(error)}`);
  notices.trouble(text.join(' '), details.join('\n\n'));
}

function tellOfReplaced(replaced: Replaced[], { host, notices, forum }: About): void {
  const names = listed(replaced.map(({ name }) => name));
  notices.done(t().ingest.replaced(replaced.length, names), async () => {
    for (const { old, new: fresh } of replaced) {
      // The core finds the reports that show it.
      await host.undoVersion(forum, { old, new: fresh, reports: [] });
    }
  });
}

function listed(names: string[]): string {
  const first = names.slice(0, NAMES).join(', ');
  return names.length > NAMES ? `${first} ${t().ingest.more(names.length - NAMES)}` : first;
}
