// A report as the fake portal prints it: the fields of its form, the body's HTML, the photos with
// their numbers and names. The core's crates/publish decides; this has what the pages need to show.
import type { Block, Forum, PhotoHash, ProfileSummary, RichText, Report } from '../bindings';
import type { PrintedBlock } from './difference';

export type PrintedField = { plain: string; html: string | null; rich: string | null };

export type PrintedPhoto = {
  number: number;
  mark: string;
  file: string;
  photo: PhotoHash;
  caption: string;
  alt: string;
  credit: string;
  cover: boolean;
};

export type Article = {
  /** By key, in the order of the portal's form. */
  fields: Map<string, PrintedField>;
  /** Without the lead's, which has a field of its own. */
  blocks: PrintedBlock[];
  photos: PrintedPhoto[];
};

/** What is known of earlier publications. */
export type Before = {
  /** Numbers of published photos. */
  numbers: Record<PhotoHash, number>;
  slug: string | null;
  /** Readers are told that it was updated. */
  updated: boolean;
  /** Addresses of uploaded photos, by number. */
  addresses: ReadonlyMap<number, string>;
};

export const nothingBefore: Before = {
  numbers: {},
  slug: null,
  updated: false,
  addresses: new Map(),
};

const forms: Record<string, string[]> = {
  'mia.az':
    'headline lead body section keywords date publish_at slug social_headline seo_headline'.split(
      ' ',
    ),
  plain:
    'kicker headline date lead body disclosure byline section keywords slug social_headline seo_headline publish_at embargo'.split(
      ' ',
    ),
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

/** Returns the words with the marks that a portal takes: strong, em, links. */
export function inlineHtml({ text, marks }: RichText): string {
  const scalars = [...text];
  const seen = marks.filter(({ mark }) => ['strong', 'em', 'link'].includes(mark.type));
  const edges = new Set([0, scalars.length, ...seen.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted
    .slice(0, -1)
    .map((from, i) => {
      const words = escaped(scalars.slice(from, sorted[i + 1]).join('')).replaceAll('\n', '<br>');
      return seen
        .filter(({ start, end }) => start <= from && from < end)
        .reduce((inner, { mark }) => {
          if (mark.type === 'link') return `<a href="${escaped(mark.href)}">${inner}</a>`;
          return `<${mark.type}>${inner}</${mark.type}>`;
        }, words);
    })
    .join('');
}

function printedBlock({ id, kind, text }: Block): PrintedBlock {
  const inner = inlineHtml(text);
  const html = (): string => {
    switch (kind.type) {
      case 'heading':
        return `<h${kind.level}>${inner}</h${kind.level}>`;
      case 'panel':
        return `<p><strong>${inner}</strong></p>`;
      case 'quotation':
        return `<blockquote><p>${inner}</p></blockquote>`;
      case 'list_item':
        return kind.ordered ? `<ol><li>${inner}</li></ol>` : `<ul><li>${inner}</li></ul>`;
      default:
        return `<p>${inner}</p>`;
    }
  };
  return { id, text: kind.type === 'list_item' ? `– ${text.text}` : text.text, html: html() };
}

/** A moment as the portal writes it in its own time: 22-10-2025 [09:50]. */
export function portalTime(at: string | null, zone: string): string {
  if (at === null) return '';
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).formatToParts(new Date(at));
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? '';
  return `${part('day')}-${part('month')}-${part('year')} [${part('hour')}:${part('minute')}]`;
}

const LETTERS: Record<string, string> = { ə: 'e', ı: 'i', ö: 'o', ü: 'u', ş: 's', ç: 'c', ğ: 'g' };

function slugOf(headline: string): string {
  const words = headline
    .toLocaleLowerCase('az')
    .replace(/[əıöüşçğ]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return words.slice(0, 49).replace(/-[^-]*$/, '');
}

/** Returns the headline without the portal's markers. */
export const bareHeadline = (headline: string): string =>
  headline.replace(/\s*\((?:FOTOLAR|YENİLƏNİB)\)/g, '');

/** Prints a report for its portal. */
export function printed(
  report: Report,
  forum: Forum,
  profile: ProfileSummary,
  before: Before = nothingBefore,
): Article {
  const language = report.language ?? profile.language;
  const title = bareHeadline(report.headlines.main ?? '');
  const photos = printedPhotos(report, forum, before, language, before.slug ?? slugOf(title));
  const marker = photos.length > 0 && profile.gallery_marker ? ` ${profile.gallery_marker}` : '';
  const shown = report.body.filter(({ kind }) => kind.type !== 'note' && kind.type !== 'photo');
  const lead = shown.find(({ kind }) => kind.type === 'lead');
  const withdrawn = report.withdrawal !== null;
  const blocks = withdrawn
    ? []
    : shown.filter((block) => block !== lead && block.text.text !== '').map(printedBlock);
  const byline = [report.byline.join(', '), report.source_credit ?? ''].filter(Boolean);
  const end = [
    ...(withdrawn ? [`Geri götürülüb: ${report.withdrawal ?? ''}`] : []),
    ...(report.correction === null ? [] : [`Düzəliş: ${report.correction}`]),
    ...byline,
  ];
  const picture = ({ number, mark, alt }: PrintedPhoto): string => {
    const address = before.addresses.get(number);
    return address === undefined
      ? `<p>${mark}</p>`
      : `<figure><img src="${escaped(address)}" alt="${escaped(alt)}"></figure>`;
  };
  const body: PrintedField = {
    plain: [...blocks.map(({ text }) => text), ...photos.map(({ mark }) => mark), ...end].join(
      '\n\n',
    ),
    html: [
      ...blocks.map(({ html }) => html),
      ...photos.map(picture),
      ...end.map((line) => `<p>${escaped(line)}</p>`),
    ].join('\n'),
    rich: null,
  };
  body.rich = body.html;
  const line = (plain: string | null): PrintedField => ({
    plain: plain ?? '',
    html: null,
    rich: null,
  });
  const all: Record<string, PrintedField> = {
    headline: line(title && `${title}${marker}${before.updated ? ' (YENİLƏNİB)' : ''}`),
    kicker: line(report.kicker),
    lead: {
      plain: withdrawn ? '' : (lead?.text.text ?? ''),
      html: lead && !withdrawn ? `<p>${inlineHtml(lead.text)}</p>` : null,
      rich: null,
    },
    body,
    section: line(
      profile.sections.find(({ id }) => id === report.section)?.title ?? report.section,
    ),
    keywords: line(report.keywords.join(', ')),
    date: line(portalTime(report.dateline_at, profile.time_zone)),
    publish_at: line(portalTime(report.publish_at, profile.time_zone)),
    embargo: line(portalTime(report.embargo_until, profile.time_zone)),
    byline: line(byline.join('\n')),
    disclosure: line(report.disclosure),
    slug: line(before.slug ?? report.slug ?? slugOf(title)),
    social_headline: line(report.headlines.social ?? null),
    seo_headline: line(report.headlines.seo ?? null),
  };
  const fields = (forms[profile.name] ?? []).map((key) => [key, all[key] ?? line('')] as const);
  return { fields: new Map(fields), blocks, photos };
}

function printedPhotos(
  report: Report,
  forum: Forum,
  before: Before,
  language: string,
  slug: string,
): PrintedPhoto[] {
  let last = Math.max(0, ...Object.values(before.numbers));
  return report.placements.flatMap((placement) => {
    const hash = placement.photo;
    const photo = forum.photos.find(({ id }) => id === hash);
    if (hash === null || report.withdrawal !== null) return [];
    const number = before.numbers[hash] ?? (last += 1);
    const two = String(number).padStart(2, '0');
    return {
      number,
      mark: `[FOTO ${two}]`,
      file: `${report.dateline_at?.slice(0, 10) ?? 'foto'}-${slug}-${two}.jpg`,
      photo: hash,
      caption: placement.caption ?? photo?.captions[language] ?? '',
      alt: placement.alt ?? photo?.alts[language] ?? '',
      credit: photo?.credit ?? '',
      cover: placement.cover,
    };
  });
}

/** Returns the page as the portal would show it, as `index.html` of a package has it. */
export function page(
  article: Article,
  report: Report,
  profile: ProfileSummary,
  picture: (photo: PhotoHash) => string,
): string {
  const text = (key: string): string => escaped(article.fields.get(key)?.plain ?? '');
  const lead = report.body.find(({ kind }) => kind.type === 'lead');
  const cover = article.photos.find((photo) => photo.cover) ?? article.photos[0];
  const figure = ({ photo, alt, caption }: PrintedPhoto): string =>
    `<figure><img src="${picture(photo)}" alt="${escaped(alt)}"><figcaption>${escaped(caption)}</figcaption></figure>`;
  const blocks = article.blocks.map(({ id, html }) =>
    html.replace(/^<(\w+)/, `<$1 data-block="${id}"`),
  );
  const notice = (kind: string, label: string, words: string | null): string =>
    words === null ? '' : `<p class="${kind}"><strong>${label}</strong> ${escaped(words)}</p>`;
  return `<!doctype html>
<html lang="${report.language ?? profile.language}">
<head><meta charset="utf-8"><title>${text('headline')} – ${escaped(profile.title)}</title>
<style>${STYLE}</style></head>
<body><header class="masthead">${escaped(profile.title)}</header>
<main><article>
<header><h1>${text('headline')}</h1><p class="dateline">${text('date')}</p></header>
${cover ? figure(cover) : ''}
<div class="body">
${lead && report.withdrawal === null ? `<p class="lead" data-block="${lead.id}">${inlineHtml(lead.text)}</p>` : ''}
${blocks.join('\n')}
${notice('withdrawal', 'Geri götürülüb:', report.withdrawal)}
${notice('correction', 'Düzəliş:', report.correction)}
</div>
<footer class="byline">${report.byline.map((name) => `<p>${escaped(name)}</p>`).join('')}</footer>
<section class="gallery">${article.photos.map(figure).join('\n')}</section>
</article></main></body>
</html>
`;
}

const STYLE = `:root { color-scheme: light dark; --ink: light-dark(#1d1c1a, #e9e5df); --line: light-dark(#e2ddd4, #34312d); }
* { box-sizing: border-box; } body { margin: 0; background: light-dark(#fdfcfa, #171615); color: var(--ink); font: 1.0625rem/1.65 Georgia, serif; }
.masthead { padding: .9rem 1.25rem; border-bottom: 1px solid var(--line); font: 750 1.2rem sans-serif; color: light-dark(#94211f, #ef8f86); }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; } h1 { font-size: 1.8rem; line-height: 1.2; }
.dateline, figcaption { font: .875rem/1.45 sans-serif; opacity: .8; } img { max-width: 100%; height: auto; display: block; } figure { margin: 1rem 0; }
.lead { font-size: 1.2rem; font-weight: 600; } blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid currentColor; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 1rem; } .byline { font: .9375rem sans-serif; }`;
