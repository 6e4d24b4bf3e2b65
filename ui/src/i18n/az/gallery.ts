// Reportajın fotoqalereyası: fotolar, sıra, bu yerdəki sözlər, çap vərəqləri.
import type { Messages } from '../en';
import { plural } from '../plural';

const n = (value: number): string => plural.number('az', value);
const count = (value: number, noun: string): string => `${n(value)} ${noun}`;

export const gallery: Messages['gallery'] = {
  tab: 'Fotolar',
  title: 'Fotoqalereya',
  add: 'Foto əlavə et',
  empty_title: 'Hələ foto yoxdur',
  empty_text: 'Onları bura atın və ya fayl seçin; orijinallar kitabxanaya köçürülür.',
  fields_empty: 'Şəkilaltı yazmaq üçün qalereyadan foto seçin.',
  photo_n: (n, of) => `Foto ${n} / ${of}`,
  caption: 'Şəkilaltı yazı',
  caption_hint: 'Kim, harada, nə görünür',
  alt: 'Alternativ mətn',
  alt_hint: 'Şəkli görməyənlər üçün',
  credit: 'Foto müəllifi',
  cover: 'Əsas şəkil',
  make_cover: 'Əsas şəkil et',
  is_cover: 'Əsas şəkildir',
  remove: 'Qalereyadan çıxar',
  removed: 'Foto qalereyadan çıxarıldı',
  damaged: 'Zədəli',
  damaged_why: 'Fayl yarımçıqdır: şəklin bir hissəsi yoxdur.',
  moved: (place, of) => `Foto ${place} / ${of} yerinə keçdi`,
  order_hint: 'Sıranı dəyişmək üçün sürüşdürün, yaxud Alt və ox düymələrindən istifadə edin',
  no_caption: 'Şəkilaltı yoxdur',
  previous: 'Əvvəlki foto',
  next: 'Növbəti foto',
  cover_set: 'Əsas şəkil seçildi',
  pixels: (w, h) => `${w} × ${h} piksel`,
  taken: 'Çəkilib',
  camera: 'Kamera',
  already: (n) => `${count(n, 'foto')} kitabxanada var idi`,
  added: (n) => `${count(n, 'foto')} əlavə edildi`,
  failed: (n) => `${count(n, 'fayl')} əlavə olunmadı`,
  not_pictures: 'Bunlar Tezisin oxuya bildiyi şəkil deyil (JPEG, PNG, WebP).',
};
