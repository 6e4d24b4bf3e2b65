// The look of a photo as its fields hold it: tone, blurred regions, rotation, focal point, crops.
import type { Crop, Photo, PhotoLook } from '../../ipc/bindings';
import type { Spot } from '../../ipc/turned';

export type ToneName = 'exposure' | 'temperature' | 'tint' | 'shadows' | 'sharpen';

export type ToneRange = { name: ToneName; least: number; most: number; step: number };

/** What can be set, as far as the core takes it. */
export const tones: readonly ToneRange[] = [
  { name: 'exposure', least: -3, most: 3, step: 0.05 },
  { name: 'temperature', least: -100, most: 100, step: 1 },
  { name: 'tint', least: -100, most: 100, step: 1 },
  { name: 'shadows', least: -100, most: 100, step: 1 },
  { name: 'sharpen', least: 0, most: 100, step: 1 },
];

/** Reads a typed number, with comma or point; null when it is none, held in the range else. */
export function readTone({ least, most, step }: ToneRange, text: string): number | null {
  const value = Number(text.trim().replace('−', '-').replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  const stepped = Math.round(value / step) * step;
  return Math.round(Math.min(Math.max(stepped, least), most) * 100) / 100;
}

/** What a hand is changing right now, over what the photo's fields say. */
export type Draft = {
  crop?: Crop;
  focal?: Spot;
  rotation?: number;
  tone?: Record<string, number>;
  blurred?: Record<string, string>;
};

/** The fields that make a look. */
export type LookFields = Pick<
  Photo,
  'rotation' | 'tone' | 'blurred' | 'focal_x' | 'focal_y' | 'crops'
>;

/** Returns the look as it is, or as it becomes while a hand is changing it. */
export function lookOf(photo: LookFields, draft: Draft = {}): PhotoLook {
  const { focal_x, focal_y, crops } = photo;
  const kept: Spot | null = focal_x === null || focal_y === null ? null : [focal_x, focal_y];
  const focal = draft.focal ?? kept;
  return {
    rotation: draft.rotation ?? photo.rotation ?? 0,
    tone: { ...photo.tone, ...draft.tone },
    blurred: { ...photo.blurred, ...draft.blurred },
    focal: focal === null ? null : [focal[0], focal[1]],
    crops,
  };
}

/** Returns the fields that make a map the same as another: what it has besides is cleared. */
export function replacing<T>(
  old: Readonly<Record<string, T>>,
  next: Readonly<Record<string, T>>,
): Record<string, T | null> {
  const cleared = Object.keys(old).map((key): [string, null] => [key, null]);
  return { ...Object.fromEntries(cleared), ...next };
}

/** A part of a look that can be copied by itself. */
export type LookPart = 'tone' | 'blurred' | 'fine' | 'crops';

export const lookParts: readonly LookPart[] = ['tone', 'blurred', 'fine', 'crops'];
