// A day with three cameras, for a photo desk with many photos: bursts, a clock that is ahead, a phone,
// the same picture from two cards, damage, a RAW preview, a camera's boilerplate. Invented and drawn.
import type { Camera, Forum, Listed, PhotoFacts } from '../bindings';
import { blank, plainFacts } from '../entities';
import type { Drawing } from './pictures';

/** A file of the library whose picture is drawn. */
type DrawnFile = { facts: PhotoFacts; drawing: Drawing };

/** The cameras of the demo's forum, by their bodies. */
export const cameras: Listed<string, Camera>[] = [
  {
    ...blank.cameras,
    id: 'd1f0a2b3c4d5e6f7',
    name: 'Demo Camera II',
    photographer: 'Rəşad Qaraxanlı',
    credit: 'Foto: Rəşad Qaraxanlı',
    clock_offset_s: 0,
  },
  {
    ...blank.cameras,
    id: 'a7b8c9d0e1f20314',
    name: 'Demo Camera V',
    photographer: 'Lalə Vəzirova',
    credit: 'Foto: Lalə Vəzirova',
    clock_offset_s: 74,
  },
  { ...blank.cameras, id: '0f1e2d3c4b5a6978', name: 'Demo Phone 8', clock_offset_s: null },
];

const scenes: Drawing['scene'][] = ['hall', 'podium', 'panel', 'square', 'trees', 'concert'];

/** When something happened, and where most were standing: from, to, scene. */
const hours: [string, string, Drawing['scene'][]][] = [
  ['2025-11-14T10:02:00', '2025-11-14T11:40:00', ['podium', 'hall']],
  ['2025-11-14T12:05:00', '2025-11-14T13:30:00', ['panel', 'podium']],
  ['2025-11-14T15:00:00', '2025-11-14T16:40:00', ['panel', 'hall']],
  ['2025-11-15T10:35:00', '2025-11-15T13:10:00', ['trees', 'square']],
  ['2025-11-15T18:05:00', '2025-11-15T20:30:00', ['concert', 'hall']],
];

/** Numbers that are the same at every start. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const local = (at: number): string => new Date(at).toISOString().slice(0, 19);
const read = (text: string): number => Date.parse(`${text}Z`);
const hex = (chances: () => number, length: number): string =>
  Array.from({ length }, () => Math.floor(chances() * 16).toString(16)).join('');

/** Adds so many photos to a forum, and their files to the library. */
export function addShoot(forum: Forum, files: DrawnFile[], count: number, added: string): void {
  const chances = chance(20_251_114);
  const any = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(chances() * list.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
  let made = 0;
  const take = (
    about: Partial<PhotoFacts> & { at: number; drawing: Drawing },
    camera: Listed<string, Camera> | null,
    photo: Partial<Forum['photos'][number]> = {},
  ): PhotoFacts => {
    const { at, drawing, ...facts } = about;
    const clock = at + (camera?.clock_offset_s ?? 0) * 1_000;
    const taken_at = local(clock);
    const whole: PhotoFacts = {
      ...plainFacts,
      hash: hex(chances, 64),
      bytes: 3_000_000 + Math.floor(chances() * 9_000_000),
      format: 'JPEG',
      width: drawing.width,
      height: drawing.height,
      orientation: drawing.height > drawing.width ? 6 : 1,
      taken_at,
      camera: camera?.name ?? null,
      damage: null,
      body: camera?.id ?? null,
      likeness: hex(chances, 16),
      sharpness: Math.round(300 + chances() * 700),
      ...facts,
    };
    files.push({ facts: whole, drawing });
    forum.photos.push({
      ...blank.photos,
      id: whole.hash,
      taken_at,
      camera: camera?.id ?? null,
      credit: camera?.credit ?? null,
      creator: camera?.photographer ?? null,
      file_name: `DSC${String(1_001 + made).padStart(5, '0')}.JPG`,
      added_at: added,
      ...photo,
    });
    made += 1;
    return whole;
  };
  while (made < count) {
    const [from, to, here] = any(hours);
    const at = read(from) + Math.floor(chances() * (read(to) - read(from)));
    const phone = chances() < 0.12;
    const camera = phone ? cameras[2] : chances() < 0.6 ? cameras[0] : cameras[1];
    if (!camera) throw new Error('there are three cameras');
    const upright = chances() < 0.25;
    const [long, short] = phone ? [4032, 3024] : [6000, 4000];
    const drawing: Drawing = {
      scene: chances() < 0.85 ? any(here) : any(scenes),
      width: upright ? short : long,
      height: upright ? long : short,
      hue: Math.floor(chances() * 360),
    };
    const kind = chances();
    if (kind < 0.18) {
      // A burst: one second between frames, all alike, one the sharpest.
      const likeness = hex(chances, 16);
      const frames = Math.min(count - made, 2 + Math.floor(chances() * 6));
      for (let n = 0; n < frames; n += 1) take({ at: at + n * 1_000, drawing, likeness }, camera);
    } else if (kind < 0.22) {
      const whole = take({ at, drawing }, camera);
      const { likeness } = whole;
      // The same picture once more, as a messenger made it small.
      const small = { ...drawing, width: drawing.width / 5, height: drawing.height / 5 };
      const name = `IMG-20251114-WA${String(made).padStart(4, '0')}.jpg`;
      if (made < count) {
        take({ at: at + 3_600_000, drawing: small, likeness }, null, {
          file_name: name,
          time_approximate: true,
        });
      }
    } else if (kind < 0.23) take({ at, drawing, damage: 'photo.damaged' }, camera);
    else if (kind < 0.25) take({ at, drawing, format: 'RAW' }, camera);
    else if (kind < 0.27) take({ at, drawing, credentials: true }, camera);
    else if (kind < 0.3) take({ at, drawing }, camera, { captions: { az: 'DEMO DIGITAL CAMERA' } });
    else if (kind < 0.34) take({ at, drawing }, camera, { rating: 1 + Math.floor(chances() * 5) });
    else take({ at, drawing }, camera);
  }
}
