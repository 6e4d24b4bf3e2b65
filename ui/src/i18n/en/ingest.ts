// Photos on their way in: cards, folders, phones, other programs.
import { plural } from '../plural';

const count = (n: number, one: string, many: string): string =>
  `${plural.number('en', n)} ${n === 1 ? one : many}`;
const photos = (n: number): string => count(n, 'photo', 'photos');

export const ingest = {
  title: 'Bring in photos',
  open: 'Bring in photos',
  close: 'Back to the photos',
  from: 'Where from',
  cards: 'Cards and disks',
  no_cards: 'There is no card in the reader. Put one in, or choose a folder.',
  cards_again: 'Look for cards again',
  folder: 'Choose a folder…',
  files: 'Choose files…',
  drop: 'You can also drop files and folders here.',
  untouched: 'Nothing on the card is changed; every file is copied and checked.',
  elsewhere: 'From somewhere else',
  looking: (where: string) => `Looking through ${where}…`,
  nothing: 'There are no photos here.',
  not_looked: (n: number) =>
    `${count(n, 'file or folder', 'files or folders')} could not be looked at:`,

  frames: 'Frames',
  counts: (fresh: number, size: string, free: string) =>
    `${plural.number('en', fresh)} new, ${size}; ${free} free`,
  known: (n: number) => `Show ${count(n, 'frame', 'frames')} that the library has`,
  all_known: (n: number) =>
    n === 1
      ? 'The frame here is already in the library.'
      : `All ${plural.number('en', n)} frames are already in the library.`,
  take_all: 'All',
  take_new: 'New ones',
  take_none: 'None',
  taken: 'Comes in',
  left_out: 'Left out',
  picked: 'Picked',
  already: 'Already in the library',
  locked: 'Locked in the camera',
  stars: (n: number) => count(n, 'star', 'stars'),
  with_raw_file: 'With a raw file',
  raw_only: 'Raw file: its preview is the picture',
  approximate: 'Time is approximate',
  frame_of: (at: number, all: number) =>
    `${plural.number('en', at)} of ${plural.number('en', all)}`,
  no_picture: (format: string) => `${format}: no preview`,
  enlarged: 'Frame, enlarged',
  locked_stays: 'It was locked or rated in the camera, so it stays picked.',

  options: 'How they come in',
  picks_only: (n: number) => `Only those that are picked (${plural.number('en', n)})`,
  with_raw: (n: number) => `Raw files too (${plural.number('en', n)})`,
  second: 'A copy on another disk as well',
  second_choose: 'Choose its folder…',
  second_change: 'Another folder…',
  into: 'Where to',
  into_gallery: 'Gallery',
  into_forum: 'Forum only',
  who: 'Who took them',
  of_camera: (camera: string, n: number) => `${camera}: ${photos(n)}`,
  unknown_camera: 'Camera',
  others: (n: number) => `Of unknown cameras: ${photos(n)}`,
  photographer: 'Photographer',
  credit: 'Credit',
  remembered: 'Remembered for this camera.',
  about: 'About all of them',
  source: 'Source',
  source_hint: 'Who sent them; never printed',
  permission: 'Permission',
  permission_hint: 'Whether they may be used; never printed',
  session: 'Session',
  by_time: 'By the time of each photo',
  template: 'Caption template',
  no_template: 'None',
  no_room: (needed: string, free: string) =>
    `They take ${needed}, and ${free} are free. Leave some out, or make room.`,
  start: (n: number) => `Bring in ${photos(n)}`,
  start_none: 'Bring in',
  coming: (n: number, size: string) => `${photos(n)}, ${size}`,

  rate: (perSecond: number, bytes: string | null) =>
    `${plural.number('en', perSecond)} photos/s${bytes === null ? '' : ` · ${bytes}/s`}`,
  time_left: (seconds: number) =>
    seconds < 60
      ? `${seconds} s left`
      : `${count(Math.round(seconds / 60), 'minute', 'minutes')} left`,

  came: (n: number) => `${photos(n)} came in`,
  came_known: (n: number) => `${plural.number('en', n)} already there`,
  came_none: 'No photo came in',
  stopped: 'Stopped. What came in stays.',
  failed: (n: number) => `${count(n, 'file', 'files')} could not be taken:`,
  more: (n: number) => `and ${plural.number('en', n)} more`,
  damaged: (n: number, names: string) =>
    `${count(n, 'file is', 'files are')} damaged: ${names}. They are in the library, as far as they go.`,
  replaced: (n: number, names: string) =>
    n === 1
      ? `${names} is the larger original of a photo that was here: it took its place, with caption and crop.`
      : `${photos(n)} that were here gave way to their larger originals, with caption and crop: ${names}.`,
  left: (n: number) =>
    `The card or disk went away: ${count(n, 'frame is', 'frames are')} left. Put it in again and go on.`,
  go_on: 'Go on',

  arrived: (n: number, folder: string) => `${count(n, 'new picture', 'new pictures')} in ${folder}`,
  look: 'Look at them',
  no_forum: 'Open a forum or a report first: photos belong to one.',
  edited: (program: string, name: string) => `${program} saved ${name}`,
  some_program: 'Another program',
  take_version: 'Take the new version',
  version_taken: (name: string) => `${name} stands in the place of the former version`,

  unasked: (n: number) => `${photos(n)} came in. Who took them?`,
  unasked_say: 'Say who',
  batch_title: 'Where are these photos from?',
  batch_text: (n: number) =>
    `For ${photos(n)}. What a photo says of itself stays; each field may stay empty.`,
  batch_approximate: (n: number) =>
    `The time of ${photos(n)} is approximate: messengers take the exact one away.`,
  batch_save: 'Save for all',
  batch_skip: 'Skip',
  batch_done: (n: number) => `Written to ${photos(n)}`,

  decoding: "Reading the phones' pictures",

  settings: 'Photos',
  watched: 'Watched folder',
  watched_text: 'When new pictures come into it, as into downloads, Tezis offers to bring them in.',
  watched_none: 'No folder is watched',
  watched_choose: 'Choose a folder…',
  watched_stop: 'Stop watching',
  second_title: 'Second disk',
  second_text: 'Originals that come from a card are copied there as well.',
  second_none: 'No folder chosen',
  second_stop: 'No second copy',
  editor: 'Program for “Edit in another program…”',
  editor_text: 'What it saves is offered as a new version of the photo.',
  editor_none: "The system's own choice",
  editor_choose: 'Choose a program…',
  editor_stop: "The system's choice again",

  keys: {
    move: 'Go from frame to frame',
    pick: 'Pick, or not',
    leave_out: 'Leave out, or bring in',
    enlarge: 'Enlarge and back',
    all: 'Bring in all',
    fresh: 'Bring in the new ones',
    none: 'Leave out all',
    select_all: 'Select all frames',
    show_known: 'Show frames that the library has',
    cards: 'Look for cards again',
    folder: 'Choose a folder',
    files: 'Choose files',
    options: 'To the options and back',
    start: 'Bring them in',
  },
};
