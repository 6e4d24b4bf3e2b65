// Copies elsewhere, room on the disk, and the page of settings.
import { plural } from '../plural';

const count = (n: number, one: string, many: string): string =>
  `${plural.number('en', n)} ${n === 1 ? one : many}`;

export const care = {
  appearance: 'Language and appearance',
  library: 'Library',
  library_folder: 'Library folder',
  about: 'About',

  backup: 'Copy elsewhere',
  backup_text:
    'A copy on a stick or another disk saves your work when this laptop is lost. Only what is new is copied, and every file is checked.',
  place: 'Where the copy goes',
  no_place: 'No place chosen yet',
  choose_place: 'Choose a place…',
  change_place: 'Choose another place…',
  after_export: 'Copy after every export',
  backup_now: 'Copy now',
  running: 'Copying…',
  progress: (done: number, total: number) => `${done} of ${total}`,
  none: 'No copy elsewhere',
  none_tip: 'Choose a stick or another disk in the settings',
  never: 'Not copied yet',
  now: 'Copied just now',
  minutes: (n: number) => `Copied ${count(n, 'minute', 'minutes')} ago`,
  hours: (n: number) => `Copied ${count(n, 'hour', 'hours')} ago`,
  days: (n: number) => `Copied ${count(n, 'day', 'days')} ago`,
  away: 'The place of the copy is not there',
  away_why: (to: string) =>
    `${to} cannot be reached, and there are changes that no copy has. Connect the disk, or choose another place.`,
  old_why: (date: string) => `The last copy is of ${date}, and much has changed since. Copy now.`,
  unchanged: 'Nothing has changed since.',
  changed: 'There are changes since.',
  last: (date: string) => `Last copy: ${date}.`,
  copied: (files: string, kept: string) => `The copy is whole: ${files} new, ${kept} already there`,
  failed: 'The copy did not succeed',

  restore_copy: 'Restore from a copy…',
  restore_title: 'Restore from a copy',
  restore_from: 'The copy',
  restore_to: 'New folder for the library',
  restore_to_hint: 'A folder that is new or empty',
  restore_choose: 'Choose the copy…',
  restore_text:
    'A library is made of the copy in a new folder; the copy itself stays as it is. Then Tezis starts with it.',
  restore_start: 'Restore the library',
  restoring: 'Restoring',
  restored: (photos: string) => `The library is restored, with ${photos}. Tezis starts with it.`,
  restore_missing: (n: number) =>
    `${count(n, 'photo was', 'photos were')} missing or damaged in the copy; the rest is whole.`,
  restore_damaged: 'These texts are damaged in the copy; what is left of them is here:',
  restore_failed: 'The copy could not be restored',
  open_restored: 'Open the restored library',

  clean: 'Clean up',
  clean_text:
    'Original photos that no report, forum or earlier version names any more. They go to the trash first.',
  clean_nothing: 'Every original is in use; there is nothing to free.',
  free: (size: string) => `${size} would be freed`,
  clean_chosen: (n: number) => `Move ${count(n, 'photo', 'photos')} to the trash`,
  choose_all: 'Choose all',
  cleaned: (n: number, size: string) =>
    `${count(n, 'photo', 'photos')} moved to the trash, ${size}`,
  unused: 'Named by nothing',
  in_trash: 'In the trash',
  trash_text: (size: string, days: number) =>
    `${size} wait here. Each goes for good ${count(days, 'day', 'days')} after it came.`,
  until: (date: string) => `until ${date}`,
  since: (date: string) => `since ${date}`,
  restore: 'Restore',
  restore_which: (name: string) => `Restore ${name}`,
  restore_all: 'Restore all',
  restored_photos: (n: number) => `${count(n, 'photo', 'photos')} restored`,
  unnamed: 'Without a name',

  demo: 'Open the demo forum',
  demo_text: 'See in five minutes what Tezis is for: a forum with programme, notes and photos.',
};
