// Going out and coming back, in memory: preview, hand-over, publications, returned texts, materials.
import type {
  Handover,
  HandoverField,
  HandoverPhoto,
  PhotoChange,
  PhotoChangeKind,
  Publication,
  PublicationKind,
  PublishedState,
  Receipt,
  Report,
  Returned,
  Update,
} from '../bindings';
import type { DeliveryHost } from '../host-delivery';
import { ulid } from '../ulid';
import {
  type Article,
  type Before,
  nothingBefore,
  page,
  printed,
  type PrintedPhoto,
} from './article';
import type { FakeCore } from './core';
import { blockChanges, fieldChanges } from './difference';
import { readText } from './intake';
import { failure } from './library';
import { comparedTexts, editedElsewhere, withReturned } from './returned';

type Listed = Publication & { id: string };
type Tick = { at: string; words: string };

/** What the fake library keeps of a report beside its document. */
type Kept = {
  ticks: Map<string, Tick>;
  addresses: Map<number, string>;
  receipts: Receipt[];
};

export function deliveryHost(core: FakeCore, pictureUrl: (photo: string) => string): DeliveryHost {
  const { library } = core;
  const kept = new Map<string, Kept>();
  const keptOf = (report: string): Kept => {
    const known = kept.get(report) ?? { ticks: new Map(), addresses: new Map(), receipts: [] };
    kept.set(report, known);
    return known;
  };

  const publicationsOf = (report: Report): Listed[] =>
    [...report.publications].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));

  const beforeOf = (report: Report, round: PublicationKind): Before => {
    const all = publicationsOf(report);
    const first = all[0];
    if (!first) return { ...nothingBefore, addresses: keptOf(report.id).addresses };
    const numbers: Record<string, number> = {};
    for (const { photos } of all) {
      for (const [photo, number] of Object.entries(photos)) numbers[photo] ??= number;
    }
    return {
      numbers,
      slug: frozen(report, first, nothingBefore).fields.get('slug')?.plain ?? null,
      updated: round === 'update' || round === 'correction',
      addresses: keptOf(report.id).addresses,
    };
  };

  /** The article of a publication, out of the states that it names. */
  const frozen = (now: Report, { heads, forum_heads }: Listed, before: Before): Article => {
    const report = library.report(now.id).past.get(heads[0] ?? '') ?? now;
    const document = library.forum(report.forum ?? '');
    const forum = document.past.get(forum_heads[0] ?? '') ?? document.value;
    return printed(report, forum, core.opened(now.id).profile, before);
  };

  const latest = (
    id: string,
  ): { now: Report; last: Listed; then: Article; article: Article } | null => {
    const { report: now, forum, profile } = core.opened(id);
    const last = publicationsOf(now).at(-1);
    if (!last) return null;
    const before = beforeOf(now, last.kind);
    const then = frozen(now, last, before);
    return { now, last, then, article: printed(now, forum, profile, before) };
  };

  const published = (id: string): PublishedState | null => {
    const found = latest(id);
    if (!found) return null;
    const { now, last, then, article } = found;
    const { fields, blocks, photos, reordered } = differences(then, article);
    return {
      publication: last.id,
      kind: last.kind,
      url: last.url,
      at: last.at ?? '',
      first_at: publicationsOf(now)[0]?.at ?? '',
      changed:
        reordered ||
        fields.length > 0 ||
        photos.length > 0 ||
        blocks.some(({ kind }) => kind !== 'same'),
      withdrawn: last.kind === 'withdrawal',
    };
  };

  const roundOf = (id: string, report: Report): PublicationKind => {
    const found = latest(id);
    if (!found) return 'first';
    const then = library.report(id).past.get(found.last.heads[0] ?? '');
    if (report.withdrawal !== null && report.withdrawal !== then?.withdrawal) return 'withdrawal';
    if (report.correction !== null && report.correction !== then?.correction) return 'correction';
    return 'update';
  };

  const handover = (id: string): Handover => {
    const { report, forum, profile, heads } = core.opened(id);
    const { ticks, addresses } = keptOf(id);
    const round = roundOf(id, report);
    const article = printed(report, forum, profile, beforeOf(report, round));
    const found = latest(id);
    const changes = found ? differences(found.then, article) : null;
    const fields = [...article.fields].map(([key, field]): HandoverField => {
      const tick = ticks.get(key);
      const words = field.html ?? field.plain;
      const then = found?.then.fields.get(key);
      const changed = then !== undefined && (then.html ?? then.plain) !== words;
      return {
        key,
        ...field,
        done_at: tick?.at ?? null,
        stale: tick !== undefined && tick.words !== words,
        changed,
        before: changed ? then.plain : null,
      };
    });
    const photos = article.photos.map((photo): HandoverPhoto => {
      const tick = ticks.get(`photo:${photo.number}`);
      return {
        ...photo,
        address: addresses.get(photo.number) ?? null,
        done_at: tick?.at ?? null,
        stale: tick !== undefined && tick.words !== wordsOf(photo),
        change: changes?.photos.find(({ number }) => number === photo.number)?.kind ?? null,
      };
    });
    const folder = library.exported.get(id);
    const current = folder?.heads.join() === heads.join();
    return {
      round,
      fields,
      photos,
      folder: current ? folder.path : null,
      published: published(id),
    };
  };

  const photoOf = (id: string, number: number): PrintedPhoto => {
    const { report, forum, profile } = core.opened(id);
    const { photos } = printed(report, forum, profile, beforeOf(report, roundOf(id, report)));
    const photo = photos.find((entry) => entry.number === number);
    if (photo) return photo;
    throw failure('desk.not_found', { what: 'photo', id: String(number) }, `no photo ${number}`);
  };

  const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
  /** A file's name tells whose it is, where the real core looks into the file. */
  const belongs = (path: string): string | null =>
    [...library.reports.keys()].find((id) => path.includes(id)) ?? null;

  const compareReturned = (id: string, path: string | null, text: string | null): Returned => {
    const { value: now, heads, past, savedAt } = library.report(id);
    const last = publicationsOf(now).at(-1);
    const sent = library.exported.get(id);
    const base = last
      ? { heads: last.heads, at: last.at ?? '', what: 'published' as const }
      : sent
        ? { heads: sent.heads, at: sent.at, what: 'exported' as const }
        : { heads, at: savedAt, what: 'now' as const };
    const then = past.get(base.heads[0] ?? '') ?? now;
    const read = text === null ? null : readText('', text);
    if (read?.blocks.length === 0) throw failure('intake.empty', { name: '' }, 'there is no text');
    const { headline, lines } = read
      ? { headline: read.headline, lines: read.blocks.map((block) => block.text.text) }
      : editedElsewhere(then);
    const owner = path === null ? null : belongs(path);
    return {
      name: path === null ? '' : fileName(path),
      belongs: owner,
      other:
        owner === null || owner === id ? null : (library.report(owner).value.headlines.main ?? ''),
      base,
      ...comparedTexts(then, now, headline, lines),
    };
  };

  return {
    preview: (id) =>
      core.command('preview', false, () => {
        const { report, forum, profile, heads } = core.opened(id);
        const before = beforeOf(report, roundOf(id, report));
        const html = page(printed(report, forum, profile, before), report, profile, pictureUrl);
        return { html, version: heads.join() + library.forum(forum.id).heads.join() };
      }),

    addMaterial: (forum, path, kind, source) =>
      core.command('addMaterial', true, () => {
        const text =
          'Forumun təşkilat komitəsi bildirir ki, iki gün ərzində 240 iştirakçı qeydiyyatdan keçib.\nTədbirin sonunda tövsiyələr paketi qəbul olunub.';
        const added_at = new Date().toISOString();
        const fields = { kind, title: fileName(path), source, text, added_at };
        const edit = { op: 'put' as const, collection: 'materials' as const, id: null, fields };
        return core.editedForum(library.editForum(forum, [edit]));
      }),

    isReturned: (path) =>
      core.command('isReturned', false, () => {
        const report = belongs(path);
        if (report === null) return null;
        return { report, headline: library.report(report).value.headlines.main ?? '' };
      }),
    compareReturned: (id, path, text) =>
      core.command('compareReturned', false, () => compareReturned(id, path, text)),
    acceptReturned: (id, _base, changes) =>
      core.command('acceptReturned', true, () => {
        const { report, made } = withReturned(library.report(id).value, changes, ulid);
        return core.editedReport(library.replaceReport(id, report, made));
      }),

    handover: (id) => core.command('handover', false, () => handover(id)),
    tickHandover: (id, key, done) =>
      core.command('tickHandover', true, () => {
        const { ticks } = keptOf(id);
        if (!done) ticks.delete(key);
        else {
          const number = /^photo:(\d+)$/.exec(key)?.[1];
          const field = handover(id).fields.find((entry) => entry.key === key);
          const words =
            number === undefined
              ? (field?.html ?? field?.plain ?? '')
              : wordsOf(photoOf(id, Number(number)));
          ticks.set(key, { at: new Date().toISOString(), words });
        }
        return handover(id);
      }),
    setPhotoAddress: (id, number, address) =>
      core.command('setPhotoAddress', true, () => {
        const { addresses } = keptOf(id);
        if (address === null) addresses.delete(photoOf(id, number).number);
        else addresses.set(photoOf(id, number).number, address);
        return handover(id);
      }),
    copyText: (plain, html) =>
      core.command('copyText', false, async () => {
        const blob = (type: string, text: string): Blob => new Blob([text], { type });
        // A browser gives its clipboard only to a page that it trusts and that has the focus.
        if (html === null || typeof ClipboardItem === 'undefined') {
          await navigator.clipboard.writeText(plain);
        } else {
          const types = {
            'text/plain': blob('text/plain', plain),
            'text/html': blob('text/html', html),
          };
          await navigator.clipboard.write([new ClipboardItem(types)]);
        }
      }),
    showFolder: () => core.command('showFolder', false, () => undefined),
    openAddress: () => core.command('openAddress', false, () => undefined),

    publish: (id, publication) =>
      core.command('publish', true, () => {
        const { heads, value } = library.report(id);
        const before = beforeOf(value, publication.kind);
        const { forum, profile } = core.opened(id);
        const article = printed(value, forum, profile, before);
        const fields = {
          ...publication,
          target: publication.target ?? profile.name,
          heads,
          forum_heads: library.forum(value.forum ?? '').heads,
          hashes: {},
          photos: Object.fromEntries(article.photos.map(({ photo, number }) => [photo, number])),
        };
        const edit = { op: 'put' as const, collection: 'publications' as const, id: null, fields };
        const changed = library.editReport(id, [edit]);
        keptOf(id).receipts.unshift({
          publication: changed.made[0] ?? '',
          kind: publication.kind,
          url: publication.url,
          at: publication.at,
          written_at: changed.savedAt,
          target: fields.target,
          words: article.blocks.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0),
          photos: article.photos.length,
          hash: (heads[0] ?? '').split('').reverse().join(''),
          undone: false,
        });
        return core.editedReport(changed);
      }),
    published: (id) => core.command('published', false, () => published(id)),
    whatChanged: (id, since) =>
      core.command('whatChanged', false, (): Update => {
        const { report, forum, profile } = core.opened(id);
        const all = publicationsOf(report);
        const from = since === null ? all.at(-1) : all.find((entry) => entry.id === since);
        const state = published(id);
        if (!from || !state) {
          throw failure('desk.not_published', {}, 'the report has not been published');
        }
        const before = beforeOf(report, from.kind);
        const changes = differences(
          frozen(report, from, before),
          printed(report, forum, profile, before),
        );
        return { since: state, ...changes, changed: state.changed };
      }),
    receipts: (id) =>
      core.command('receipts', false, () => {
        const { publications } = library.report(id).value;
        const written = new Set(publications.map((entry) => entry.id));
        return keptOf(id).receipts.map((receipt) => ({
          ...receipt,
          undone: !written.has(receipt.publication),
        }));
      }),

    chooseMaterial: () =>
      core.command('chooseMaterial', false, (): string | null => '/demo/metbuat-relizi.docx'),
    chooseReturned: () =>
      core.command('chooseReturned', false, (): string | null => '/demo/redaksiyadan-qayidan.docx'),
  };
}

