// A forum that never was, with its people, texts and drawn pictures: what the fake host shows. All
// names are invented.
import type { Block, BlockKind, Forum, MarkSpan, PhotoFacts, Report } from '../bindings';
import { blank, type Localized, plainFacts } from '../entities';
import { orderBetween } from '../order';
import type { Drawing } from './pictures';
import { addShoot, cameras } from './shoot';

/** What the fake library holds. */
export type Demo = {
  forums: Forum[];
  reports: { report: Report; savedAt: string; damaged: boolean }[];
  photos: { facts: PhotoFacts; drawing: Drawing }[];
};

/** Makes ids that are the same at every start, so that an address of a page stays good. */
function counter(prefix: string): () => string {
  let n = 0;
  return () => `01K9${prefix}${String((n += 1)).padStart(22 - prefix.length, '0')}`;
}

const photoHash = (n: number): string => (n * 2654435761).toString(16).padStart(64, 'ab0c9d3e');

function orders(): () => string {
  let last: string | null = null;
  return () => (last = orderBetween(last, null));
}

const people = [
  ['Nərgiz Talıbzadə', 'Gəncə Şəhər Yaşıllaşdırma Mərkəzinin direktoru', 'opening', 'speaker'],
  ['Orxan Sultanlı', 'Ətraf Mühit Tədqiqatları Assosiasiyasının sədri', 'opening', 'speaker'],
  ['Çinarə Göyüşova', '“Sərin Küçə” layihəsinin rəhbəri', 'water', 'moderator'],
  ['Bəxtiyar İsmayıllı', 'hidrologiya üzrə fəlsəfə doktoru', 'water', 'panelist'],
  ['Ülviyyə Ənsərli', 'Göygöl rayon gənclər evinin koordinatoru', 'water', 'panelist'],
  ['Kənan Şıxəlizadə', 'nəqliyyat mühəndisi', 'transport', 'panelist'],
  ['Aytən Dadaşlı', '“Piyada Şəhər” İctimai Birliyinin həmtəsisçisi', 'transport', 'moderator'],
  ['Zöhrə Mirqasımlı', 'xalq çalğı alətləri ansamblının solisti', 'closing', 'performer'],
] as const;

const captions = [
  'Forumun açılış mərasimində iştirakçılar',
  'Nərgiz Talıbzadə açılışda çıxış edir',
  '“Su və şəhər” panelinin iştirakçıları',
  'Gəncənin mərkəzi meydanı forum günlərində',
  'İştirakçılar Şah Abbas meydanının yaxınlığında ağac əkir',
  'Bağlanış gecəsində konsert',
  '',
];

const drawings: Drawing[] = [
  { scene: 'hall', width: 6000, height: 4000, hue: 212 },
  { scene: 'podium', width: 4000, height: 6000, hue: 262 },
  { scene: 'panel', width: 6000, height: 4000, hue: 184 },
  { scene: 'square', width: 5472, height: 3078, hue: 204 },
  { scene: 'trees', width: 4032, height: 3024, hue: 198 },
  { scene: 'concert', width: 6000, height: 4000, hue: 288 },
  { scene: 'trees', width: 3024, height: 4032, hue: 36 },
];

/** A text in Azerbaijani, or none. */
const inAz = (text = ''): Localized => (text === '' ? {} : { az: text });

type Named = { text: string; marks: MarkSpan[] };

/** Marks every name that stands in the text; offsets are Unicode scalars. */
function named(text: string, ids: Map<string, string>): Named {
  const marks: MarkSpan[] = [];
  for (const [name, id] of ids) {
    const at = text.indexOf(name);
    if (at < 0) continue;
    const start = Array.from(text.slice(0, at)).length;
    marks.push({ start, end: start + Array.from(name).length, mark: { type: 'person', id } });
  }
  return { text, marks: marks.sort((a, b) => a.start - b.start) };
}

