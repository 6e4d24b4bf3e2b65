// Whether a photo is shown as its file has it, and else the look by which the core draws all of it.
import { parted } from '../ipc/turned';
import type { Photo, PhotoLook } from '../ipc/bindings';

/** Whether nothing but quarter turns is to be done to the picture. */
export const isPlain = ({ rotation, tone, blurred }: Photo): boolean =>
  Math.abs(parted(rotation ?? 0).fine) < 0.005 &&
  Object.values(tone).every((value) => value === 0) &&
  Object.keys(blurred).length === 0;

/** Returns the look of the whole picture, uncropped. */
export const wholeLook = ({ rotation, tone, blurred }: Photo): PhotoLook => ({
  rotation: rotation ?? 0,
  tone,
  blurred,
  focal: null,
  crops: {},
});
