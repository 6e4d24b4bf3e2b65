// Writing in the manuscript: find and replace, how long it is, focus, pictures and pastes in the text.
import { plural } from '../plural';

const n = (value: number): string => plural.number('en', value);

export const writing = {
  find: 'Find in the text',
  find_and_replace: 'Find and replace',
  find_tip: 'In the body; the headline is not searched',
  replace_with: 'Replace with',
  place: (at: number, of: number) => `${n(at)} of ${n(of)}`,
  nothing: 'Not found',
  next: 'Next match',
  previous: 'Previous match',
  match_case: 'Match case',
  whole_word: 'Whole words',
  keep_case: 'Keep capitals',
  replace: 'Replace',
  replace_all: 'Replace all',
  replaced: (count: number) =>
    count === 1 ? '1 place was replaced' : `${n(count)} places were replaced`,
  close_find: 'Close the search',

  length: 'Length',
  whole_text: 'Whole text',
  selected: 'Selected',
  words: 'Words',
  characters: 'Characters with spaces',
  letters: 'Characters without spaces',
  reading: 'Reading time',
  minutes: (minutes: number) => (minutes < 1 ? 'under a minute' : `${n(minutes)} min`),

  focus: 'Focus mode',
  leave_focus: 'Leave focus mode',

  photo: 'Photo',
  photo_detail: 'From the gallery or from disk',
  choose_photo: 'Which photo?',
  no_photos: 'No photo has such a caption',
  from_disk: 'Add photos from disk…',
  into_text: 'Put into the text',
  placed: 'The photo stands in the text now',
  own_caption: 'Caption for this place',
  take_out: 'Take the photo out of the text',
  importing: 'The photo is being added…',
  unnamed_photo: 'No caption yet',

  embed_bad: 'This is not an address that begins with http:// or https://',
  embed_placeholder: 'https://…',
};
