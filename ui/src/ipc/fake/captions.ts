// Codes, variables and templates of captions in the fake host. Endings are put behind the name as they
// were typed: what the language asks for is the core's to know.
import type {
  CaptionCode,
  CaptionTemplate,
  DeskPhoto,
  Forum,
  PhotoDesk,
  Report,
  TemplateMode,
} from '../bindings';

type Desk = Omit<PhotoDesk, 'photos'>;

export const codesOf = ({ people, sessions }: Desk): CaptionCode[] => [
  ...people.map(({ code, name, role }) => ({
    code,
    text: role === null ? name : `${name}, ${role}`,
    inflected: role === null ? `${name}ın` : `${name}ın, ${role}`,
  })),
  ...sessions.map(({ code, title }) => ({ code, text: `“${title}”`, inflected: null })),
];

/** Returns a text with codes replaced, and for a photo its variables. */
export function expanded(desk: Desk, row: DeskPhoto | null, text: string): string {
  const coded = text.replaceAll(
    /=([\p{L}\p{N}]+)[!+]?=(\p{L}*)/gu,
    (whole, code: string, ending: string) => {
      const person = desk.people.find((one) => one.code === code);
      const role = person?.role ?? null;
      if (person) return `${person.name}${ending}${role === null ? '' : `, ${role}`}`;
      const session = desk.sessions.find((one) => one.code === code);
      return session ? `“${session.title}”${ending}` : whole;
    },
  );
  if (row === null) return coded;
  const { photo, at } = row;
  const camera = desk.cameras.find(({ id }) => id === photo.camera);
  const nameOf = (id: string): string => desk.people.find((one) => one.id === id)?.name ?? '';
  const values: Record<string, string> = {
    time: at?.slice(11, 16) ?? '',
    date: at?.slice(0, 10).split('-').reverse().join('.') ?? '',
    session: desk.sessions.find(({ id }) => id === photo.session)?.title ?? '',
    people: photo.people.map(nameOf).join(', '),
    place: desk.places.find(([id]) => id === photo.place)?.[1] ?? '',
    photographer: photo.creator ?? camera?.photographer ?? '',
    city: '',
    forum: desk.name,
  };
  return coded.replaceAll(/\{(\p{L}+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

/** Returns the fields that a template writes to a photo. */
export function templated(
  desk: Desk,
  row: DeskPhoto,
  template: CaptionTemplate,
  mode: TemplateMode,
): Record<string, unknown> {
  const { photo } = row;
  const { language } = desk;
  const fields: Record<string, unknown> = {};
  const joined = (old: string, text: string | null): string | null => {
    if (text === null || (mode === 'missing' && old !== '')) return null;
    const made = expanded(desk, row, text);
    if (old === '' || mode === 'replace') return made;
    return mode === 'before' ? `${made} ${old}` : `${old} ${made}`;
  };
  for (const [field, text] of [
    ['captions', template.caption],
    ['alts', template.alt],
  ] as const) {
    const made = joined(photo[field][language] ?? '', text);
    if (made !== null) fields[field] = { [language]: made };
  }
  for (const field of ['headline', 'credit', 'creator', 'copyright', 'usage_terms'] as const) {
    const made = joined(photo[field] ?? '', template[field]);
    if (made !== null) fields[field] = made;
  }
  if (template.keywords.length > 0 && (mode !== 'missing' || photo.keywords.length === 0)) {
    const made = template.keywords.map((word) => expanded(desk, row, word));
    fields.keywords = mode === 'replace' ? made : [...new Set([...photo.keywords, ...made])];
  }
  return fields;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Returns a sheet of a report's gallery, plainer than the core's. */
export function sheetOf(
  report: Report,
  forum: Forum,
  kind: 'contact' | 'captions',
  url: (photo: string) => string,
): string {
  const columns = kind === 'contact' ? 4 : 1;
  const figures = report.placements.map(({ photo }, n) => {
    const entry = forum.photos.find(({ id }) => id === photo);
    const words = kind === 'contact' ? entry?.file_name : Object.values(entry?.captions ?? {})[0];
    return (
      `<figure><img src="${escaped(url(photo ?? ''))}" alt="">` +
      `<figcaption>${n + 1}. ${escaped(words ?? '')}</figcaption></figure>`
    );
  });
  const style =
    `body{font:14px sans-serif;margin:24px}main{display:grid;gap:16px;` +
    `grid-template-columns:repeat(${columns},1fr)}figure{margin:0;break-inside:avoid}` +
    `img{max-width:100%;max-height:${kind === 'contact' ? 160 : 360}px}`;
  const title = escaped(report.headlines.main ?? '');
  return (
    `<!doctype html><meta charset="utf-8"><title>${title}</title><style>${style}</style>` +
    `<h1>${title}</h1><main>${figures.join('')}</main>`
  );
}
