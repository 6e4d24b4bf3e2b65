// Adding photos and learning which they became: the import is a job of the core, and ends with hashes.
import type { Job } from '../ipc/bindings';
import type { Host } from '../ipc/host';

/** The largest file that goes through the window; larger ones are chosen by path. */
export const LARGEST_DROP = 200 * 1024 * 1024;

/** Starts the import of a file that the window holds; rejects when that is too large for it. */
export async function importFile(host: Host, report: string, file: File): Promise<number> {
  if (file.size > LARGEST_DROP) {
    const detail = `${file.name} has ${file.size} bytes`;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- shown as the core's are
    throw { code: 'window.too_large', params: { name: file.name }, detail };
  }
  return host.importPhotoBytes(report, file.name, new Uint8Array(await file.arrayBuffer()));
}

/** Starts a job and resolves with the photos that it took; those it could not, the job tells of. */
export async function imported(host: Host, start: () => Promise<number>): Promise<string[]> {
  // The job may be over before its number is here.
  const ended: Job[] = [];
  let look: () => void = () => undefined;
  const stop = host.onJob((job) => {
    if (job.state !== 'running') ended.push(job);
    look();
  });
  try {
    const id = await start();
    const job = await new Promise<Job>((resolve) => {
      look = () => {
        const mine = ended.find((one) => one.id === id);
        if (mine) resolve(mine);
      };
      look();
    });
    return job.result?.type === 'imported' ? job.result.photos.map(({ hash }) => hash) : [];
  } finally {
    stop();
  }
}