const wordsOf = ({ caption, alt, credit, photo }: PrintedPhoto): string =>
  JSON.stringify([caption, alt, credit, photo]);

/** What differs between two printings of one report; the body stands in its blocks. */
function differences(
  then: Article,
  now: Article,
): Pick<Update, 'fields' | 'blocks' | 'photos' | 'reordered'> {
  const texts = ({ fields }: Article): Map<string, string> =>
    new Map([...fields].filter(([key]) => key !== 'body').map(([key, { plain }]) => [key, plain]));
  const changed = (photo: PrintedPhoto): PhotoChangeKind | null => {
    const old = then.photos.find(({ number }) => number === photo.number);
    if (!old) return 'new';
    return wordsOf(old) === wordsOf(photo) ? null : 'words';
  };
  const photos = now.photos.flatMap((photo): PhotoChange[] => {
    const kind = changed(photo);
    const { number, file, caption } = photo;
    return kind === null ? [] : [{ kind, number, file, photo: photo.photo, caption }];
  });
  const gone = then.photos
    .filter(({ number }) => !now.photos.some((photo) => photo.number === number))
    .map(({ number, file, photo, caption }): PhotoChange => {
      return { kind: 'removed', number, file, photo, caption };
    });
  const fields = fieldChanges(texts(then), texts(now));
  const shared = ({ photos: some }: Article, other: Article): string =>
    some
      .map(({ number }) => number)
      .filter((one) => other.photos.some(({ number }) => number === one))
      .join();
  return {
    fields,
    blocks: blockChanges(then.blocks, now.blocks),
    photos: [...photos, ...gone],
    reordered: shared(then, now) !== shared(now, then),
  };
}
