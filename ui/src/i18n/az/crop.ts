// Bir fotonun kadrı, dönməsi və görünüşü.
import type { Messages } from '../en';
import { plural } from '../plural';

const photos = (n: number): string => `${plural.number('az', n)} foto`;

export const crop: Messages['crop'] = {
  title: 'Kadr və görünüş',
  photo_n: (n, all) => `Foto ${n} / ${all}`,
  next: 'Növbəti foto',
  previous: 'Əvvəlki foto',
  before: 'Fotonu ilkin halında göstər',
  before_short: 'Əvvəl',
  as_it_came: 'İlkin halı',
  untouched: 'Orijinal fayl olduğu kimi qalır.',
  elsewhere: 'Başqa proqramda redaktə et…',
  given: 'Başqa proqrama verildi',
  cannot_draw: 'Bu şəkli göstərmək mümkün olmadı',

  renditions: 'Portal üçün ölçülər',
  nth: 'Ölçü variantını seç',
  pixels: (width, height) => `${plural.number('az', width)} × ${plural.number('az', height)}`,
  smaller: (width, height) =>
    `Profilin istədiyindən kiçikdir (${plural.number('az', width)} × ${plural.number('az', height)})`,
  own: 'Öz kadrı',
  by_focal: 'Fokus nöqtəsinə görə',
  whole: 'Bütöv şəkil',
  automatic: 'Yenidən avtomatik et',
  for_all: 'Bu nisbətdə olan hamısına tətbiq et',
  result: (name) => `${name}, ixrac olunacağı kimi`,

  frame: 'Kadrın çərçivəsi',
  frame_hint:
    'Sürükləyin və ya ox düymələri ilə hərəkət etdirin; Shift ilə on dəfə uzağa. Üstəgəl və çıxma ölçünü dəyişir.',
  move: 'Kadrı hərəkət etdir (Shift: on dəfə)',
  larger: 'Kadrı böyüt',
  smaller_frame: 'Kadrı kiçilt',

  focal: 'Fokus nöqtəsi',
  focal_hint: 'Hər kadrda qalmalı olan yer. Halqanı sürükləyin və ya ox düymələri ilə aparın.',
  focal_at: (x, y) => `Fokus nöqtəsi: soldan ${x} %, yuxarıdan ${y} %`,
  focal_none: 'Seçilməyib: şəklin ortası götürülür.',
  focal_clear: 'Fokus nöqtəsini sil',
  to_focal: 'Fokus nöqtəsinə keç',
  face: 'Üzə görə təklif et',
  no_face: 'Bu fotoda üz tapılmadı.',
  face_blur: 'Bu üzü bulanıqlaşdır',

  turn: 'Döndərmə',
  turn_left: 'Sola döndər',
  turn_right: 'Sağa döndər',
  fine: 'Düzləndirmə',
  degrees: 'dərəcə',
  finer_left: 'Dərəcənin onda biri qədər sola',
  finer_right: 'Dərəcənin onda biri qədər sağa',
  horizon: 'Üfüq boyunca xətt çək',
  horizon_hint: 'Üfüqi və ya şaquli olmalı olan bir şey boyunca xətt çəkin.',
  turn_reset: 'Düzləndirməni ləğv et',

  look: 'Görünüş',
  tones: {
    exposure: 'Ekspozisiya',
    temperature: 'Rəng temperaturu',
    tint: 'Çalar',
    shadows: 'Kölgələr',
    sharpen: 'Kəskinlik',
  },
  tone_hint: 'Sürgünü iki dəfə klikləmək onu sıfırlayır.',
  reset_look: 'Hamısını sıfırla',

  blur: 'Bulanıq yerlər',
  blur_add: 'Bulanıqlaşdırılacaq yeri çək',
  blur_hint: 'Tanınmamalı olanı çərçivəyə alın: uşağın üzünü, vəsiqəni.',
  blur_none: 'Bulanıq yer yoxdur.',
  blur_n: (n) => `Bulanıq yer ${n}`,
  blur_keys: 'Ox düymələri hərəkət etdirir, üstəgəl və çıxma ölçünü dəyişir, Del silir.',
  blur_remove: (n) => `Bulanıq yer ${n}: sil`,
  find_faces: 'Üzləri tap',

  copy: 'Köçürmə',
  parts_label: 'Nə köçürülür',
  parts: {
    tone: 'İşıq və rəng',
    blurred: 'Bulanıq yerlər',
    fine: 'Düzləndirmə',
    crops: 'Kadrlar',
  },
  copy_look: 'Görünüşü köçür',
  copied: 'Görünüş köçürüldü',
  paste_look: 'Görünüşü yapışdır',
  to_burst: (n) => `Seriyaya: ${photos(n)}`,
  to_chosen: (n) => `Seçilənlərə: ${photos(n)}`,
  burst: 'Seriyaya bu görünüşü ver',
  chosen: 'Seçilmiş fotolara bu görünüşü ver',
  pasted: (n) => `Görünüş ${photos(n)} üçün tətbiq edildi`,
};
