// Forumun fotoları çəkildiyi vaxta görə.
import type { Messages } from '../en';
import { plural } from '../plural';

const photos = (n: number): string => `${plural.number('az', n)} foto`;

export const timeline: Messages['timeline'] = {
  title: 'Vaxt xətti',
  fold: 'Vaxt xəttini yığ',
  unfold: 'Vaxt xəttini aç',
  fold_key: 'Vaxt xəttini yığ və aç',
  none: 'Hələ heç bir fotonun və sessiyanın vaxtı yoxdur.',
  without_time: (n) => `${photos(n)} vaxtsızdır`,
  other_camera: 'Digər kameralar',
  photo_n: (n, all) => `Foto ${n} / ${all}`,
  approximate: 'vaxt təxminidir',
  choose: 'Fotonu vaxta görə seç',
  move_border: 'Sərhədi bir dəqiqə çək (Shift: on)',
  starts: (title) => `${title}: başlanğıc`,
  ends: (title) => `${title}: son`,
  between: (before, after) => `${before} bitir, ${after} başlayır`,
  border_moved: 'Sessiyanın sərhədi dəyişdirildi',
  planned: 'planlaşdırılıb',
  actual: 'faktiki',
  untitled: 'Adsız',
  take_sessions: (n) => `Təklif olunan sessiyanı qəbul et: ${photos(n)}`,
  take_sessions_key: 'Təklif olunan sessiyaları qəbul et',
  took_sessions: (n) => `Sessiya ${photos(n)} üçün yazıldı`,
  range: (from, to, n) => `${from}–${to}: ${photos(n)}`,
  clear_range: 'Yenidən bütün vaxtı göstər',
  keep_range: 'Vaxt aralığı seçmək üçün fotolar boyunca sürükləyin.',
};
