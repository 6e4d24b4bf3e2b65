// The one order of undo on the real manuscript: ProseMirror's history and the page's operations.
import { beforeEach, expect, test } from 'vitest';

import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { ReportPage } from './page.svelte';

let host: FakeHost;
let page: ReportPage;
let failed: unknown[];

beforeEach(async () => {
  host = fakeHost({ latency: 0 });
  failed = [];
  const opened = await host.newReport(null, null, 'Başlıq');
  page = new ReportPage(host, opened, (thrown) => failed.push(thrown));
  const unmount = page.mount(document.body.appendChild(document.createElement('div')));
  return () => {
    unmount();
    document.body.replaceChildren();
  };
});

const editor = () => {
  if (!page.editor) throw new Error('the manuscript is mounted');
  return page.editor;
};
const write = (words: string): void => {
  const { view } = editor();
  view.dispatch(view.state.tr.insertText(words));
};
const press = (key: string, shift = false): void => {
  const keys = { key, ctrlKey: true, shiftKey: shift, bubbles: true, cancelable: true };
  const event = new KeyboardEvent('keydown', keys);
  // With Shift the letter is found by its key's number.
  Object.defineProperty(event, 'keyCode', { value: key.toUpperCase().charCodeAt(0) });
  editor().view.dom.dispatchEvent(event);
};
const text = (): string => editor().blocks()[0]?.text.text ?? '';
const kicker = (): string | null => page.document.report.kicker;
const setKicker = (value: string) =>
  page.document.run([{ op: 'put', collection: 'report', id: '', fields: { kicker: value } }]);
test('Ctrl+Z in the text takes back an operation that came later, then the text', async () => {
  write('bir ');
  await setKicker('Üst');
  write('iki');
  expect([text(), kicker()]).toEqual(['bir iki', 'Üst']);

  await page.undo();
  expect([text(), kicker()]).toEqual(['bir ', 'Üst']);
  await page.undo();
  expect([text(), kicker()]).toEqual(['bir ', null]);
  await page.undo();
  expect([text(), kicker()]).toEqual(['', null]);

  await page.redo();
  await page.redo();
  await page.redo();
  expect([text(), kicker()]).toEqual(['bir iki', 'Üst']);
  expect(failed).toEqual([]);
});

test('the keys of the manuscript ask the page', async () => {
  await setKicker('Üst');
  press('z');
  await expect.poll(kicker).toBeNull();
  press('y');
  await expect.poll(kicker).toBe('Üst');
  press('z');
  await expect.poll(kicker).toBeNull();
  press('Z', true);
  await expect.poll(kicker).toBe('Üst');
});

test('the browser’s own Undo asks the page too', async () => {
  await setKicker('Üst');
  const event = new InputEvent('beforeinput', { inputType: 'historyUndo', cancelable: true });
  editor().view.dom.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  await expect.poll(kicker).toBeNull();
});

test('words of a colleague that come in between stay', async () => {
  write('mənim');
  await page.flush();
  const block = editor().blocks()[0]?.id ?? '';
  const save = { base: [], blocks: [], removed: [], order: [block, '01COLLEAGUE'] };
  host.library.saveBody(page.document.id, {
    ...save,
    blocks: [{ id: '01COLLEAGUE', kind: { type: 'paragraph' }, text: { text: 'onun', marks: [] } }],
  });
  await page.refresh();
  await page.undo();
  expect(
    editor()
      .blocks()
      .map(({ text }) => text.text),
  ).toEqual(['', 'onun']);
  await page.redo();
  expect(
    editor()
      .blocks()
      .map(({ text }) => text.text),
  ).toEqual(['mənim', 'onun']);
});

test('what cannot be taken back is said once, and the text behind it is not touched', async () => {
  write('söz');
  await setKicker('Üst');
  host.fail('revertReport');
  await page.undo();
  expect(failed).toMatchObject([{ code: 'store.full' }]);
  expect([text(), kicker()]).toEqual(['söz', 'Üst']);
});
