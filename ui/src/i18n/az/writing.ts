// Əlyazmada yazmaq: tapıb əvəz etmək, mətnin həcmi, diqqət rejimi, mətndə foto və yerləşdirmə.
import type { Messages } from '../en';
import { plural } from '../plural';

const n = (value: number): string => plural.number('az', value);

export const writing: Messages['writing'] = {
  find: 'Mətndə axtar',
  find_and_replace: 'Tap və əvəz et',
  find_tip: 'Əsas mətndə axtarılır, başlıqda yox',
  replace_with: 'Bununla əvəz et',
  place: (at, of) => `${n(at)} / ${n(of)}`,
  nothing: 'Tapılmadı',
  next: 'Növbəti nəticə',
  previous: 'Əvvəlki nəticə',
  match_case: 'Böyük və kiçik hərfi fərqləndir',
  whole_word: 'Yalnız bütöv söz',
  keep_case: 'Böyük hərfi saxla',
  replace: 'Əvəz et',
  replace_all: 'Hamısını əvəz et',
  replaced: (count) => `${n(count)} yerdə əvəz edildi`,
  close_find: 'Axtarışı bağla',

  length: 'Həcm',
  whole_text: 'Bütün mətn',
  selected: 'Seçilmiş hissə',
  words: 'Söz',
  characters: 'İşarə, boşluqlarla',
  letters: 'İşarə, boşluqsuz',
  reading: 'Oxunma vaxtı',
  minutes: (minutes) => (minutes < 1 ? 'bir dəqiqədən az' : `${n(minutes)} dəqiqə`),

  focus: 'Diqqət rejimi',
  leave_focus: 'Diqqət rejimindən çıx',

  photo: 'Foto',
  photo_detail: 'Qalereyadan, yaxud diskdən',
  choose_photo: 'Hansı foto?',
  no_photos: 'Belə şəkilaltı yazısı olan foto yoxdur',
  from_disk: 'Diskdən foto əlavə et…',
  into_text: 'Mətnə qoy',
  placed: 'Foto indi mətndədir',
  own_caption: 'Bu yer üçün şəkilaltı yazı',
  take_out: 'Fotonu mətndən çıxar',
  importing: 'Foto əlavə olunur…',
  unnamed_photo: 'Şəkilaltı hələ yoxdur',

  embed_bad: 'Bu, http:// və ya https:// ilə başlayan ünvan deyil',
  embed_placeholder: 'https://…',
};
