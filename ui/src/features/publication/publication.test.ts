import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { NewPublication } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { JobList } from '../../shared/job-list.svelte';
import { Notices } from '../../shared/notices.svelte';
import { ReportDocument } from '../../shared/report-document.svelte';
import { Publishing } from './publication.svelte';
import PublishForm from './PublishForm.svelte';
import ReaderNotices from './ReaderNotices.svelte';
import Receipts from './Receipts.svelte';
import UpdatePage from './UpdatePage.svelte';

let host: FakeHost;
let report: string;
let notices: Notices;
let document: ReportDocument;
let publishing: Publishing;
let copies: [string, string | null][];
let user: ReturnType<typeof userEvent.setup>;

const first: NewPublication = {
  kind: 'first',
  url: 'https://mia.az/w',
  at: '2025-11-15T09:05:00Z',
  target: null,
};

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0, stepTime: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  report = (await host.listReports(all)).rows[0]?.id ?? '';
  document = new ReportDocument(host, await host.openReport(report));
  notices = new Notices();
  copies = [];
  vi.spyOn(host, 'copyText').mockImplementation((plain, html) => {
    copies.push([plain, html]);
    return Promise.resolve();
  });
  publishing = new Publishing({
    host,
    jobs: new JobList(host, []),
    notices,
    report,
    zone: 'Asia/Baku',
    flush: () => document.flush(),
    did: async (step) => {
      document.did(step);
      await document.refresh();
      return () => document.revert(step);
    },
  });
  user = userEvent.setup();
});

/** Changes one block and one photo's caption after the publication. */
async function change(): Promise<void> {
  const opened = await host.openReport(report);
  const [, block] = opened.report.body;
  if (!block) throw new Error('the demo has blocks');
  const text = { text: block.text.text.replace('bildirib', 'qeyd edib'), marks: [] };
  const blocks = [{ ...block, text }];
  await host.saveBody(report, { base: opened.heads, blocks, removed: [], order: null });
  const photo = opened.report.placements[0]?.photo ?? '';
  const fields = { captions: { az: 'Başqa şəkilaltı' } };
  await host.editForum(opened.forum.id, [{ op: 'put', collection: 'photos', id: photo, fields }]);
}

const showUpdate = (): void => {
  const picture = (photo: string): string => host.pictureUrl(photo, 160);
  render(UpdatePage, { publishing, lang: 'az', quiet: false, picture });
};

describe('it is published', () => {
  test('address and time are written, and the notice takes that back', async () => {
    await publishing.load();
    render(PublishForm, { publishing, round: 'first', readonly: false, quiet: false });
    await user.type(screen.getByTestId('publish-url'), 'https://mia.az/w/1');
    await user.clear(screen.getByTestId('publish-at-date'));
    await user.type(screen.getByTestId('publish-at-date'), '15-11-2025');
    await user.clear(screen.getByTestId('publish-at-time'));
    await user.type(screen.getByTestId('publish-at-time'), '13:05');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(document.report.publications).toHaveLength(1));
    expect(document.report.publications[0]).toMatchObject({
      kind: 'first',
      url: 'https://mia.az/w/1',
      // The clock of the portal, four hours ahead of Greenwich.
      at: '2025-11-15T09:05:00.000Z',
    });
    await waitFor(() => expect(publishing.chip?.full).toBe('Dərc olunub 15-11-2025 13:05'));
    // The bar has room for the day alone.
    expect(publishing.chip?.text).toBe('Dərc olunub 15 noy 2025');
    await waitFor(() => expect(notices.list).toHaveLength(1));
    await notices.undo(notices.list[0]?.id ?? 0);
    await waitFor(() => expect(document.report.publications).toHaveLength(0));
    expect(publishing.state).toBeNull();
    // What was taken back stays in the receipts, and says so.
    expect(publishing.receipts?.map(({ undone }) => undone)).toEqual([true]);
  });

  test('no address can be wrong, and no time is still to come', async () => {
    render(PublishForm, { publishing, round: 'first', readonly: false, quiet: false });
    const button = screen.getByTestId<HTMLButtonElement>('publish');
    expect(button.disabled).toBe(false);
    await user.type(screen.getByTestId('publish-url'), 'mia.az');
    expect(button.disabled).toBe(true);
    await user.clear(screen.getByTestId('publish-url'));
    await user.clear(screen.getByTestId('publish-at-date'));
    await user.type(screen.getByTestId('publish-at-date'), '01-01-2999');
    expect(screen.getByTestId('publish-form').textContent).toContain('hələ gəlməyib');
    expect(button.disabled).toBe(true);
  });

  test('when it cannot be written, the form keeps what was typed', async () => {
    host.fail('publish', 1);
    render(PublishForm, { publishing, round: 'first', readonly: false, quiet: false });
    await user.type(screen.getByTestId('publish-url'), 'https://mia.az/w/1');
    await user.click(screen.getByTestId('publish'));
    await waitFor(() => expect(notices.list[0]?.kind).toBe('error'));
    expect(screen.getByTestId<HTMLInputElement>('publish-url').value).toBe('https://mia.az/w/1');
  });
});

