// A memory card for the fake host: frames of two cameras and a phone, with everything that happens to
// cards: raw files beside JPEGs, locks, stars, frames that are in the library already, broken ones.
import type { Frame, Volume } from '../bindings';
import type { Drawing } from './pictures';

/** What becomes of a frame when it is taken. */
export type Fate = 'fine' | 'truncated' | 'refused';

export type CardFrame = Omit<Frame, 'index' | 'known'> & {
  hash: string;
  drawing: Drawing;
  fate: Fate;
};

export const cardVolume: Volume = { path: '/media/kart/EOS_DIGITAL', name: 'EOS_DIGITAL' };

const scenes: Drawing['scene'][] = ['hall', 'podium', 'panel', 'square', 'trees', 'concert'];

const hashOf = (n: number): string => (n * 2246822519 + 97).toString(16).padStart(64, 'c3a5e7d1');

const two = (n: number): string => String(n).padStart(2, '0');

/** A frame every 50 seconds from nine o'clock. */
function timeOf(n: number): string {
  const seconds = n * 50;
  const hour = 9 + Math.floor(seconds / 3600);
  return `2025-11-14T${two(hour)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function frame(n: number, fields: Partial<CardFrame>): CardFrame {
  const upright = n % 5 === 1;
  const [width, height] = upright ? [4000, 6000] : [6000, 4000];
  return {
    name: `IMG_${4200 + n}.JPG`,
    folder: `${cardVolume.path}/DCIM/100EOSR6`,
    bytes: 6_100_000 + (n % 7) * 310_000,
    format: 'jpeg',
    size: [width, height],
    taken_at: timeOf(n),
    approximate: false,
    camera: 'Canon EOS R6',
    body: '5c2f7a90d1e84b36',
    rating: null,
    locked: false,
    raw: null,
    hash: hashOf(n),
    drawing: { scene: scenes[Math.floor(n / 4) % 6] ?? 'hall', width, height, hue: 190 + 9 * n },
    fate: 'fine',
    ...fields,
  };
}

const nikon = {
  camera: 'Nikon Z 6II',
  body: 'e07b13c55a9f2d48',
  folder: `${cardVolume.path}/DCIM/102NZ6_2`,
};

function phone(n: number, name: string, fields: Partial<CardFrame> = {}): CardFrame {
  const drawing: Drawing = { scene: 'trees', width: 4032, height: 3024, hue: 30 + 20 * n };
  const own = { name, size: [4032, 3024] as [number, number], bytes: 1_900_000, drawing };
  const folder = `${cardVolume.path}/telefon`;
  return frame(n, { ...own, folder, camera: 'Apple iPhone 12', body: null, ...fields });
}

function messenger(n: number, name: string): CardFrame {
  const size: [number, number] = [1280, 853];
  const drawing: Drawing = { scene: 'panel', width: 1280, height: 853, hue: 120 + n };
  const about = { camera: null, bytes: 184_000, approximate: true };
  return phone(n, name, { ...about, size, drawing });
}

/** Sixty frames, by time; the first ones have the hashes given: the library has them already. */
export function cardFrames(known: readonly string[]): CardFrame[] {
  const frames = Array.from({ length: 52 }, (_, n): CardFrame => {
    const own: Partial<CardFrame> = {};
    if (n < known.length) own.hash = known[n];
    if (n >= 8 && n < 20) own.raw = `IMG_${4200 + n}.CR3`;
    if ([9, 23, 41].includes(n)) own.locked = true;
    if ([12, 30, 31].includes(n)) own.rating = n === 12 ? 5 : 3;
    if (n === 37) own.fate = 'truncated';
    if (n === 44) own.fate = 'refused';
    if (n >= 24 && n < 36) return frame(n, { ...nikon, name: `DSC_0${900 + n}.JPG`, ...own });
    return frame(n, own);
  });
  return [
    ...frames,
    frame(52, { name: 'IMG_4252.CR3', format: 'raw', bytes: 24_800_000 }),
    phone(53, 'IMG_1034.HEIC', { format: 'heif' }),
    phone(54, 'IMG_1035.HEIC', { format: 'heif' }),
    phone(55, 'IMG_1036.JPG'),
    messenger(56, 'IMG-20251114-WA0007.jpg'),
    messenger(57, 'IMG-20251114-WA0012.jpg'),
    messenger(58, 'photo_2025-11-14_10-42-07.jpg'),
    frame(59, { rating: 1 }),
  ];
}

/** A picture somewhere on the disk, as one of a folder of downloads. */
export function looseFrame(path: string): CardFrame {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const code = Array.from(path).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
  const n = 100 + (Math.abs(code) % 899);
  const fromMessenger = /^(IMG-\d+-WA|photo_\d)/.test(name);
  const own = { ...(fromMessenger ? messenger(n, name) : phone(n, name)), hash: hashOf(n) };
  const format = /\.hei[cf]$/i.test(name) ? 'heif' : 'jpeg';
  return { ...own, folder: path.slice(0, -name.length - 1), format, taken_at: timeOf(60) };
}
