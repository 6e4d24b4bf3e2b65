// Fotoları çəkən kameralar və onların saatı.
import type { Messages } from '../en';
import { plural } from '../plural';

const photos = (n: number): string => `${plural.number('az', n)} foto`;

export const cameras: Messages['cameras'] = {
  title: 'Kameralar',
  hint: 'Kamera kimindir və saatı nə qədər fərqlənir: bir neçə kameranın fotoları bir sıraya düzülsün.',
  none: 'Heç bir fotoda hansı kamera ilə çəkildiyi göstərilməyib.',
  photos,
  unnamed: 'Adsız kamera',
  name: 'Adı',
  photographer: 'Fotoqraf',
  credit: 'Foto müəllifi',
  offset: 'Saat irəlidədir',
  offset_hint: '+00:02:14',
  bad_offset: '00:02:14 kimi yazın, saat geridədirsə, mənfi işarəsi ilə.',
  right: 'Saat düzdür',
  ahead: (camera, by) => `${camera}: saat ${by} irəlidədir`,
  behind: (camera, by) => `${camera}: saat ${by} geridədir`,
  exact: (camera) => `${camera}: saat düzgün vaxtı göstərir`,
  span: { days: 'gün', hours: 'saat', minutes: 'dəq', seconds: 'san' },
  set_creator: (n) => `Fotoqrafı göstərilməyənlərə yaz: ${photos(n)}`,
  set_credit: (n) => `Foto müəllifi göstərilməyənlərə yaz: ${photos(n)}`,
  wrote: (n) => `${photos(n)} üçün yazıldı`,
  changed: (camera) => `${camera}: dəyişdirildi`,

  calibrate: 'Saatı foto ilə tənzimlə',
  calibrate_close: 'Vaz keç',
  step_clock: 'Saatı ekranda göstərin və hər kamera ilə çəkin.',
  show_clock: 'Saatı göstər',
  step_photo: 'Saatın fotosunu seçin.',
  no_photo: 'Bu kameranın vaxtı məlum olan fotosu yoxdur.',
  clock_photo: 'Saatın fotosu',
  larger: 'Fotonu böyük göstər',
  next_photo: 'Bu kameranın növbəti fotosu',
  previous_photo: 'Bu kameranın əvvəlki fotosu',
  step_time: 'Fotoda görünən vaxtı yazın.',
  shown: 'Saat göstərir',
  shown_hint: '10:42:07',
  shown_day: 'Tarix',
  bad_time: '10:42:07 kimi yazın.',
  camera_says: (time) => `Kameranın vaxtı: ${time}.`,
  apply: 'Saatı tənzimlə',

  clock_title: 'Forumun vaxtı',
  clock_hint: 'Hər kamera ilə bu ekranı çəkin. Esc bağlayır.',
};
