import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { ForumDocument } from '../../shared/forum-document.svelte';
import { Notices } from '../../shared/notices.svelte';
import { Materials, passageHtml } from './materials.svelte';
import MaterialsPanel from './MaterialsPanel.svelte';

let host: FakeHost;
let materials: Materials;
let notices: Notices;
let forum: string;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0 });
  forum = (await host.listForums())[0]?.id ?? '';
  notices = new Notices();
  const opened = await host.openForum(forum);
  const document = new ForumDocument(host, opened.forum, null, new Date().toISOString());
  materials = new Materials(host, document, notices);
  user = userEvent.setup();
});

const kept = () => host.library.forum(forum).value.materials;

test('a file is kept with its text, and the notice takes it out again', async () => {
  render(MaterialsPanel, { materials });
  expect(screen.getByTestId('materials-panel').textContent).toContain('mənbəyini itirmir');
  await user.click(screen.getByTestId('material-add'));
  expect((await screen.findByTestId('material-text')).textContent).toContain('240 iştirakçı');
  expect(kept()).toHaveLength(1);
  await notices.undo(notices.list[0]?.id ?? 0);
  await waitFor(() => expect(kept()).toHaveLength(0));
});

test('a pasted text gets its first line as title; kind and source are written', async () => {
  render(MaterialsPanel, { materials });
  await user.click(screen.getByTestId('material-paste'));
  await user.click(screen.getByTestId('material-paste-text'));
  await user.paste('Mətbuat xidmətinin açıqlaması\nForum sabah başlayır.');
  await user.click(screen.getByTestId('material-keep'));
  await user.selectOptions(await screen.findByTestId('material-kind'), 'agency');
  await user.type(screen.getByTestId('material-source'), 'Yaşıl agentlik');
  await user.tab();
  await waitFor(() =>
    expect(kept()[0]).toMatchObject({
      title: 'Mətbuat xidmətinin açıqlaması',
      kind: 'agency',
      source: 'Yaşıl agentlik',
    }),
  );
});

test('what is copied says where it comes from', async () => {
  render(MaterialsPanel, { materials });
  await materials.addText('Birinci abzas & davamı\nİkinci abzas');
  const text = await screen.findByTestId('material-text');
  const data = new DataTransfer();
  await fireEvent(text, new ClipboardEvent('copy', { clipboardData: data, bubbles: true }));
  const id = kept()[0]?.id ?? '';
  expect(data.getData('text/plain')).toBe('Birinci abzas & davamı\nİkinci abzas');
  expect(data.getData('text/html')).toBe(
    `<p><span data-tag="material" data-id="${id}">Birinci abzas &amp; davamı</span></p>` +
      `<p><span data-tag="material" data-id="${id}">İkinci abzas</span></p>`,
  );
});

test('the whole text is put into the manuscript when nothing is selected', async () => {
  const oninsert = vi.fn();
  render(MaterialsPanel, { materials, oninsert });
  await materials.addText('Birinci abzas');
  await user.click(await screen.findByTestId('material-insert'));
  const id = kept()[0]?.id ?? '';
  expect(oninsert).toHaveBeenCalledExactlyOnceWith(
    'Birinci abzas',
    passageHtml('Birinci abzas', id),
  );
});

test('one that is removed comes back with its words', async () => {
  render(MaterialsPanel, { materials });
  await materials.addText('Birinci abzas');
  materials.openedId = null;
  await user.click(await screen.findByTestId('material-remove'));
  await waitFor(() => expect(kept()).toHaveLength(0));
  await notices.undo(notices.list.at(-1)?.id ?? 0);
  await waitFor(() => expect(kept()[0]?.text).toBe('Birinci abzas'));
});
