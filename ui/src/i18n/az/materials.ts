// Başqalarının materialları, forumla birlikdə saxlanılır.
import type { Messages } from '../en';

export const materials: Messages['materials'] = {
  tab: 'Materiallar',
  empty:
    'Press-relizlər, çıxışlar, agentlik mətnləri mənbəyi ilə forumda saxlanılır. Onlardan götürdüyünüz parça mənbəyini itirmir.',
  add: 'Fayl əlavə et…',
  paste: 'Mətn yapışdır',
  paste_label: 'Mətn, olduğu kimi',
  paste_hint: 'Press-reliz və ya agentlik mətni, aldığınız kimi.',
  keep: 'Saxla',
  added: (title) => `“${title}” əlavə edildi`,
  removed: (title) => `“${title}” silindi`,
  remove_which: (title) => `Sil: “${title}”`,
  untitled: 'Adsız',
  title: 'Adı',
  source: 'Mənbə',
  source_hint: 'Kim yazıb: … mətbuat xidməti',
  kind: 'Növü',
  kinds: {
    programme: 'Proqram',
    press_release: 'Press-reliz',
    speech: 'Çıxış mətni',
    agency: 'Agentlik',
    recording: 'Səs yazısı',
    left_out: 'Kənarda qalan',
    other: 'Digər',
  },
  back: 'Bütün materiallar',
  text: 'Materialın mətni',
  no_text: 'Bu fayldan mətn oxunmadı; orijinal saxlanılıb.',
  insert: 'Mətnə qoy',
  insert_hint: 'Parça seçin, yaxud hamısını götürün',
  inserted: 'Mənbəyi ilə mətnə qoyuldu',
  list: 'Forumun materialları',
};
