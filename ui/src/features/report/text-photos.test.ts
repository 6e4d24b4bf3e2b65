// Photos in the text: the placement follows its block, also through undo; the gallery is not touched.
import { beforeEach, describe, expect, test } from 'vitest';

import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { ReportPage } from './page.svelte';

let host: FakeHost;
let page: ReportPage;
let failed: unknown[];

beforeEach(async () => {
  host = fakeHost({ latency: 0, stepTime: 0 });
  failed = [];
  const filter = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(filter);
  page = new ReportPage(host, await host.openReport(rows[0]?.id ?? ''), (thrown) =>
    failed.push(thrown),
  );
  const unmount = page.mount(document.body.appendChild(document.createElement('div')));
  host.onChanged(() => void page.refresh());
  return () => {
    unmount();
    document.body.replaceChildren();
  };
});

const editor = () => {
  if (!page.editor) throw new Error('the manuscript is mounted');
  return page.editor;
};
const stored = () => host.library.report(page.document.id).value;
const inText = () => stored().placements.filter(({ block }) => block !== null);
const inGallery = () => stored().placements.filter(({ block }) => block === null);
const photo = (): string => inGallery()[0]?.photo ?? '';
const figures = () => document.querySelectorAll('.te-photo img');

/** Sends something to the manuscript with what a clipboard or a drag holds. */
function paste(files: File[], types: Record<string, string> = {}): Event {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const clipboardData = { files, getData: (type: string) => types[type] ?? '' };
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  editor().view.dom.dispatchEvent(event);
  return event;
}

const picture = (name: string, first = 0xff): File =>
  new File([new Uint8Array([first, 0xd8, name.length])], name, { type: 'image/jpeg' });

describe('a photo of the gallery', () => {
  test('gets a use of its own in the block, and stays in the gallery as it was', async () => {
    const gallery = inGallery();
    page.putPhoto(photo());
    await page.flush();
    const [block] = editor().photoBlocks();
    expect(inText()).toMatchObject([{ photo: photo(), id: block?.placement, block: block?.block }]);
    expect(inGallery()).toEqual(gallery);
    expect(stored().body.find(({ id }) => id === block?.block)?.kind.type).toBe('photo');
    expect(figures()).toHaveLength(1);
  });

  test('goes with one undo, comes back with one redo, and both bring its use along', async () => {
    page.putPhoto(photo());
    await page.flush();
    const [used] = inText();
    await page.undo();
    await page.flush();
    expect([editor().photoBlocks(), inText()]).toEqual([[], []]);
    await page.redo();
    await page.flush();
    expect(inText()).toEqual([used]);
    expect(figures()).toHaveLength(1);
    // That was all there was to undo.
    await page.undo();
    await page.undo();
    await page.flush();
    expect(inText()).toEqual([]);
    expect(failed).toEqual([]);
  });

  test('taken out of the text loses its caption for that place, and undo brings it back', async () => {
    page.putPhoto(photo());
    const [block] = editor().photoBlocks();
    page.document.put('placements', block?.placement ?? '', { caption: 'Yalnız burada' });
    await page.flush();
    document.querySelector<HTMLButtonElement>('.te-photo-remove')?.click();
    await page.flush();
    expect(inText()).toEqual([]);
    await page.undo();
    await page.flush();
    expect(inText()).toMatchObject([{ caption: 'Yalnız burada' }]);
  });

  test('moved past a block keeps its use', async () => {
    page.putPhoto(photo());
    await page.flush();
    const before = inText();
    editor().command('moveUp');
    await page.flush();
    expect(inText()).toEqual(before);
    expect(host.calls.get('editReport')).toBe(1);
  });

  test('that stands in the gallery and is shown by a block stays there without the block', async () => {
    const [first] = inGallery();
    editor().command('photo', { placement: first?.id ?? '' });
    await page.flush();
    await page.undo();
    await page.flush();
    expect(inGallery().map(({ id }) => id)).toContain(first?.id);
  });
});

