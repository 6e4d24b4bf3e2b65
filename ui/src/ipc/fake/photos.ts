// The photo desk of the fake host: rows, edits, looks and captions over the library in memory.
import type {
  DeskPhoto,
  Forum,
  PhotoDesk,
  PhotoEdit,
  PhotosEdited,
  ProfileSummary,
  ReportEdit,
  Step,
} from '../bindings';
import type { PictureSide } from '../host';
import type { PhotosHost } from '../host-photos';
import { orderBetween } from '../order';
import { ulid } from '../ulid';
import { blank } from '../entities';
import { codesOf, expanded, sheetOf, templated } from './captions';
import type { FakeCore } from './core';
import { rowsOf, sessionsOf } from './groups';
import type { OfIngest } from './ingest';
import { type Changed, failure } from './library';
import { frameOf, looked } from './looks';

/** What the window asks about photos that are there; the way in is `ingest`'s. */
type OfDesk = Omit<PhotosHost, keyof OfIngest>;

/** Whether a row is as it was; the photo's data is the same object where no edit touched it. */
const sameRow = (was: DeskPhoto | undefined, now: DeskPhoto): boolean =>
  was !== undefined &&
  Object.entries(now).every(([key, value]) => {
    const before = was[key as keyof DeskPhoto];
    return (
      before === value || (key === 'flags' && JSON.stringify(before) === JSON.stringify(value))
    );
  });

export function photosHost(
  { library, command, editedReport, readOnly }: FakeCore,
  profiles: ProfileSummary[],
  pictureUrl: (hash: string, side: PictureSide) => string,
): OfDesk {
  const rows = (forum: Forum, report: string | null): DeskPhoto[] => {
    const placements = report === null ? [] : library.report(report).value.placements;
    const placed = placements.filter(({ block }) => block === null).map(({ photo }) => photo);
    return rowsOf(forum, (photo) => library.photos.get(photo)?.facts, new Set(placed));
  };

  const upright = (photo: string) => {
    const facts = library.photos.get(photo)?.facts;
    return { width: facts?.width ?? 3000, height: facts?.height ?? 2000 };
  };

  const renditionOf = (profile: string, rendition: string) => {
    const { renditions } = profiles.find(({ name }) => name === profile) ?? profiles[0] ?? {};
    const found = renditions?.find(({ name }) => name === rendition);
    if (found) return found;
    throw failure('desk.not_found', { what: 'rendition', id: rendition }, 'no such rendition');
  };

  /** The rows that are otherwise than before. */
  const edited = (
    report: string | null,
    before: DeskPhoto[],
    { value, heads, savedAt, step }: Changed<Forum>,
  ): PhotosEdited => {
    const old = new Map(before.map((row) => [row.id, row]));
    const photos = rows(value, report).filter((row) => !sameRow(old.get(row.id), row));
    return { photos, heads, saved_at: savedAt, step };
  };

  const put = (forum: string, report: string | null, edits: PhotoEdit[]): PhotosEdited => {
    const before = rows(library.forum(forum).value, report);
    const changed = library.editForum(
      forum,
      edits.map(({ photo, fields }) => ({ op: 'put', collection: 'photos', id: photo, fields })),
    );
    return edited(report, before, changed);
  };

  const desk = (id: string, report: string | null): PhotoDesk => {
    const { value: forum, heads } = library.forum(id);
    const opened = report === null ? null : library.report(report).value;
    const named = opened?.profile;
    const language = opened?.language ?? 'az';
    const profile = profiles.find(({ name }) => name === named) ?? profiles[0];
    if (!profile) throw new Error('the fake host has profiles');
    return {
      forum: id,
      name: forum.names.az ?? '',
      report,
      language,
      profile,
      photos: rows(forum, report),
      sessions: sessionsOf(forum, language),
      people: forum.people.map((person) => {
        const own = forum.appearances.filter((appearance) => appearance.person === person.id);
        return {
          id: person.id,
          name: person.full.az ?? '',
          role: own[0]?.roles.az ?? null,
          code:
            person.code ??
            (person.full.az ?? '')
              .split(' ')
              .map((part) => part.slice(0, 1))
              .join('')
              .toLowerCase(),
          sessions: own.flatMap(({ session }) => session ?? []),
        };
      }),
      places: forum.places.map(({ id: place, names }) => [place, names.az ?? '']),
      cameras: forum.cameras,
      heads,
      read_only: readOnly,
    };
  };

  return {
    photoDesk: (forum, report) => command('photoDesk', false, () => desk(forum, report)),
    editPhotos: (forum, report, edits) =>
      command('editPhotos', true, () => put(forum, report, edits)),
    revertPhotos: (forum, report, step: Step) =>
      command('revertPhotos', true, () => {
        const before = rows(library.forum(forum).value, report);
        return edited(report, before, library.revertForum(forum, step));
      }),
    turnPhotos: (forum, report, photos, quarters) =>
      command('turnPhotos', true, () => {
        const all = library.forum(forum).value.photos;
        const turned = photos.map((photo) => {
          const rotation = all.find(({ id }) => id === photo)?.rotation ?? 0;
          return { photo, fields: { rotation: (rotation + 90 * quarters + 360) % 360 } };
        });
        return put(forum, report, turned);
      }),
    placePhotos: (report, photos, placed) =>
      command('placePhotos', true, () => {
        const { placements } = library.report(report).value;
        let last = placements.at(-1)?.order ?? null;
        const edits = photos.flatMap((photo): ReportEdit[] => {
          const there = placements.filter((one) => one.photo === photo && one.block === null);
          if (!placed) {
            return there.map(({ id }) => ({ op: 'remove', collection: 'placements', id }));
          }
          if (there.length > 0) return [];
          last = orderBetween(last, null);
          const fields = { ...blank.placements, photo, order: last };
          return [{ op: 'put', collection: 'placements', id: ulid(), fields }];
        });
        return editedReport(library.editReport(report, edits));
      }),
    renditionFrame: (photo, profile, rendition, look, wanted) =>
      command('renditionFrame', false, () =>
        frameOf(upright(photo), renditionOf(profile, rendition), look, wanted),
      ),
    faces: () => command('faces', false, () => [{ x: 0.4, y: 0.3, width: 0.12, height: 0.18 }]),
    lookUrl: (photo, look, side) =>
      looked(pictureUrl(photo, 1600), upright(photo), look, side, null),
    renditionUrl: (photo, look, profile, rendition) => {
      const frame = frameOf(upright(photo), renditionOf(profile, rendition), look, null);
      return looked(pictureUrl(photo, 1600), upright(photo), look, frame.width, frame);
    },
    captionCodes: (forum) => command('captionCodes', false, () => codesOf(desk(forum, null))),
    expandCaption: (forum, photo, _language, text) =>
      command('expandCaption', false, () => {
        const { photos, ...about } = desk(forum, null);
        return expanded(about, photos.find(({ id }) => id === photo) ?? null, text);
      }),
    applyTemplate: (forum, report, photos, template, mode) =>
      command('applyTemplate', true, () => {
        const { photos: all, ...about } = desk(forum, report);
        const edits = all
          .filter(({ id }) => photos.includes(id))
          .map((row) => ({ photo: row.id, fields: templated(about, row, template, mode) }));
        return put(forum, report, edits);
      }),
    sheet: (report, kind) =>
      command('sheet', false, () => {
        const { value } = library.report(report);
        const forum = library.forum(value.forum ?? '').value;
        return sheetOf(value, forum, kind, (photo) => pictureUrl(photo, 400));
      }),
  };
}
