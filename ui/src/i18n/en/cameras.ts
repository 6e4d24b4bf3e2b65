// The cameras that took the photos, and how their clocks go.
import { plural } from '../plural';

const photos = (n: number): string => `${plural.number('en', n)} ${n === 1 ? 'photo' : 'photos'}`;

export const cameras = {
  title: 'Cameras',
  hint: 'Whose camera it is, and how far its clock is off: so that photos of several cameras stand in one order.',
  none: 'No photo tells which camera took it.',
  photos,
  unnamed: 'A camera without a name',
  name: 'Name',
  photographer: 'Photographer',
  credit: 'Credit',
  offset: 'Clock ahead by',
  offset_hint: '+00:02:14',
  bad_offset: 'Write it as 00:02:14, with a minus when the clock is behind.',
  right: 'The clock is right',
  ahead: (camera: string, by: string) => `${camera} is ${by} ahead`,
  behind: (camera: string, by: string) => `${camera} is ${by} behind`,
  exact: (camera: string) => `${camera} shows the right time`,
  span: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' },
  set_creator: (n: number) => `Write as the author where none is: ${photos(n)}`,
  set_credit: (n: number) => `Write the credit where none is: ${photos(n)}`,
  wrote: (n: number) => `Written to ${photos(n)}`,
  changed: (camera: string) => `${camera} was changed`,

  calibrate: 'Set the clock by a photo',
  calibrate_close: 'Leave it',
  step_clock: 'Show the clock and photograph it with each camera.',
  show_clock: 'Show the clock',
  step_photo: 'Choose the photo of the clock.',
  no_photo: 'This camera has no photo with a time.',
  clock_photo: 'The photo of the clock',
  larger: 'Show the photo larger',
  next_photo: 'Next photo of this camera',
  previous_photo: 'Previous photo of this camera',
  step_time: 'Write the time that it shows.',
  shown: 'The clock shows',
  shown_hint: '10:42:07',
  shown_day: 'On',
  bad_time: 'Write it as 10:42:07.',
  camera_says: (time: string) => `The camera says ${time}.`,
  apply: 'Set the clock',

  clock_title: 'The forum’s time',
  clock_hint: 'Photograph this with each camera. Esc closes it.',
};
