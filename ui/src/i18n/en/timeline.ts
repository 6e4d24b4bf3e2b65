// The photos of a forum by the time they were taken.
import { plural } from '../plural';

const photos = (n: number): string => `${plural.number('en', n)} ${n === 1 ? 'photo' : 'photos'}`;

export const timeline = {
  title: 'Timeline',
  fold: 'Fold the timeline',
  unfold: 'Unfold the timeline',
  fold_key: 'Fold and unfold the timeline',
  none: 'No photo and no session has a time yet.',
  without_time: (n: number) => `${photos(n)} without a time`,
  other_camera: 'Other cameras',
  photo_n: (n: number, all: number) => `Photo ${n} of ${all}`,
  approximate: 'time approximate',
  choose: 'Choose a photo by time',
  move_border: 'Move a border by a minute (Shift: ten)',
  starts: (title: string) => `${title}: begins`,
  ends: (title: string) => `${title}: ends`,
  between: (before: string, after: string) => `${before} ends, ${after} begins`,
  border_moved: 'The border of the session was moved',
  planned: 'planned',
  actual: 'actual',
  untitled: 'Without a title',
  take_sessions: (n: number) => `Take the proposed session: ${photos(n)}`,
  take_sessions_key: 'Take the proposed sessions',
  took_sessions: (n: number) => `The session was written to ${photos(n)}`,
  range: (from: string, to: string, n: number) => `${from}–${to}: ${photos(n)}`,
  clear_range: 'Show all times again',
  keep_range: 'Drag along the photos to choose a stretch of time.',
};
