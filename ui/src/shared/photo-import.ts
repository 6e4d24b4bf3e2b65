// Adding photos and learning which they became: the import is a job of the core, and ends with hashes.
import type { Job } from '../ipc/bindings';
import type { Host } from '../ipc/host';

/** The largest file that goes through the window; larger ones are chosen by path. */
export const LARGEST_DROP = 200 * 1024 * 1024;

/** Whether a file's name is that of a picture, as far as a name can say it. */
export const isPicturePath = (path: string): boolean =>
  /\.(jpe?g|png|webp|gif|tiff?|hei[cf]|avif|cr[23]|nef|arw|dng|raf|orf|rw2)$/i.test(path);

/** The same of a file that was dropped or pasted. */
export const isPictureFile = ({ type, name }: File): boolean =>
  type.startsWith('image/') || isPicturePath(name);

/** Starts the import of a file that the window holds; rejects when that is too large for it. */
export async function importFile(host: Host, report: string, file: File): Promise<number> {
  return host.importPhotoBytes(report, file.name, await bytesOf(file));
}

/** The same into a forum, without a report. */
export async function importInto(host: Host, forum: string, file: File): Promise<number> {
  return host.ingestBytes(forum, file.name, await bytesOf(file));
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > LARGEST_DROP) {
    const detail = `${file.name} has ${file.size} bytes`;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- shown as the core's are
    throw { code: 'window.too_large', params: { name: file.name }, detail };
  }
  return new Uint8Array(await file.arrayBuffer());
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