describe('what changed since', () => {
  test('a report that has not appeared says so', async () => {
    await publishing.load();
    showUpdate();
    expect(screen.getByTestId('update').textContent).toContain('Hələ dərc olunmayıb');
  });

  test('one that says what is published has nothing to bring', async () => {
    await publishing.publish(first);
    showUpdate();
    expect(screen.getByTestId('update-nothing')).toBeTruthy();
    expect(publishing.state?.changed).toBe(false);
  });

  test('only what changed is shown, with its words, and only that is copied', async () => {
    await publishing.publish(first);
    await change();
    await publishing.load();
    showUpdate();
    expect(publishing.chip?.text).toContain('sonra dəyişib');
    const changes = screen.getAllByTestId('block-change');
    expect(changes).toHaveLength(1);
    expect(changes[0]?.querySelector('del')?.textContent).toBe('bildirib');
    expect(changes[0]?.querySelector('ins')?.textContent).toBe('qeyd');
    expect(screen.getByTestId('block-changes').textContent).toContain('blok dəyişməyib');
    await user.click(screen.getByTestId('change-copy'));
    expect(copies[0]?.[0]).toContain('qeyd edib ki');
    expect(copies[0]?.[1]).toMatch(/^<p>/);
    await user.keyboard('{Shift>}C{/Shift}');
    await waitFor(() => expect(copies).toHaveLength(2));
    expect(copies[1]?.[0]).toBe(copies[0]?.[0]);
    // The marker is the profile's, as the portal gets it.
    expect(screen.getByTestId('update').textContent).toContain('(YENİLƏNİB)');
    expect(screen.getByTestId('photo-change').textContent).toContain('Şəkilaltı');
    expect(screen.queryByTestId('export-changed')).toBeNull();
  });

  test('by keys alone', async () => {
    await publishing.publish(first);
    await change();
    await publishing.load();
    showUpdate();
    await user.keyboard('j');
    expect(window.document.activeElement).toBe(screen.getByTestId('block-change'));
    await user.keyboard('h');
    await waitFor(() => expect(copies[0]?.[0]).toMatch(/^<p>/));
    expect(copies[0]?.[1]).toBeNull();
  });

  test('new photos alone go into a folder', async () => {
    const shown = vi.spyOn(host, 'showFolder');
    await publishing.publish(first);
    const [removed] = document.report.placements;
    await host.editReport(report, [
      { op: 'remove', collection: 'placements', id: removed?.id ?? '' },
    ]);
    const job = await host.importPhotos(report, ['/demo/yeni.jpg']);
    await new JobList(host, []).ended(job);
    await publishing.load();
    showUpdate();
    const kinds = screen.getAllByTestId('photo-change').map(({ textContent }) => textContent);
    expect(kinds[0]).toContain('Yeni foto');
    expect(kinds[1]).toContain('Portaldan silinməlidir');
    await user.click(screen.getByTestId('export-changed'));
    await waitFor(() => expect(shown).toHaveBeenCalledOnce());
  });
});

test('a correction is shown as readers will see it, and presets what is published', async () => {
  await publishing.publish(first);
  render(ReaderNotices, { document, publishing, readonly: false });
  await user.type(screen.getByTestId('note-correction'), 'Ad səhv yazılmışdı.');
  await user.tab();
  await document.flush();
  await publishing.load();
  const shown = await screen.findByTestId('shown-correction');
  expect(shown.textContent).toBe('Düzəliş: Ad səhv yazılmışdı.');
  expect(publishing.handover?.round).toBe('correction');
  render(PublishForm, {
    publishing,
    round: publishing.handover?.round ?? 'first',
    readonly: false,
    quiet: false,
  });
  expect(screen.getByTestId<HTMLSelectElement>('publish-kind').value).toBe('correction');
  expect(screen.getByTestId<HTMLInputElement>('publish-url').value).toBe('https://mia.az/w');
});

test('receipts give address, time, words, photos and checksum; addresses can be copied', async () => {
  await publishing.publish(first);
  render(Receipts, { publishing });
  const receipt = screen.getByTestId('receipt');
  expect(receipt.textContent).toContain('15-11-2025 13:05');
  expect(receipt.textContent).toContain('7 foto');
  expect(within(receipt).getByTestId('receipt-open').getAttribute('href')).toBe('https://mia.az/w');
  const opened = vi.spyOn(host, 'openAddress');
  await user.click(within(receipt).getByTestId('receipt-open'));
  expect(opened).toHaveBeenCalledExactlyOnceWith('https://mia.az/w');
  await user.click(within(receipt).getByTestId('receipt-copy'));
  expect(copies).toEqual([['https://mia.az/w', null]]);
});
