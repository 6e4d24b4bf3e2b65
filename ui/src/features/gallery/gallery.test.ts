import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Notices } from '../../shared/notices.svelte';
import { ReportDocument } from '../../shared/report-document.svelte';
import { Gallery } from './gallery.svelte';
import GalleryStrip from './GalleryStrip.svelte';
import PhotoFields from './PhotoFields.svelte';

let host: FakeHost;
let document: ReportDocument;
let notices: Notices;
let gallery: Gallery;

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0, stepTime: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(all);
  document = new ReportDocument(host, await host.openReport(rows[0]?.id ?? ''));
  notices = new Notices();
  gallery = new Gallery(host, document, notices);
});

const stored = () => host.library.report(document.id).value.placements;
const shown = (): (string | undefined)[] =>
  screen.getAllByTestId('photo').map((photo) => photo.dataset.photo);

test('Alt and an arrow move the chosen photo, say so, and keep it chosen', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  const before = shown();
  const user = userEvent.setup();
  screen.getByTestId('gallery-list').focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await waitFor(() => expect(notices.spoken).toBe('Foto 2 / 7 yerinə keçdi'));
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await waitFor(() => expect(notices.spoken).toBe('Foto 3 / 7 yerinə keçdi'));

  const expected = [before[1], before[2], before[0], ...before.slice(3)];
  expect(shown()).toEqual(expected);
  expect(stored().map(({ photo }) => photo)).toEqual(expected);
  expect(gallery.selected?.placement.photo).toBe(before[0]);
  const list = screen.getByTestId('gallery-list');
  expect(list.getAttribute('aria-activedescendant')).toBe(`placement-${gallery.selectedId}`);
});

test('at the ends a photo stays, and nothing is written', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  screen.getByTestId('gallery-list').focus();
  await userEvent.setup().keyboard('{Alt>}{ArrowLeft}{/Alt}');
  expect(host.calls.get('editReport')).toBeUndefined();
});

test('there is one cover: a new one takes the mark from the old', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  const user = userEvent.setup();
  screen.getByTestId('gallery-list').focus();
  await user.keyboard('{ArrowRight}c');
  await waitFor(() =>
    expect(
      stored()
        .map(({ cover }) => cover)
        .slice(0, 3),
    ).toEqual([false, true, false]),
  );
});

test('a removed photo goes at once and comes back with Undo', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  const before = shown();
  screen.getByTestId('gallery-list').focus();
  await userEvent.setup().keyboard('{ArrowRight}{Delete}');
  await waitFor(() => expect(shown()).toHaveLength(6));
  expect(shown()).not.toContain(before[1]);

  // Shown at once; the step to undo is there once the core has answered.
  await waitFor(() => expect(notices.list).toHaveLength(1));
  notices.undoLatest();
  await waitFor(() => expect(shown()).toEqual(before));
});

test('the caption is the photo’s, in the report’s language, and reaches the disk', async () => {
  gallery.select(1);
  render(PhotoFields, { gallery });
  const user = userEvent.setup();
  const caption = screen.getByTestId('photo-caption');
  await user.clear(caption);
  await user.type(caption, 'Nərgiz xanım kürsüdə');
  await user.tab();
  const photo = gallery.selected?.placement.photo;
  await waitFor(() => {
    const forum = host.library.forum(document.forum.id).value;
    expect(forum.photos.find(({ id }) => id === photo)?.captions).toEqual({
      az: 'Nərgiz xanım kürsüdə',
    });
  });
});

test('two people’s captions stand side by side until one is chosen', async () => {
  const item = gallery.items[0];
  if (!item?.placement.photo) throw new Error('the demo has photos');
  const forum = host.library.forum(document.forum.id);
  forum.value = {
    ...forum.value,
    conflicts: [
      {
        collection: 'photos',
        id: item.placement.photo,
        field: 'captions/az',
        values: ['"Birinci"', '"İkinci"'],
      },
    ],
  };
  await document.forum.refresh();
  gallery.select(0);
  render(PhotoFields, { gallery });
  const user = userEvent.setup();
  expect(screen.getByTestId('conflict').textContent).toContain('İkinci');
  const keep = screen.getAllByTestId('conflict-keep')[1];
  if (!keep) throw new Error('each value can be kept');
  await user.click(keep);
  await document.flush();
  const photo = host.library
    .forum(document.forum.id)
    .value.photos.find(({ id }) => id === item.placement.photo);
  expect(photo?.captions.az).toBe('İkinci');
});

test('files that are no pictures are refused with a word, the others are taken', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
  const before = stored().length;
  await gallery.addFiles([
    new File(['notes'], 'qeyd.txt', { type: 'text/plain' }),
    new File([png], 'kadr.png', { type: 'image/png' }),
  ]);
  await waitFor(() => expect(stored()).toHaveLength(before + 1));
  await gallery.addFiles([new File(['notes'], 'qeyd.txt', { type: 'text/plain' })]);
  expect(notices.list.at(-1)?.kind).toBe('warning');
});

test('a damaged photo is marked, in words', () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  const last = screen.getAllByTestId('photo').at(-1);
  expect(last?.textContent).toContain('Zədəli');
  expect(last?.getAttribute('aria-label')).toContain('Zədəli');
});
