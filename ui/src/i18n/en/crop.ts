// Crop, turn and look of one photo.
import { plural } from '../plural';

const photos = (n: number): string => `${plural.number('en', n)} ${n === 1 ? 'photo' : 'photos'}`;

export const crop = {
  title: 'Crop and look',
  photo_n: (n: number, all: number) => `Photo ${n} of ${all}`,
  next: 'Next photo',
  previous: 'Previous photo',
  before: 'Show the picture as it came',
  before_short: 'Before',
  as_it_came: 'As it came',
  untouched: 'The original file stays as it is.',
  elsewhere: 'Edit in another program…',
  given: 'Given to the other program',
  cannot_draw: 'This picture cannot be drawn',

  renditions: 'Sizes for the portal',
  nth: 'Choose a size',
  pixels: (width: number, height: number) =>
    `${plural.number('en', width)} × ${plural.number('en', height)}`,
  smaller: (width: number, height: number) =>
    `Smaller than the profile asks (${plural.number('en', width)} × ${plural.number('en', height)})`,
  own: 'Own crop',
  by_focal: 'By the focal point',
  whole: 'Whole picture',
  automatic: 'Automatic again',
  for_all: 'Use for all of this shape',
  result: (name: string) => `${name}, as it will be exported`,

  frame: 'Frame of the crop',
  frame_hint:
    'Drag it, or move it with the arrow keys; with Shift ten times as far. Plus and minus change its size.',
  move: 'Move the frame (Shift: ten times)',
  larger: 'Larger frame',
  smaller_frame: 'Smaller frame',

  focal: 'Focal point',
  focal_hint: 'What must stay in every crop. Drag the ring, or move it with the arrow keys.',
  focal_at: (x: number, y: number) => `Focal point at ${x} % across, ${y} % down`,
  focal_none: 'Not set: the middle is kept.',
  focal_clear: 'Clear the focal point',
  to_focal: 'To the focal point',
  face: 'Propose from a face',
  no_face: 'No face was found in this photo.',
  face_blur: 'Blur this face',

  turn: 'Rotation',
  turn_left: 'Turn left',
  turn_right: 'Turn right',
  fine: 'Straighten',
  degrees: 'degrees',
  finer_left: 'A tenth of a degree to the left',
  finer_right: 'A tenth of a degree to the right',
  horizon: 'Draw a line along the horizon',
  horizon_hint: 'Draw a line along something that should be level or upright.',
  turn_reset: 'Back to level',

  look: 'Look',
  tones: {
    exposure: 'Exposure',
    temperature: 'Temperature',
    tint: 'Tint',
    shadows: 'Shadows',
    sharpen: 'Sharpening',
  },
  tone_hint: 'Two clicks on a slider set it back.',
  reset_look: 'Set all back',

  blur: 'Blurred places',
  blur_add: 'Draw a place to blur',
  blur_hint: 'Draw a box around what nobody should recognise: a child’s face, a badge.',
  blur_none: 'Nothing is blurred.',
  blur_n: (n: number) => `Blurred place ${n}`,
  blur_keys: 'Arrow keys move it, plus and minus change its size, Del removes it.',
  blur_remove: (n: number) => `Remove blurred place ${n}`,
  find_faces: 'Find faces',

  copy: 'Copy',
  parts_label: 'What is copied',
  parts: {
    tone: 'Light and colour',
    blurred: 'Blurred places',
    fine: 'Straightening',
    crops: 'Crops',
  },
  copy_look: 'Copy the look',
  copied: 'The look was copied',
  paste_look: 'Paste the look',
  to_burst: (n: number) => `To the burst: ${photos(n)}`,
  to_chosen: (n: number) => `To the selected: ${photos(n)}`,
  burst: 'Give the burst this look',
  chosen: 'Give the selected photos this look',
  pasted: (n: number) => `The look was given to ${photos(n)}`,
};
