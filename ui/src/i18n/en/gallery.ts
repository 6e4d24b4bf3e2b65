// The gallery of a report: its photos, their order, what each says here, sheets for printing.
import { plural } from '../plural';

const count = (n: number, one: string, many: string): string =>
  `${plural.number('en', n)} ${n === 1 ? one : many}`;

export const gallery = {
  tab: 'Photos',
  title: 'Photo gallery',
  add: 'Add photos',
  empty_title: 'No photos yet',
  empty_text: 'Drop them here or choose files; the originals are copied into the library.',
  fields_empty: 'Choose a photo of the gallery to write its caption.',
  photo_n: (n: number, of: number) => `Photo ${n} of ${of}`,
  caption: 'Caption',
  caption_hint: 'Who, where, what one sees',
  alt: 'Alternative text',
  alt_hint: 'For those who do not see the picture',
  credit: 'Photo credit',
  cover: 'Cover photo',
  make_cover: 'Make it the cover',
  is_cover: 'It is the cover',
  remove: 'Remove from the gallery',
  removed: 'The photo was removed from the gallery',
  damaged: 'Damaged',
  damaged_why: 'The file breaks off: a part of the picture is missing.',
  moved: (place: number, of: number) => `Photo moved to place ${place} of ${of}`,
  order_hint: 'Drag, or Alt and arrow keys, to change the order',
  no_caption: 'No caption',
  previous: 'Previous photo',
  next: 'Next photo',
  cover_set: 'Cover photo set',
  pixels: (w: number, h: number) => `${w} × ${h} pixels`,
  taken: 'Taken',
  camera: 'Camera',
  already: (n: number) =>
    n === 1 ? 'One photo was already in the library' : `${n} photos were already in the library`,
  added: (n: number) => `${count(n, 'photo', 'photos')} added`,
  failed: (n: number) => `${count(n, 'file', 'files')} could not be added`,
  not_pictures: 'These files are not pictures that Tezis can read (JPEG, PNG, WebP).',
};
