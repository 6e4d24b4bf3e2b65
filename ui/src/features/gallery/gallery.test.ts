import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { PhotoFacts } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Notices } from '../../shared/notices.svelte';
import { ReportDocument } from '../../shared/report-document.svelte';
import { Gallery } from './gallery.svelte';
import GalleryStrip from './GalleryStrip.svelte';
import PhotoFields from './PhotoFields.svelte';
import SheetDialog from './SheetDialog.svelte';
import { signsOf } from './signs';

let host: FakeHost;
let document: ReportDocument;
let notices: Notices;
let gallery: Gallery;

beforeEach(async () => {
  localStorage.clear();
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

// Words for one use, replacing, layouts, sheets

const photoOf = (hash: string | null) =>
  host.library.forum(document.forum.id).value.photos.find(({ id }) => id === hash);

test('words for this report alone begin as the photo’s and leave those as they are', async () => {
  gallery.select(0);
  render(PhotoFields, { gallery });
  const user = userEvent.setup();
  const hash = gallery.selected?.placement.photo ?? null;
  const before = photoOf(hash)?.captions.az ?? '';
  await user.click(screen.getByTestId('photo-caption-here'));
  const caption: HTMLTextAreaElement = screen.getByTestId('photo-caption');
  expect(caption.value).toBe(before);
  await user.clear(caption);
  await user.type(caption, 'Zalda ilk sıra');
  await user.tab();
  await waitFor(() => expect(stored()[0]?.caption).toBe('Zalda ilk sıra'));
  expect(photoOf(hash)?.captions.az).toBe(before);
  expect(screen.getByTestId('photo-caption-photo').textContent).toContain(before);

  await user.click(screen.getByTestId('photo-caption-here'));
  await waitFor(() => expect(stored()[0]?.caption).toBeNull());
  expect(screen.getByTestId<HTMLTextAreaElement>('photo-caption').value).toBe(before);
  // The words are not lost by it.
  await document.undo.undo();
  expect(stored()[0]?.caption).toBe('Zalda ilk sıra');
});

test('two people’s words for this report stand side by side, and choosing leaves the photo’s', async () => {
  const [placement] = stored();
  if (!placement) throw new Error('the demo has photos');
  const report = host.library.report(document.id);
  const values = ['"Burada bir"', '"Burada iki"'];
  const conflict = { collection: 'placements', id: placement.id, field: 'caption', values };
  report.value = {
    ...report.value,
    placements: stored().map((one, n) => (n === 0 ? { ...one, caption: 'Burada bir' } : one)),
    conflicts: [conflict],
  };
  await document.refresh();
  gallery.select(0);
  render(PhotoFields, { gallery });
  const before = photoOf(placement.photo)?.captions;
  const keep = screen.getAllByTestId('conflict-keep')[1];
  if (keep) await userEvent.setup().click(keep);
  await document.flush();
  expect(stored()[0]?.caption).toBe('Burada iki');
  expect(photoOf(placement.photo)?.captions).toEqual(before);
});

test('a photo is replaced in its place, with its words; undo brings the old file, redo the new', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  const before = shown();
  const captions = photoOf(before[0] ?? '')?.captions;
  screen.getByTestId('gallery-list').focus();
  await userEvent.setup().keyboard('r');
  await waitFor(() => expect(shown()[0]).not.toBe(before[0]));
  const after = shown()[0];
  expect(shown().slice(1)).toEqual(before.slice(1));
  expect(photoOf(after ?? '')?.captions).toEqual(captions);

  await waitFor(() => expect(notices.list).toHaveLength(1));
  notices.undoLatest();
  await waitFor(() => expect(shown()).toEqual(before));
  await document.undo.redo();
  await waitFor(() => expect(shown()[0]).toBe(after));
});

test('a dialog that is closed without a file replaces nothing', async () => {
  vi.spyOn(host, 'choosePhoto').mockResolvedValue(null);
  await gallery.replace(gallery.items[0]?.placement.id ?? '');
  expect(host.calls.get('takeVersion')).toBeUndefined();
});

test('another program gets the photo that is chosen, by key', async () => {
  const given = vi.spyOn(host, 'editElsewhere');
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  screen.getByTestId('gallery-list').focus();
  await userEvent.setup().keyboard('{ArrowRight}e');
  await waitFor(() => expect(notices.list).toHaveLength(1));
  expect(given).toHaveBeenCalledExactlyOnceWith(
    document.forum.id,
    gallery.items[1]?.placement.photo,
  );
});

test('strip or grid is a key, is said, and is remembered', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  const list = screen.getByTestId('gallery-list');
  expect(list.dataset.layout).toBe('grid');
  list.focus();
  await userEvent.setup().keyboard('l');
  expect(list.dataset.layout).toBe('strip');
  expect(notices.spoken).toBe('Lent kimi göstərilir');
  expect(new Gallery(host, document, notices).layout.value).toBe('strip');
});

