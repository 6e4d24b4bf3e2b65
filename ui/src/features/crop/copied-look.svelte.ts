// The look that was copied last. It outlives the page, so that it can be pasted to any photo.
import type { Photo } from '../../ipc/bindings';
import { fineOf, fineTurned } from './drawing';
import { type LookFields, type LookPart, replacing } from './look';

export type CopiedLook = {
  /** The photo that it is from. */
  from: string;
  tone: Record<string, number>;
  blurred: Record<string, string>;
  fine: number;
  crops: Record<string, string>;
};

export const copiedOf = (id: string, photo: LookFields): CopiedLook => ({
  from: id,
  tone: photo.tone,
  blurred: photo.blurred,
  fine: fineOf(photo.rotation ?? 0),
  crops: photo.crops,
});

/** Returns the fields that give a photo the chosen parts of a look; its quarter turns stay its own. */
export function pastedFields(
  look: CopiedLook,
  parts: ReadonlySet<LookPart>,
  onto: Photo,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (parts.has('tone')) fields.tone = replacing(onto.tone, look.tone);
  // Only more is blurred: a face that is hidden here does not open because another photo has none.
  if (parts.has('blurred')) fields.blurred = look.blurred;
  if (parts.has('crops')) fields.crops = replacing(onto.crops, look.crops);
  if (parts.has('fine')) fields.rotation = fineTurned(onto.rotation ?? 0, look.fine);
  return fields;
}

class Clipboard {
  look = $state.raw<CopiedLook | null>(null);
  /** A crop and a straightening belong to one frame; tone and faces of a burst are alike. */
  parts = $state.raw<ReadonlySet<LookPart>>(new Set(['tone', 'blurred']));

  choose(part: LookPart, on: boolean): void {
    const parts = new Set(this.parts);
    if (on) parts.add(part);
    else parts.delete(part);
    this.parts = parts;
  }
}

export const copiedLook = new Clipboard();
