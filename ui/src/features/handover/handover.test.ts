import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Handover } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { JobList } from '../../shared/job-list.svelte';
import { Notices } from '../../shared/notices.svelte';
import { HandoverPage } from './handover.svelte';
import HandoverForm from './HandoverForm.svelte';

let host: FakeHost;
let page: HandoverPage;
let report: string;
let copies: [string, string | null][];
let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0, stepTime: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  report = (await host.listReports(all)).rows[0]?.id ?? '';
  copies = [];
  vi.spyOn(host, 'copyText').mockImplementation((plain, html) => {
    copies.push([plain, html]);
    return Promise.resolve();
  });
  page = open();
  user = userEvent.setup();
});

function open(): HandoverPage {
  const jobs = new JobList(host, []);
  const notices = new Notices();
  return new HandoverPage({ host, jobs, notices, report, flush: () => Promise.resolve() });
}

async function show(headlineMax: number | null = 110): Promise<void> {
  const picture = (photo: string): string => host.pictureUrl(photo, 160);
  render(HandoverForm, { page, headlineMax, lang: 'az', readonly: false, quiet: false, picture });
  await page.load();
  await screen.findByTestId('handover-fields');
}

const row = (key: string): HTMLElement => {
  const found = screen
    .getAllByTestId('handover-field')
    .find(({ dataset }) => dataset.field === key);
  if (!found) throw new Error(`there is no field ${key}`);
  return found;
};

test('a field is copied as what the portal’s field takes, and the row says so', async () => {
  await show();
  await user.click(within(row('body')).getByTestId('handover-copy'));
  expect(copies[0]?.[0]).toContain('Nərgiz Talıbzadə bildirib ki');
  expect(copies[0]?.[1]).toContain('<p>Açılış mərasimində');
  await user.click(within(row('body')).getByTestId('handover-copy-html'));
  // HTML for a source field is text that says HTML.
  expect(copies[1]?.[0]).toContain('<p>Açılış mərasimində');
  expect(copies[1]?.[1]).toBeNull();
  expect(within(row('body')).getByTestId('handover-copied').textContent).toContain('HTML kimi');
  await user.click(within(row('headline')).getByTestId('handover-copy'));
  expect(within(row('body')).queryByTestId('handover-copied')).toBeNull();
});

test('what is the reporter’s own never stands in a field', async () => {
  await show();
  expect(screen.getByTestId('handover').textContent).not.toContain('təşkilatçıdan dəqiqləşdirmək');
});

test('by keys alone: through the rows, copy, tick and on', async () => {
  await show();
  await user.keyboard('j');
  expect(document.activeElement).toBe(row('headline'));
  await user.keyboard('c');
  expect(copies[0]?.[0]).toContain('Gəncədə küçələrə kölgə qayıdır');
  await user.keyboard('d');
  expect(document.activeElement).toBe(row('lead'));
  await waitFor(() =>
    expect(within(row('headline')).getByTestId<HTMLInputElement>('handover-tick').checked).toBe(
      true,
    ),
  );
  // A number copies that field from wherever one is.
  await user.keyboard('3');
  await waitFor(() => expect(copies.at(-1)?.[1]).toContain('<p>'));
  expect(document.activeElement).toBe(row('body'));
});

test('ticks stay, are counted, and are stale when the words change', async () => {
  await show();
  const before = page.progress;
  await user.click(within(row('headline')).getByTestId('handover-tick'));
  await waitFor(() => expect(page.progress).toEqual({ ...before, done: before.done + 1 }));

  const again = open();
  await again.load();
  expect(again.progress.done).toBe(before.done + 1);

  const fields = { headlines: { main: 'Başqa başlıq' } };
  await host.editReport(report, [{ op: 'put', collection: 'report', id: '', fields }]);
  await page.load();
  await waitFor(() => expect(row('headline').textContent).toContain('sonra dəyişib'));
  expect(page.progress.done).toBe(before.done);
});

test('a headline that is too long for the portal says by how much', async () => {
  await show(20);
  expect(within(row('headline')).getByTestId('handover-length').textContent).toContain('artıqdır');
});

test('a photo’s address takes the place of its mark in the body', async () => {
  await show();
  const [first] = screen.getAllByTestId('handover-photo');
  if (!first) throw new Error('the demo has photos');
  expect(row('body').textContent).toContain('[FOTO 01]');
  const field = within(first).getByTestId('handover-address');
  await user.type(field, 'mia.az/1.jpg');
  await user.tab();
  expect(first.textContent).toContain('https:// ilə başlayır');
  await user.clear(field);
  await user.type(field, 'https://mia.az/foto/1.jpg{Enter}');
  await waitFor(() =>
    expect(page.fields.find(({ key }) => key === 'body')?.html).toContain(
      'src="https://mia.az/foto/1.jpg"',
    ),
  );
});

test('the folder with photos is made once for a state, and shown', async () => {
  const shown = vi.spyOn(host, 'showFolder');
  await show();
  await user.click(screen.getByTestId('handover-folder'));
  await waitFor(() => expect(shown).toHaveBeenCalledTimes(1));
  await waitFor(() => expect(page.data?.folder).toBe(shown.mock.calls[0]?.[0]));
  await user.click(screen.getByTestId('handover-folder'));
  await waitFor(() => expect(shown).toHaveBeenCalledTimes(2));
  expect(host.calls.get('exportReport')).toBe(1);
});

test('an answer that comes late does not replace a newer one', async () => {
  await page.load();
  const old = page.data;
  if (!old) throw new Error('it was read');
  let answer: (value: Handover) => void = () => undefined;
  vi.spyOn(host, 'handover').mockImplementationOnce(() => new Promise((done) => (answer = done)));
  const late = page.load();
  await page.tick('headline', true);
  answer(old);
  await late;
  expect(page.fields.find(({ key }) => key === 'headline')?.done_at).not.toBeNull();
});