/** Makes the library; with `extra` and `shots`, so many more reports and photos for long lists. */
export function demoLibrary(extra: number, now: Date, shots = 0): Demo {
  const id = counter('');
  const hoursAgo = (hours: number): string =>
    new Date(now.getTime() - hours * 3_600_000).toISOString();

  const sessionOrder = orders();
  const session = (
    kind: Forum['sessions'][number]['kind'],
    az: string,
    en: string,
    start: string | null,
  ) => ({
    ...blank.sessions,
    id: id(),
    kind,
    titles: { az, en },
    order: sessionOrder(),
    planned_start: start,
  });
  const sessions = {
    opening: session('opening', 'Açılış mərasimi', 'Opening ceremony', '2025-11-14T06:00:00Z'),
    water: session(
      'panel',
      'Su və şəhər: hər damlanın ünvanı',
      'Water and the city',
      '2025-11-14T08:00:00Z',
    ),
    transport: session(
      'panel',
      'Piyada üçün küçə',
      'A street for those who walk',
      '2025-11-14T11:00:00Z',
    ),
    visit: session(
      'visit',
      'Ağacəkmə və şəhər gəzintisi',
      'Tree planting and a walk',
      '2025-11-15T06:30:00Z',
    ),
    closing: session('closing', 'Bağlanış gecəsi', 'Closing evening', '2025-11-15T14:00:00Z'),
  };

  const ids = new Map<string, string>();
  const forum: Forum = {
    ...blank.forum,
    id: id(),
    names: { az: 'Yaşıl Şəhərlər Forumu', en: 'Green Cities Forum' },
    edition: 2,
    motto: { az: 'Kölgəsi olan küçə' },
    starts_on: '2025-11-14',
    ends_on: '2025-11-15',
    time_zone: 'Asia/Baku',
    place: { az: 'Gəncə', en: 'Ganja' },
    venue: { az: 'Gəncə Dövlət Filarmoniyası' },
    attendance: '240 nəfərə yaxın',
    sessions: Object.values(sessions),
    people: [],
    organisations: [],
    places: [],
    appearances: [],
    notes: [],
    quotes: [],
    photos: [],
    cameras,
    materials: [],
    conflicts: [],
  };
  const appearanceOrder = orders();
  for (const [name, role, where, part] of people) {
    const person = id();
    ids.set(name, person);
    const [given = '', family = ''] = name.split(' ');
    forum.people.push({
      ...blank.people,
      id: person,
      full: { az: name },
      short: { az: `${given.slice(0, 1)}.${family}` },
    });
    forum.appearances.push({
      ...blank.appearances,
      id: id(),
      person,
      session: sessions[where].id,
      part,
      roles: { az: role },
      order: appearanceOrder(),
    });
  }

  const photos: Demo['photos'] = drawings.map((drawing, n) => ({
    drawing,
    facts: {
      hash: photoHash(n + 1),
      bytes: 8_400_000 + n * 310_000,
      format: 'jpeg',
      width: drawing.width,
      height: drawing.height,
      orientation: drawing.height > drawing.width ? 6 : 1,
      taken_at: `2025-11-14T1${n}:24:0${n}`,
      camera: n === 4 ? 'Demo Phone 8' : 'Demo Camera II',
      damage: n === 6 ? 'photo.damaged' : null,
      ...plainFacts,
      body: cameras[n === 4 ? 2 : 0]?.id ?? null,
    },
  }));
  forum.photos = photos.map(({ facts }, n) => ({
    ...blank.photos,
    id: facts.hash,
    taken_at: facts.taken_at,
    captions: inAz(captions[n]),
    alts: n < 4 ? inAz(captions[n]) : {},
    credit: n === 6 ? null : 'Foto: Rəşad Qaraxanlı',
    file_name: `DSC0${4210 + n}.JPG`,
    camera: facts.body,
    added_at: hoursAgo(3),
  }));
  addShoot(forum, photos, shots, hoursAgo(3));

  const block = (kind: BlockKind, text: string): Block => ({
    id: id(),
    kind,
    text: named(text, ids),
  });
  const p: BlockKind = { type: 'paragraph' };
  const placementOrder = orders();
  const full: Report = {
    ...blank.report,
    id: id(),
    forum: forum.id,
    profile: 'mia.az',
    language: 'az',
    headlines: {
      main: 'Gəncədə küçələrə kölgə qayıdır: Yaşıl Şəhərlər Forumunda nələr deyildi? (FOTOLAR)',
    },
    dateline_place: 'Gəncə',
    dateline_at: '2025-11-15T15:20:00Z',
    byline: ['Səidə Məcidli'],
    source_credit: 'mia.az',
    created_at: hoursAgo(9),
    body: [
      block(
        { type: 'lead' },
        'Noyabrın 14-15-də Gəncədə sayca 2-ci Yaşıl Şəhərlər Forumu keçirilib. 240 nəfərə yaxın iştirakçı iki gün ərzində şəhərdə suyun, ağacın və piyadanın yerini müzakirə edib.',
      ),
      block(
        p,
        'Açılış mərasimində çıxış edən Gəncə Şəhər Yaşıllaşdırma Mərkəzinin direktoru Nərgiz Talıbzadə bildirib ki, son üç ildə şəhərdə 18 küçənin hər iki tərəfində ağac əkilib.',
      ),
      block(
        { type: 'quotation' },
        '“Ağac bəzək deyil, şəhərin istidən qoruyan damıdır. Biz onu küçənin layihəsinə ilk gündən salmalıyıq”, – deyə o vurğulayıb.',
      ),
      block(
        p,
        'Ətraf Mühit Tədqiqatları Assosiasiyasının sədri Orxan Sultanlı isə ölçmələrin nəticələrini təqdim edib: kölgəli küçədə yay günortası asfalt 14 dərəcə sərin olur.',
      ),
      block({ type: 'panel', session: sessions.water.id }, 'Su və şəhər: hər damlanın ünvanı'),
      block(
        p,
        '“Sərin Küçə” layihəsinin rəhbəri Çinarə Göyüşovanın moderatorluğu ilə keçən paneldə hidrologiya üzrə fəlsəfə doktoru Bəxtiyar İsmayıllı yağış suyunun bağlara yönəldilməsinin sadə yollarını göstərib.',
      ),
      block({ type: 'list_item', ordered: false, level: 0 }, 'həyətlərdə yağış suyu çənləri;'),
      block({ type: 'list_item', ordered: false, level: 0 }, 'su keçirən səki örtüyü;'),
      block({ type: 'list_item', ordered: false, level: 0 }, 'köhnə kəhrizlərin təmizlənməsi.'),
      block({ type: 'panel', session: sessions.transport.id }, 'Piyada üçün küçə'),
      block(
        p,
        'Nəqliyyat mühəndisi Kənan Şıxəlizadə bildirib ki, piyada keçidləri arasındakı məsafə yarıya endirilən məhəllələrdə qəzaların sayı üçdəbir azalıb.',
      ),
      block({ type: 'heading', level: 2 }, 'İkinci gün: ağac və musiqi'),
      block(
        p,
        'Noyabrın 15-də iştirakçılar meydanın yaxınlığında 60 çinar və cökə əkiblər. Forum Zöhrə Mirqasımlının çıxışı ilə başa çatıb.',
      ),
      block({ type: 'note' }, 'Ağacların sayını təşkilatçıdan dəqiqləşdirmək.'),
    ],
    placements: photos.slice(0, drawings.length).map(({ facts }, n) => ({
      ...blank.placements,
      id: id(),
      photo: facts.hash,
      order: placementOrder(),
      cover: n === 0,
    })),
    waivers: [],
    publications: [],
    conflicts: [],
  };

  const text = (
    language: string,
    headline: string,
    state: Report['state'],
    body: string[],
  ): Report => ({
    ...full,
    id: id(),
    language,
    profile: language === 'az' ? 'mia.az' : 'plain',
    kind: 'short',
    state,
    headlines: { main: headline },
    dateline_at: hoursAgo(20),
    body: body.map((words, i) => block(i === 0 ? { type: 'lead' } : p, words)),
    placements: [],
  });
  const event: Forum = {
    ...forum,
    id: id(),
    kind: 'event',
    names: { az: 'Kitab yarmarkası' },
    edition: null,
    motto: {},
    starts_on: '2025-11-08',
    ends_on: null,
    place: { az: 'Şəki' },
    venue: {},
    attendance: null,
    sessions: [],
    people: [],
    appearances: [],
    photos: [],
  };
  const noon = text('az', 'Yaşıl Şəhərlər Forumu Gəncədə işə başladı', 'ready', [
    'Noyabrın 14-də Gəncə Dövlət Filarmoniyasında sayca 2-ci Yaşıl Şəhərlər Forumu açılıb.',
    'Forumun ilk günündə iki panel müzakirəsi keçiriləcək.',
  ]);
  const english = text('en', 'Shade returns to the streets of Ganja', 'draft', [
    'The second Green Cities Forum met in Ganja on 14 and 15 November. Some 240 people spoke of water, trees and room for those who walk.',
  ]);
  const fair: Report = {
    ...text('az', 'Şəkidə kitab yarmarkasına 40 nəşriyyat qatıldı', 'draft', [
      'Şəkidə keçirilən kitab yarmarkasında 40 nəşriyyat iştirak edib.',
      'Uşaq kitabları bölməsi ən çox ziyarətçi toplayıb.',
    ]),
    forum: event.id,
  };
  const broken = text('az', 'Forumdan qabaq: Gəncə qonaqlarını gözləyir', 'draft', [
    'Noyabrın 14-də Gəncədə Yaşıl Şəhərlər Forumu başlayır. Proqramda iki panel və bir konsert var.',
  ]);

  const reports: Demo['reports'] = [
    { report: full, savedAt: hoursAgo(0.2), damaged: false },
    { report: english, savedAt: hoursAgo(2), damaged: false },
    { report: noon, savedAt: hoursAgo(26), damaged: false },
    { report: fair, savedAt: hoursAgo(170), damaged: false },
    { report: broken, savedAt: hoursAgo(190), damaged: true },
  ];
  const topics = [
    'məktəb',
    'muzey',
    'bağ',
    'kəhriz',
    'körpü',
    'kitabxana',
    'teatr',
    'meydan',
    'çay',
  ];
  const towns = ['Gəncədə', 'Şəkidə', 'Şuşada', 'Bakıda', 'Qubada', 'Lənkəranda', 'Ağdamda'];
  for (let n = 0; n < extra; n += 1) {
    const headline = `${towns[n % towns.length] ?? ''} ${topics[n % topics.length] ?? ''} layihəsi: ${n + 1}-ci xəbər`;
    const report = text('az', headline, n % 5 === 0 ? 'ready' : 'draft', [
      `${headline}. Ətraflı məlumat hazırlanır.`,
    ]);
    reports.push({ report, savedAt: hoursAgo(200 + n * 3), damaged: false });
  }
  return { forums: [forum, event], reports, photos };
}
