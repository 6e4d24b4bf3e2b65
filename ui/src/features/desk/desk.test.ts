import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Desk } from './desk.svelte';
import ReportList from './ReportList.svelte';

let host: FakeHost;
let desk: Desk;

async function open(extraReports: number): Promise<void> {
  setLanguage('az');
  host = fakeHost({ latency: 0, extraReports });
  desk = new Desk(host, (thrown) => {
    throw thrown;
  });
  await desk.load();
}

beforeEach(() => open(0));

const acts = () => ({ onopen: vi.fn(), onwindow: vi.fn(), onremove: vi.fn(), onrestore: vi.fn() });
const rows = (): HTMLElement[] => screen.getAllByTestId('report-row');

test('of ten thousand reports only those in view are drawn', async () => {
  await open(10_000);
  render(ReportList, { desk, ...acts() });
  expect(desk.total).toBe(10_005);
  expect(rows().length).toBeLessThan(40);
  expect(rows()[0]?.getAttribute('aria-setsize')).toBe('10005');
});

test('a row says headline, state, forum, language, words and photos', () => {
  render(ReportList, { desk, ...acts() });
  const text = rows()[0]?.textContent.replace(/\s+/g, ' ') ?? '';
  expect(text).toContain('Gəncədə küçələrə kölgə qayıdır');
  for (const part of ['Qaralama', 'Yaşıl Şəhərlər Forumu', 'AZ', 'söz', '7']) {
    expect(text).toContain(part);
  }
});

test('results follow what is typed, with what was found marked', async () => {
  render(ReportList, { desk, ...acts() });
  desk.search('nesriyyat');
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(rows()[0]?.querySelector('mark')?.textContent).toBe('nəşriyyat');
});

test('an older answer that comes late does not replace a newer one', async () => {
  const real = host.listReports.bind(host);
  let release: () => void = () => undefined;
  const late = new Promise<void>((done) => (release = done));
  vi.spyOn(host, 'listReports').mockImplementation(async (filter) => {
    if (filter.query === 'g') await late;
    return real(filter);
  });
  desk.search('g');
  desk.search('nesriyyat');
  await waitFor(() => expect(desk.total).toBe(1));
  release();
  await real({ query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 });
  expect(desk.total).toBe(1);
});

test('arrow keys choose and Enter opens', async () => {
  const onopen = vi.fn();
  render(ReportList, { desk, ...acts(), onopen });
  const user = userEvent.setup();
  screen.getByTestId('report-list').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
  expect(onopen).toHaveBeenCalledExactlyOnceWith(desk.row(1)?.id);
});

test('a shelf shows its reports, and the trash takes and gives back', async () => {
  desk.show('ready', null);
  await waitFor(() => expect(desk.total).toBe(1));
  const row = desk.chosenRow;
  if (!row) throw new Error('one report is ready');

  const undo = await desk.trash(row);
  expect([desk.total, desk.counts.trash, desk.counts.all]).toEqual([0, 1, 4]);
  await undo();
  expect([desk.total, desk.counts.trash, desk.counts.all]).toEqual([1, 0, 5]);
});

test('pages are fetched once, when they come into view', async () => {
  await open(500);
  host.calls.clear();
  desk.ensure(90, 130);
  desk.ensure(90, 130);
  await waitFor(() => expect(desk.row(130)).not.toBeNull());
  expect(host.calls.get('listReports')).toBe(1);
});
