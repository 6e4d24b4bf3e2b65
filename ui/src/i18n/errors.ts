// What the core's codes say to people: what happened, to what, and what to do now. The core's own
// English sentence (`detail`) is for "copy details" and for codes that are not here.
import type { Notice, WireError } from '../ipc/bindings';
import { fileSize, type Language } from './plural';

type Params = Record<string, string>;
type Sentence = { az: (p: Params) => string; en: (p: Params) => string };

/** Two sentences; `{name}` stands for the parameter of that name. */
function say(az: string, en: string): Sentence {
  const fill = (template: string) => (p: Params) =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => p[key] ?? '…');
  return { az: fill(az), en: fill(en) };
}

/** What is said of room, where the core knows how much; nothing where it doesn't. */
function roomOf(
  needed: string | undefined,
  free: string | undefined,
  words: (needed: string, free: string) => string,
  language: Language,
): string {
  if (needed === undefined || free === undefined) return '';
  return words(fileSize(language, Number(needed)), fileSize(language, Number(free)));
}

/** The holder of a library names itself in English: `Tezis (process 4711)`. */
const holderAz = (holder: string): string => holder.replace(/\(process (\d+)\)/, '(proses $1)');

/** By code; the test of this file compares the keys with the codes in the crates. */
export const sentences: Record<string, Sentence> = {
  'window.unexpected': say(
    'Gözlənilməz xəta baş verdi. Saxlanılanlar yerindədir; təfərrüatı köçürüb göndərin.',
    'Something unexpected happened. What was saved is safe; copy the details and report them.',
  ),
  'window.too_large': say(
    '{name} bu pəncərəyə atmaq üçün çox böyükdür; onu “Foto əlavə et” ilə seçin.',
    '{name} is too large to be dropped here; choose it with “Add photos”.',
  ),
  'window.heic': say(
    '{name} oxunmur: HEIC şəkli zədəlidir və ya tanınmayan növdəndir. Orijinal saxlanılıb.',
    '{name} cannot be decoded: the HEIC picture is damaged or of an unknown kind. The original is kept.',
  ),
  'window.paste_too_long': say(
    'Bu, yerləşdirmək üçün çox uzundur: {size} işarə, sığan isə {limit}. Onu fayl kimi açın.',
    'This is too long to paste: {size} characters, and {limit} fit. Open it as a file.',
  ),

  'desk.bug': say(
    'Tezisdə xəta var. Saxlanılanlar yerindədir; təfərrüatı köçürüb göndərin.',
    'A mistake in Tezis. What was saved is safe; copy the details and report them.',
  ),
  'desk.json': say(
    'Tezisdə xəta var: daxili məlumat oxunmadı. Saxlanılanlar yerindədir.',
    'A mistake in Tezis: internal data could not be read. What was saved is safe.',
  ),
  'desk.cancelled': say('Ləğv edildi.', 'Cancelled.'),
  'desk.empty': say('Bu sahə boş qala bilməz.', 'This must not be empty.'),
  'desk.damaged_document': say(
    'Sənədin dəyişikliklərindən bəziləri oxunmur; sonuncu sağlam surət göstərilir, onu dəyişmək olmaz.',
    'Some changes of the document cannot be read; its last good copy is shown and cannot be changed.',
  ),
  'desk.not_found': say(
    'Bu, artıq kitabxanada yoxdur. Başqa pəncərədə silinmiş ola bilər.',
    'It is not in the library any more. It may have been removed elsewhere.',
  ),
  'desk.ambiguous': say(
    'Bu ada bir neçə şey uyğun gəlir. Tam adı yazın.',
    'Several things have this name. Give the whole name.',
  ),
  'desk.only_reading': say(
    'Kitabxana yalnız oxumaq üçün açılıb; dəyişiklik saxlanıla bilməz.',
    'The library was opened only to be read; nothing can be changed.',
  ),
  'desk.time': say('“{text}” vaxt kimi oxunmur.', '“{text}” cannot be read as a time.'),

  'file.io': say(
    '{path} oxunmadı və ya yazılmadı. Diskin qoşulu olduğunu yoxlayın.',
    '{path} could not be read or written. See that the disk is connected.',
  ),
  'file.not_found': say(
    '{path} tapılmadı. Fayl köçürülüb və ya silinib.',
    '{path} was not found. It was moved or deleted.',
  ),
  'file.permission': say(
    '{path} üçün icazə yoxdur. Başqa qovluq seçin, yaxud icazəni dəyişin.',
    'There is no permission for {path}. Choose another folder, or change the permission.',
  ),

  'store.full': {
    az: ({ needed, free }) =>
      `Disk doludur${roomOf(needed, free, (n, f) => `: ${n} lazımdır, boş yer ${f}`, 'az')}. Yer boşaldın: yazdıqlarınız özü saxlanılacaq.`,
    en: ({ needed, free }) =>
      `The disk is full${roomOf(needed, free, (n, f) => `: ${n} are needed, ${f} are free`, 'en')}. Make room: what you wrote will be saved by itself.`,
  },
  'store.disk_gone': say(
    '{path} olan disk çıxarılıb və ya nasazdır. Onu yenidən qoşub təkrar edin; əvvəlki surət olduğu kimi qalıb.',
    'The disk with {path} is gone or fails. Connect it again and repeat; the copy before is as it was.',
  ),
  'store.backup_running': say(
    '{path} qovluğuna artıq surət çıxarılır. Bitməsini gözləyin.',
    'A copy to {path} is being made already. Wait until it is done.',
  ),
  'store.locked': {
    az: ({ holder = '…' }) =>
      `Kitabxana başqa proqramda açıqdır: ${holderAz(holder)}. Onu bağlayıb yenidən cəhd edin.`,
    en: ({ holder = '…' }) =>
      `The library is open in another program: ${holder}. Close it and try again.`,
  },
  'store.busy': say(
    'Kitabxana məşğuldur. Bir azdan yenidən cəhd edin.',
    'The library is busy. Try again in a moment.',
  ),
  'store.newer': say(
    'Kitabxana Tezisin daha yeni versiyası ilə yazılıb. Tezisi yeniləyin.',
    'The library was written by a newer Tezis. Update Tezis.',
  ),
  'store.damaged': say(
    'Kitabxananın bir hissəsi zədələnib: {path}. Ehtiyat surətdən bərpa edin.',
    'A part of the library is damaged: {path}. Restore it from a backup.',
  ),
  'store.not_a_library': say(
    '{path} Tezis kitabxanası deyil. Başqa qovluq seçin.',
    '{path} is not a library of Tezis. Choose another folder.',
  ),
  'store.read_only': say(
    'Kitabxana yalnız oxunur: {path} yazmağa icazə vermir.',
    'The library can only be read: {path} does not allow writing.',
  ),
  'store.missing': say('{path} yoxdur.', '{path} is missing.'),
  'store.no_document': say(
    'Bu reportaj və ya forum kitabxanada yoxdur.',
    'This report or forum is not in the library.',
  ),
  'store.other_kind': say(
    'Bu sənəd gözlənilən növdə deyil.',
    'This document is of another kind than expected.',
  ),
  'store.no_original': say(
    'Fotonun orijinalı kitabxanada yoxdur. Onu yenidən əlavə edin.',
    'The photo’s original is not in the library. Add it again.',
  ),
  'store.damaged_original': say(
    'Fotonun orijinalı zədələnib. Onu yenidən əlavə edin.',
    'The photo’s original is damaged. Add it again.',
  ),
  'store.not_verified': say(
    '{path}: yazılanlar geri oxunanda başqa cür çıxdı. Disk və ya kabel nasaz ola bilər: yoxlayın, sonra faylı yenidən əlavə edin.',
    '{path}: what was written reads back differently. The disk or its cable may be failing: check it, then add the file again.',
  ),
  'store.too_large': say('Fayl çox böyükdür.', 'The file is too large.'),
  'store.name': say('“{name}” adı yararsızdır.', 'The name “{name}” cannot be used.'),
  'store.not_empty': say('{path} boş deyil.', '{path} is not empty.'),
  'store.unfinished': say(
    '{path} yarımçıq qalmış surətdir.',
    '{path} is a copy that was not finished.',
  ),
  'store.other_library': say(
    '{path} başqa kitabxananın surətidir.',
    '{path} is a copy of another library.',
  ),
  'store.same_place': say(
    '{path} kitabxananın özüdür; başqa yer seçin.',
    '{path} is the library itself; choose another place.',
  ),
  'store.cancelled': say('Ləğv edildi.', 'Cancelled.'),
  'store.source': say('Fayl sona qədər oxunmadı.', 'The file could not be read to its end.'),
  'store.io': say(
    'Kitabxanaya yazmaq alınmadı: {path}. Diskin qoşulu olduğunu yoxlayın.',
    'The library could not be written: {path}. See that its disk is connected.',
  ),
  'store.database': say(
    'Kitabxananın bazası cavab vermədi. Tezisi yenidən başladın.',
    'The library’s database did not answer. Start Tezis again.',
  ),

  'report.damaged': say(
    'Dəyişikliklərin bir hissəsi oxunmur; sonuncu sağlam surət göstərilir.',
    'A part of the changes cannot be read; the last good copy is shown.',
  ),
  'report.missing_changes': say(
    'Dəyişikliklərin bir hissəsi hələ gəlməyib.',
    'A part of the changes has not arrived yet.',
  ),
  'report.other_document': say(
    'Bu dəyişiklik başqa sənədə aiddir.',
    'This change belongs to another document.',
  ),
  'report.unknown_heads': say(
    'Bu dəyişikliyi geri almaq mümkün deyil: tarixçədə tapılmadı.',
    'This cannot be undone: it is not in the history.',
  ),
  'report.not_found': say(
    'Bu hissə artıq yoxdur. Başqa yerdə silinmiş ola bilər.',
    'This is not there any more. It may have been removed elsewhere.',
  ),
  'report.id': say('Bu nömrə oxunmur.', 'This id cannot be read.'),
  'report.field': say('Bu sahəyə belə qiymət yazılmır.', 'This field does not take such a value.'),

  'intake.empty': say('{name} boşdur.', '{name} is empty.'),
  'intake.too_large': say('{name} mətn üçün çox böyükdür.', '{name} is too large for a text.'),
  'intake.not_text': say(
    '{name} mətn deyil. Word, mətn, Markdown və ya HTML faylı seçin.',
    '{name} is not a text. Choose a Word, text, Markdown or HTML file.',
  ),
  'docx.broken': say(
    '{name} zədəlidir. Word-də açıb yenidən saxlayın və ya faylı təzədən istəyin.',
    '{name} is damaged. Open it in Word and save it again, or ask for the file anew.',
  ),
  'docx.too_big': say(
    '{name} açılanda həddən artıq böyüyür. Yalnız mətni saxlayıb onu seçin.',
    '{name} grows far too large when it is unpacked. Save the text alone and choose that.',
  ),
  'docx.too_many': say(
    '{name} həddən artıq çox hissədən ibarətdir. Yalnız mətni saxlayıb onu seçin.',
    '{name} has far too many parts. Save the text alone and choose that.',
  ),
  'docx.entities': say(
    '{name} təhlükəli ola bilər: Word belə fayl yazmır. O açılmadı.',
    '{name} may be dangerous: Word does not write such files. It was not opened.',
  ),
  'docx.locked': say(
    '{name} parolla qorunur. Word-də açıb parolsuz saxlayın.',
    '{name} is locked by a password. Open it in Word and save it without one.',
  ),
  'docx.old_format': say(
    '{name} Word-ün köhnə formatındadır (.doc). Word-də açıb .docx kimi saxlayın.',
    '{name} is in the old format of Word (.doc). Open it in Word and save it as .docx.',
  ),

  'photo.empty': say('{name} boş fayldır.', '{name} is an empty file.'),
  'photo.not_an_image': say('{name} şəkil deyil.', '{name} is not an image.'),
  'photo.damaged': say(
    '{name} zədəlidir: şəklin bir hissəsi yoxdur. Kameradan yenidən köçürün.',
    '{name} is damaged: a part of the picture is missing. Copy it from the camera again.',
  ),
  'photo.too_large': say(
    '{name} çox böyükdür (hədd {limit}).',
    '{name} is too large (limit {limit}).',
  ),
  'photo.unsupported': say(
    '{name}: bu növ şəkil oxunmur. JPEG, PNG və ya WebP seçin.',
    '{name}: pictures of this kind cannot be read. Choose JPEG, PNG or WebP.',
  ),
  'photo.changed_while_read': say(
    '{name} oxunarkən dəyişdi: hələ köçürülür və ya başqa proqram ona yazır. Tamamlanandan sonra yenidən əlavə edin.',
    '{name} changed while it was read: it is still being copied, or another program writes to it. Add it again once it is complete.',
  ),
  'photo.same_version': say(
    '{name} elə buradakı şəkildir. Onu başqa proqramda dəyişib yadda saxlayın, sonra seçin.',
    '{name} is the photo that is here already. Change it in the other program and save it, then choose it.',
  ),
  'photo.blur_of_version': say(
    '{name}: şəklin bəzi yerləri gizlədilib, yeni şəklin isə biçimi başqadır – gizlədilən yer açıq qalardı. Onu ayrıca şəkil kimi əlavə edib orada gizlədin.',
    '{name}: parts of the photo are blurred, and the new picture has another shape, in which they would show. Add it as a photo of its own and blur it there.',
  ),
  'import.no_room': {
    az: ({ path, needed, free }) =>
      `${path ?? '…'}: yer çatmır${roomOf(needed, free, (n, f) => ` – ${n} lazımdır, boş yer ${f}`, 'az')}. Heç nə köçürülməyib; yer boşaldıb yenidən başlayın.`,
    en: ({ path, needed, free }) =>
      `${path ?? '…'} has not enough room${roomOf(needed, free, (n, f) => `: ${n} are needed, ${f} are free`, 'en')}. Nothing was copied; make room and start again.`,
  },
  'import.second_copy': say(
    '{name} kitabxanadadır, amma ikinci diskə köçürülmədi. Diski yoxlayın və həmin kartı yenidən götürün: yalnız çatışmayanlar köçürüləcək.',
    '{name} is in the library, but was not copied to the second disk. Check the disk and import the card again: only what is missing will be copied.',
  ),
  'photo.needs_window': say(
    '{name}: HEIC şəkillər hələ oxunmur. JPEG kimi saxlayın.',
    '{name}: HEIC pictures cannot be read yet. Save it as JPEG.',
  ),
  'photo.parameter': say('Şəklin ölçüsü və ya kəsimi yararsızdır.', 'Size or crop cannot be used.'),
  'photo.stopped': say('Dayandırıldı.', 'Stopped.'),
  'photo.encoder': say('{name} yazıla bilmədi.', '{name} could not be written.'),
  'photo.limit_not_kept': say(
    '{name} portalın ölçü həddinə sığmadı.',
    '{name} does not fit the portal’s size limit.',
  ),
  'photo.pixels_reduced': say(
    '{name} portalın həddinə sığması üçün kiçildildi.',
    '{name} was made smaller to fit the portal’s limit.',
  ),
  'photo.quality_lowered': say(
    '{name}: portalın həddinə görə keyfiyyət azaldıldı.',
    '{name}: quality was lowered for the portal’s limit.',
  ),
  'photo.first_frame_only': say(
    '{name} hərəkətli şəkildir; ilk kadrı götürüldü.',
    '{name} is a moving picture; its first frame was taken.',
  ),
  'photo.smaller_than_asked': say(
    '{name} portalın istədiyindən kiçikdir.',
    '{name} is smaller than the portal asks.',
  ),

  'profile.watermark': say(
    'Su nişanının şəklini istifadə etmək olmur: {path}. Onu profilin yanına qoyun, yaxud profildən [watermark] hissəsini çıxarın.',
    'The watermark’s picture cannot be used: {path}. Put it beside the profile, or take [watermark] out of the profile.',
  ),
  'profile.unknown': say(
    '“{name}” adlı portal profili yoxdur. Olanlar: {known}.',
    'There is no portal profile “{name}”. There are: {known}.',
  ),
  'profile.invalid': say('{path} profilində səhvlər var.', 'The profile {path} has mistakes.'),

  'clipboard.refused': say(
    'Mətn mübadilə buferinə köçürülmədi. Onu seçib Ctrl+C ilə köçürün.',
    'The text could not be put on the clipboard. Select it and copy it with Ctrl+C.',
  ),
  'publication.already': say(
    'Bu mətn artıq dərc olunub. Yenilənmə, düzəliş və ya geri çəkilmə kimi qeyd edin.',
    'This text is published already. Note it as an update, a correction or a withdrawal.',
  ),
  'publication.not_yet': say(
    'Bu mətn hələ dərc olunmayıb. Əvvəlcə ilk dərci qeyd edin.',
    'This text is not published yet. Note its first publication before anything else.',
  ),
  'publication.withdrawn': say(
    'Mətn geri çəkilib. Yenidən dərc etmək üçün əvvəlcə geri çəkilmə qeydini silin.',
    'The text is withdrawn. Take the note of its withdrawal away before it appears again.',
  ),
  'publication.later': say(
    'Bundan əvvəlki dərcin vaxtı {at} göstərilib. Ondan sonrakı vaxtı yazın.',
    'The publication before this one was at {at}. Give a later time.',
  ),
  'publication.address': say(
    '“{text}” səhifə ünvanı deyil. Ünvan https:// və ya http:// ilə başlayır.',
    '“{text}” is not the address of a page. It begins with https:// or http://.',
  ),
  'export.target_exists': say(
    '{path} artıq var. Başqa ad seçin, yaxud onu kənara qoyun.',
    '{path} is there already. Choose another name, or take it away first.',
  ),
  'export.damaged_photo': say(
    '{name} zədəlidir. Dəyişin və ya qalereyadan çıxarın.',
    '{name} is damaged. Replace it, or take it out of the gallery.',
  ),
  'publish.cancelled': say('Ləğv edildi.', 'Cancelled.'),
  'publish.photo_unknown': say(
    'Reportajdakı bir foto forumda tapılmadı.',
    'A photo of the report is not in its forum.',
  ),
  'publish.read': say('Bir foto oxunmadı.', 'A photo could not be read.'),
  'publish.rendition': say(
    'Bir fotonun ölçü variantı hazırlanmadı.',
    'A size of a photo could not be made.',
  ),
  'publish.rendition_size': say(
    'Bir fotonun ölçü variantı gözlənilən ölçüdə deyil.',
    'A size of a photo is not as asked.',
  ),
  'publish.time_zone': say('“{zone}” saat qurşağı tanınmır.', 'The time zone “{zone}” is unknown.'),
  'publish.write': say(
    'Paket yazıla bilmədi. Diskdə yer olduğunu yoxlayın.',
    'The package could not be written. See that there is room on the disk.',
  ),

  'backup.no_place': say(
    'Surətlərin hara köçürüləcəyi seçilməyib. Başqa diskdə qovluq seçin.',
    'No place for copies was chosen. Choose a folder on another disk.',
  ),
  'backup.not_whole': say(
    'Ehtiyat surət tam deyil: bəzi fotolar köçürülmədi.',
    'The backup is not whole: some photos could not be copied.',
  ),
  'tag.words_not_found': say('“{words}” mətndə yoxdur.', '“{words}” does not stand in the text.'),
};

/** Returns what a notice of a job says; the bare code where there is no sentence for it yet. */
export function noticeText(notice: Notice, language: Language): string {
  return sentences[notice.code]?.[language](notice.params) ?? notice.code;
}

/** Returns the sentence of a code in the given language; the core's own where there is none. */
export function errorSentence(error: WireError, language: Language): string {
  return sentences[error.code]?.[language](error.params) ?? error.detail;
}