test('a caption is written under the picture, for this place alone; empty, it is the photo’s', async () => {
  page.putPhoto(photo());
  const field = document.querySelector<HTMLTextAreaElement>('.te-caption');
  if (!field) throw new Error('the caption can be written');
  const own = page.document.forum.forum.photos.find(({ id }) => id === photo())?.captions.az;
  expect(field.placeholder).toBe(own);
  const type = async (words: string) => {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await page.flush();
  };
  await type('Açılışdan sonra');
  expect(inText()[0]?.caption).toBe('Açılışdan sonra');
  await type('');
  expect(inText()[0]?.caption).toBeNull();
});

describe('a picture that is pasted', () => {
  test('is imported and comes where the caret was, while one writes on', async () => {
    const before = inGallery();
    const text = editor();
    const first = text.blocks()[0]?.id ?? '';
    text.scrollTo(first);
    const event = paste([picture('a.jpg')], { 'text/plain': 'a.jpg' });
    expect(event.defaultPrevented).toBe(true);
    text.view.dispatch(text.view.state.tr.insertText('Yazıram. '));
    await expect.poll(() => text.photoBlocks()).toHaveLength(1);
    await page.flush();
    expect(text.blocks()[0]?.text.text.startsWith('Yazıram. ')).toBe(true);
    expect(text.blocks()[1]?.kind.type).toBe('photo');
    expect(inText()).toHaveLength(1);
    expect(inGallery()).toEqual(before);
  });

  test('that cannot be taken is said by the job, and nothing of the text is lost', async () => {
    const before = editor().blocks();
    const ended: string[] = [];
    host.onJob(
      (job) =>
        job.result?.type === 'imported' &&
        ended.push(...job.result.failed.map(({ error }) => error.code)),
    );
    paste([picture('b.jpg', 0)]);
    await expect.poll(() => ended).toEqual(['photo.not_an_image']);
    await page.flush();
    expect(editor().blocks()).toEqual(before);
    expect(document.querySelector('.te-waiting')).toBeNull();
  });

  test('beside words of an office program is its drawing of them: the words are pasted', async () => {
    const html = '<html><body><p>Sözlər</p></body></html>';
    paste([picture('c.png')], { 'text/plain': 'Sözlər', 'text/html': html });
    await expect.poll(() => host.calls.get('pasteBlocks')).toBe(1);
    expect(host.calls.get('importPhotoBytes')).toBeUndefined();
  });
});

test('the menu offers the photos of the report by their captions, and those on disk', async () => {
  const { view } = editor();
  editor().command('photo');
  const options = () => [...document.querySelectorAll<HTMLElement>('.te-field .te-option')];
  expect(options().length).toBe(new Set(inGallery().map((one) => one.photo)).size + 1);
  options()[0]?.click();
  await page.flush();
  expect(inText()).toHaveLength(1);
  editor().command('photo');
  options().at(-1)?.click();
  // Three files are chosen in the fake dialog.
  await expect.poll(() => editor().photoBlocks()).toHaveLength(4);
  await page.flush();
  expect(inText()).toHaveLength(4);
  expect(view.hasFocus()).toBe(true);
});

test('a copied picture is another use of the photo', async () => {
  page.putPhoto(photo());
  await page.flush();
  const data = new Map<string, string>();
  const clipboardData = {
    files: [],
    clearData: () => data.clear(),
    setData: (type: string, value: string) => data.set(type, value),
    getData: (type: string) => data.get(type) ?? '',
  };
  for (const type of ['copy', 'paste']) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    editor().view.dom.dispatchEvent(event);
    editor().command('selectAll', undefined, false);
  }
  await page.flush();
  const placements = inText().map(({ id }) => id);
  expect(
    editor()
      .photoBlocks()
      .map(({ placement }) => placement)
      .sort(),
  ).toEqual(placements.sort());
});
