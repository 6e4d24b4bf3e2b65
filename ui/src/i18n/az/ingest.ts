// Gələn fotolar: kartdan, qovluqdan, telefondan, başqa proqramlardan.
import type { Messages } from '../en';
import { plural } from '../plural';

const n = (value: number): string => plural.number('az', value);
const photos = (value: number): string => `${n(value)} foto`;

export const ingest: Messages['ingest'] = {
  title: 'Fotoları gətir',
  open: 'Foto gətir',
  close: 'Fotolara qayıt',
  from: 'Haradan',
  cards: 'Kartlar və disklər',
  no_cards: 'Oxuyucuda kart yoxdur. Kartı taxın, yaxud qovluq seçin.',
  cards_again: 'Kartları yenidən axtar',
  folder: 'Qovluq seç…',
  files: 'Fayl seç…',
  drop: 'Faylları və qovluqları bura ata da bilərsiniz.',
  untouched: 'Kartda heç nə dəyişmir; hər fayl köçürülür və yoxlanılır.',
  elsewhere: 'Başqa yerdən',
  looking: (where) => `Baxılır: ${where}…`,
  nothing: 'Burada foto yoxdur.',
  not_looked: (value) => `${n(value)} fayla və ya qovluğa baxmaq alınmadı:`,

  frames: 'Kadrlar',
  counts: (fresh, size, free) => `${n(fresh)} yeni, ${size}; ${free} boş yer`,
  known: (value) => `Kitabxanada olan ${n(value)} kadrı göstər`,
  all_known: (value) =>
    value === 1
      ? 'Buradakı kadr artıq kitabxanadadır.'
      : `Kadrların hamısı (${n(value)}) artıq kitabxanadadır.`,
  take_all: 'Hamısı',
  take_new: 'Yenilər',
  take_none: 'Heç biri',
  taken: 'Gətirilir',
  left_out: 'Gətirilmir',
  picked: 'Seçilib',
  already: 'Artıq kitabxanadadır',
  locked: 'Kamerada kilidlənib',
  stars: (value) => `${n(value)} ulduz`,
  with_raw_file: 'RAW faylı da var',
  raw_only: 'RAW fayl: şəkil onun önizləməsidir',
  approximate: 'Vaxt təxminidir',
  frame_of: (at, all) => `${n(at)} / ${n(all)}`,
  no_picture: (format) => `${format}: önizləmə yoxdur`,
  enlarged: 'Böyüdülmüş kadr',
  locked_stays: 'Kamerada kilidləndiyi və ya ulduz aldığı üçün seçilmiş qalır.',

  options: 'Necə gətirilsin',
  picks_only: (value) => `Yalnız seçilmişlər (${n(value)})`,
  with_raw: (value) => `RAW fayllar da (${n(value)})`,
  second: 'Başqa diskə də surət',
  second_choose: 'Qovluğunu seç…',
  second_change: 'Başqa qovluq…',
  into: 'Hara',
  into_gallery: 'Qalereyaya',
  into_forum: 'Yalnız foruma',
  who: 'Kim çəkib',
  of_camera: (camera, value) => `${camera}: ${photos(value)}`,
  unknown_camera: 'Kamera',
  others: (value) => `Kamerası bilinməyən: ${photos(value)}`,
  photographer: 'Fotoqraf',
  credit: 'Foto müəllifi',
  remembered: 'Bu kamera üçün yadda saxlanılıb.',
  about: 'Hamısı haqqında',
  source: 'Mənbə',
  source_hint: 'Kim göndərib; heç yerdə çap olunmur',
  permission: 'İcazə',
  permission_hint: 'İstifadəsinə razılıq; heç yerdə çap olunmur',
  session: 'Sessiya',
  by_time: 'Hər fotonun vaxtına görə',
  template: 'Şəkilaltı şablonu',
  no_template: 'Şablonsuz',
  no_room: (needed, free) =>
    `${needed} yer lazımdır, ${free} boşdur. Bir neçəsini gətirməyin, yaxud yer boşaldın.`,
  start: (value) => `${n(value)} fotonu gətir`,
  start_none: 'Gətir',
  coming: (value, size) => `${photos(value)}, ${size}`,

  rate: (perSecond, bytes) => `${n(perSecond)} foto/san${bytes === null ? '' : ` · ${bytes}/san`}`,
  time_left: (seconds) =>
    seconds < 60 ? `${seconds} saniyə qalıb` : `${n(Math.round(seconds / 60))} dəqiqə qalıb`,

  came: (value) => `${photos(value)} gətirildi`,
  came_known: (value) => `${n(value)} artıq burada idi`,
  came_none: 'Heç bir foto gətirilmədi',
  stopped: 'Dayandırıldı. Gətirilənlər qalır.',
  failed: (value) => `${n(value)} faylı götürmək alınmadı:`,
  more: (value) => `və daha ${n(value)}`,
  damaged: (value, names) =>
    `${n(value)} fayl zədəlidir: ${names}. Oxunan hissəsi ilə kitabxanadadır.`,
  replaced: (value, names) =>
    value === 1
      ? `${names} buradakı fotonun daha böyük orijinalıdır: onun yerini tutdu, şəkilaltı və kadr qaldı.`
      : `${photos(value)} yerini daha böyük orijinalına verdi, şəkilaltı və kadr qaldı: ${names}.`,
  left: (value) =>
    `Kart və ya disk çıxarıldı: ${n(value)} kadr qalıb. Onu yenidən taxıb davam edin.`,
  go_on: 'Davam et',

  arrived: (value, folder) => `${folder} qovluğunda ${n(value)} yeni şəkil var`,
  look: 'Bax',
  no_forum: 'Əvvəlcə forum və ya reportaj açın: fotolar ona aiddir.',
  edited: (program, name) => `${program} ${name} faylını saxladı`,
  some_program: 'Başqa proqram',
  take_version: 'Yeni versiyanı götür',
  version_taken: (name) => `${name} əvvəlki versiyanın yerini tutdu`,

  unasked: (value) => `${photos(value)} gəldi. Kim çəkib?`,
  unasked_say: 'Yaz',
  batch_title: 'Bu fotolar haradandır?',
  batch_text: (value) =>
    `${photos(value)} üçün. Fotonun öz məlumatı olduğu kimi qalır; istənilən sahə boş qala bilər.`,
  batch_approximate: (value) =>
    `${n(value)} fotonun vaxtı təxminidir: messencerlər dəqiq vaxtı silir.`,
  batch_save: 'Hamısına yaz',
  batch_skip: 'Ötür',
  batch_done: (value) => `${n(value)} fotoya yazıldı`,

  decoding: 'Telefon şəkilləri oxunur',

  settings: 'Fotolar',
  watched: 'İzlənilən qovluq',
  watched_text: 'Ora, məsələn, yükləmələrə yeni şəkil gələndə Tezis onu gətirməyi təklif edir.',
  watched_none: 'Heç bir qovluq izlənilmir',
  watched_choose: 'Qovluq seç…',
  watched_stop: 'İzləməyi dayandır',
  second_title: 'İkinci disk',
  second_text: 'Kartdan gələn orijinallar ora da köçürülür.',
  second_none: 'Qovluq seçilməyib',
  second_stop: 'İkinci surət olmasın',
  editor: '“Başqa proqramda redaktə et…” hansı proqramı açsın',
  editor_text: 'Orada saxlanılan fotonun yeni versiyası kimi təklif olunur.',
  editor_none: 'Sistemin öz seçimi',
  editor_choose: 'Proqram seç…',
  editor_stop: 'Yenə sistemin seçimi',

  keys: {
    move: 'Kadrdan kadra keç',
    pick: 'Seç, yaxud seçimi götür',
    leave_out: 'Gətirmə, yaxud gətir',
    enlarge: 'Böyüt və geri qayıt',
    all: 'Hamısını gətir',
    fresh: 'Yeniləri gətir',
    none: 'Heç birini gətirmə',
    select_all: 'Bütün kadrları seç',
    show_known: 'Kitabxanada olan kadrları göstər',
    cards: 'Kartları yenidən axtar',
    folder: 'Qovluq seç',
    files: 'Fayl seç',
    options: 'Seçimlərə keç və geri qayıt',
    start: 'Gətir',
  },
};