test('up and down lead to the photo above and below, and carry one along', async () => {
  render(GalleryStrip, { gallery, oncaption: vi.fn() });
  // Two rows: four photos of 100 px, then three of 120.
  for (const [place, photo] of screen.getAllByTestId('photo').entries()) {
    const [left, top, width] = place < 4 ? [place * 110, 0, 100] : [(place - 4) * 130, 120, 120];
    photo.getBoundingClientRect = () => new DOMRect(left, top, width, 100);
  }
  const user = userEvent.setup();
  screen.getByTestId('gallery-list').focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
  // Its middle is at 270 px: the third of the row below stands at 260 to 380, the second at 130 to 250.
  expect(gallery.place).toBe(6);
  await user.keyboard('{ArrowDown}');
  expect(gallery.place).toBe(6);
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(gallery.place).toBeLessThan(4));
});

test('what is wrong with a file stands on its tile', () => {
  const facts = { ...host.library.photos.values().next().value?.facts, damage: null };
  const of = (own: object) => signsOf({ ...facts, ...own } as PhotoFacts).map(({ label }) => label);
  expect(of({ format: 'HEIC', picture: null })).toEqual(['HEIC, hələ oxunmayıb']);
  expect(of({ format: 'HEIC', picture: 'ab'.repeat(32) })).toEqual([]);
  expect(of({ format: 'RAW' })).toEqual(['RAW önizləməsi']);
  expect(of({ format: 'JPEG', damage: 'photo.damaged' })).toEqual(['Zədəli']);
});

test('a sheet is made of what was typed last, and is printed by key', async () => {
  gallery.select(0);
  const item = gallery.items[0];
  if (!item) throw new Error('the demo has photos');
  gallery.write(item, 'captions', 'Ən yeni söz');
  await gallery.showSheet('captions');
  const onclose = vi.fn();
  render(SheetDialog, { host, report: document.id, kind: 'captions', onclose });
  const frame = await screen.findByTestId<HTMLIFrameElement>('sheet-frame');
  expect(frame.srcdoc).toContain('Ən yeni söz');
  // Nothing runs in it.
  expect(frame.getAttribute('sandbox')).toBe('allow-same-origin allow-modals');

  const print = vi.fn();
  Object.defineProperty(frame, 'contentWindow', { value: { focus: vi.fn(), print } });
  frame.dispatchEvent(new Event('load'));
  const user = userEvent.setup();
  await waitFor(() =>
    expect(screen.getByTestId<HTMLButtonElement>('sheet-print').disabled).toBe(false),
  );
  await user.keyboard('{Control>}p{/Control}');
  expect(print).toHaveBeenCalledOnce();
  await user.click(screen.getByTestId('sheet-contact'));
  await waitFor(() =>
    expect(screen.getByTestId<HTMLIFrameElement>('sheet-frame').srcdoc).toContain('DSC04210.JPG'),
  );
});

test('a sheet that cannot be made says why', async () => {
  host.fail('sheet');
  render(SheetDialog, { host, report: document.id, kind: 'contact', onclose: vi.fn() });
  expect((await screen.findByTestId('sheet-failed')).textContent).toContain('Disk doludur');
});
