// Başqa yerdəki surət, diskdəki yer və tənzimləmələr səhifəsi.
import type { Messages } from '../en';
import { plural } from '../plural';

const count = (n: number, noun: string): string => `${plural.number('az', n)} ${noun}`;

export const care: Messages['care'] = {
  appearance: 'Dil və görünüş',
  library: 'Kitabxana',
  library_folder: 'Kitabxananın qovluğu',
  about: 'Proqram haqqında',

  backup: 'Ehtiyat surət',
  backup_text:
    'USB yaddaşdakı və ya başqa diskdəki surət noutbuk itəndə işinizi qoruyur. Yalnız yenilər köçürülür və hər fayl yoxlanılır.',
  place: 'Surətin yeri',
  no_place: 'Yer hələ seçilməyib',
  choose_place: 'Yer seç…',
  change_place: 'Başqa yer seç…',
  after_export: 'Hər ixracdan sonra surət çıxar',
  backup_now: 'İndi surət çıxar',
  running: 'Surət çıxarılır…',
  progress: (done, total) => `${done} / ${total}`,
  none: 'Ehtiyat surət yoxdur',
  none_tip: 'Tənzimləmələrdə USB yaddaş və ya başqa disk seçin',
  never: 'Surət hələ çıxarılmayıb',
  now: 'Surət indicə çıxarıldı',
  minutes: (n) => `Surət: ${count(n, 'dəqiqə')} əvvəl`,
  hours: (n) => `Surət: ${count(n, 'saat')} əvvəl`,
  days: (n) => `Surət: ${count(n, 'gün')} əvvəl`,
  away: 'Surətin yeri tapılmır',
  away_why: (to) =>
    `${to} əlçatan deyil, heç bir surətdə olmayan dəyişikliklər isə var. Diski qoşun, yaxud başqa yer seçin.`,
  old_why: (date) =>
    `Sonuncu surət ${date} çıxarılıb və o vaxtdan dəyişikliklər olub. İndi surət çıxarın.`,
  unchanged: 'O vaxtdan heç nə dəyişməyib.',
  changed: 'O vaxtdan dəyişikliklər var.',
  last: (date) => `Sonuncu surət: ${date}.`,
  copied: (files, kept) => `Surət tamdır: ${files} yeni, ${kept} artıq orada idi`,
  failed: 'Surət çıxarmaq alınmadı',

  restore_copy: 'Surətdən bərpa et…',
  restore_title: 'Surətdən bərpa',
  restore_from: 'Surət',
  restore_to: 'Kitabxana üçün yeni qovluq',
  restore_to_hint: 'Yeni və ya boş qovluq',
  restore_choose: 'Surəti seç…',
  restore_text:
    'Yeni qovluqda surətdən kitabxana yaradılır; surətin özü olduğu kimi qalır. Sonra Tezis onunla açılır.',
  restore_start: 'Kitabxananı bərpa et',
  restoring: 'Bərpa edilir',
  restored: (photos) => `Kitabxana bərpa olundu, içində ${photos} var. Tezis onunla açılır.`,
  restore_missing: (n) => `Surətdə ${count(n, 'foto')} yox idi və ya zədəli idi; qalanı tamdır.`,
  restore_damaged: 'Bu mətnlər surətdə zədəlidir; onlardan qalan burada var:',
  restore_failed: 'Surətdən bərpa alınmadı',
  open_restored: 'Bərpa olunmuş kitabxananı aç',

  clean: 'Yer boşalt',
  clean_text:
    'Heç bir reportajın, forumun və əvvəlki versiyanın istifadə etmədiyi orijinal fotolar. Onlar əvvəlcə zibil qutusuna gedir.',
  clean_nothing: 'Bütün orijinallar istifadədədir; boşaldılası yer yoxdur.',
  free: (size) => `${size} yer boşalar`,
  clean_chosen: (n) => `${count(n, 'fotonu')} zibil qutusuna at`,
  choose_all: 'Hamısını seç',
  cleaned: (n, size) => `${count(n, 'foto')} zibil qutusuna atıldı, ${size}`,
  unused: 'İstifadə olunmayanlar',
  in_trash: 'Zibil qutusunda',
  trash_text: (size, days) =>
    `Burada ${size} foto saxlanılır. Hər biri ${count(days, 'gün')} sonra həmişəlik silinir.`,
  until: (date) => `${date} tarixinədək`,
  since: (date) => `${date} tarixindən`,
  restore: 'Bərpa et',
  restore_which: (name) => `Bərpa et: ${name}`,
  restore_all: 'Hamısını bərpa et',
  restored_photos: (n) => `${count(n, 'foto')} bərpa edildi`,
  unnamed: 'Adsız',

  demo: 'Nümunə forumu aç',
  demo_text:
    'Tezisin nəyə yaradığını beş dəqiqəyə görün: proqramı, qeydləri və fotoları olan forum.',
};
