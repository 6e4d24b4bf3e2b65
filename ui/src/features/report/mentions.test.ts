// With which role a speaker is first named: that of the session where one writes.
import { beforeEach, expect, test } from 'vitest';

import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { makeSpeaker } from '../../shared/make-speaker';
import { ReportPage } from './page.svelte';

let host: FakeHost;
let page: ReportPage;

beforeEach(async () => {
  host = fakeHost({ latency: 0 });
  const filter = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(filter);
  page = new ReportPage(host, await host.openReport(rows[0]?.id ?? ''), () => undefined);
  const unmount = page.mount(document.body.appendChild(document.createElement('div')));
  return () => {
    unmount();
    document.body.replaceChildren();
  };
});

const offered = (): string[] =>
  [...document.querySelectorAll('.te-option-detail')].map(({ textContent }) => textContent);

test('the role is that of the session in whose part the caret stands, else the first', async () => {
  const { editor } = page;
  if (!editor) throw new Error('the manuscript is mounted');
  const { forum } = page.document;
  const sessions = forum.forum.sessions.map(({ id }) => id);
  const [first = '', second = ''] = sessions;
  const speaker = { name: 'Ləman Qurbanzadə', part: 'speaker' as const, language: 'az' };
  await makeSpeaker(forum, { ...speaker, role: 'birinci rol', session: first });
  await makeSpeaker(forum, { ...speaker, role: 'ikinci rol', session: second });

  const ask = (): string[] => {
    const { view } = editor;
    const end = view.state.doc.content.size;
    view.dispatch(view.state.tr.insert(end, view.state.schema.node('paragraph', { id: null })));
    editor.scrollTo(editor.blocks().at(-1)?.id ?? '');
    for (const letter of '@Ləman') view.dispatch(view.state.tr.insertText(letter));
    const found = offered();
    view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    return found;
  };
  const begin = (kind: string, attrs: Record<string, unknown>): void => {
    const { view } = editor;
    const node = view.state.schema.node(kind, { id: null, ...attrs });
    view.dispatch(view.state.tr.insert(view.state.doc.content.size, node));
  };

  begin('heading', { level: 2 });
  expect(ask()).toEqual(['birinci rol']);
  begin('panel', { session: second });
  expect(ask()).toEqual(['ikinci rol']);
  // A heading ends the panel's part.
  begin('heading', { level: 2 });
  expect(ask()).toEqual(['birinci rol']);
});
