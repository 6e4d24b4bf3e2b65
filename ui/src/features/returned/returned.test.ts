import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Returned, ReturnedChange } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { fieldName, ReturnedReview } from './returned.svelte';
import ReturnedPage from './ReturnedPage.svelte';
import StartCompare from './StartCompare.svelte';

let host: FakeHost;
let report: string;
let returned: Returned;
let review: ReturnedReview;
let taken: ReturnedChange[][];
let user: ReturnType<typeof userEvent.setup>;

const bodyOf = () => host.library.report(report).value.body;

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  report = (await host.listReports(all)).rows[0]?.id ?? '';
  returned = await host.compareReturned(report, '/demo/qayidan.docx', null, null);
  taken = [];
  review = make(returned);
  user = userEvent.setup();
});

function make(from: Returned): ReturnedReview {
  return new ReturnedReview(from, async (changes) => {
    taken.push(changes);
    await host.acceptReturned(report, from.base.heads, changes);
  });
}

function show(readonly = false): void {
  const blockText = (id: string): string | null =>
    bodyOf().find((block) => block.id === id)?.text.text ?? null;
  const sentAt = '13:05';
  render(ReturnedPage, { review, lang: 'az', sentAt, readonly, quiet: false, blockText });
}

const change = (kind: string): HTMLElement => {
  const at = review.returned.changes.findIndex((entry) => entry.kind === kind);
  const row = screen.getAllByTestId('returned-change')[at];
  if (!row) throw new Error(`there is no change of kind ${kind}`);
  return row;
};

test('nothing is written while one decides, and one taking over is one operation', async () => {
  const before = bodyOf();
  show();
  expect(screen.getByTestId<HTMLButtonElement>('returned-take').disabled).toBe(true);
  await user.click(within(change('changed')).getByTestId('returned-accept'));
  await user.click(within(change('removed')).getByTestId('returned-refuse'));
  expect(bodyOf()).toEqual(before);
  expect(host.calls.get('acceptReturned')).toBeUndefined();
  expect(screen.getByTestId('returned-take').textContent).toContain('1 dəyişikliyi tətbiq et');
  await user.click(screen.getByTestId('returned-take'));
  await waitFor(() => expect(host.calls.get('acceptReturned')).toBe(1));
  expect(taken[0]?.map(({ kind }) => kind)).toEqual(['changed']);
  expect(bodyOf()).toHaveLength(before.length);
  expect(bodyOf()[1]?.text.text).toContain('qeyd edib');
});

test('by keys alone: through the changes, accept, refuse, all, take over', async () => {
  show();
  await user.keyboard('j');
  const [first, second] = screen.getAllByTestId('returned-change');
  expect(document.activeElement).toBe(first);
  await user.keyboard('a');
  expect(first?.dataset.decision).toBe('accept');
  expect(document.activeElement).toBe(second);
  await user.keyboard('r');
  expect(second?.dataset.decision).toBe('refuse');
  await user.keyboard('{Shift>}A{/Shift}');
  expect(review.accepted).toHaveLength(returned.changes.length);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(taken).toHaveLength(1));
});

test('each change shows its words before and after, and how it will read', async () => {
  show();
  const row = change('changed');
  expect(row.querySelector('del')?.textContent).toContain('bildirib');
  expect(row.querySelector('ins')?.textContent).toContain('qeyd');
  await user.click(within(row).getByTestId('returned-accept'));
  expect(within(row).getByTestId('returned-result').textContent).toContain('qeyd edib ki');
  await user.click(within(row).getByTestId('returned-refuse'));
  expect(within(row).getByTestId('returned-result').textContent).toContain('bildirib ki');
});

test('what both changed is said, with both texts', async () => {
  await host.publish(report, {
    kind: 'first',
    url: null,
    at: new Date().toISOString(),
    target: null,
  });
  const [, block] = bodyOf();
  if (!block) throw new Error('the demo has blocks');
  const ours = { ...block, text: { text: 'Bizim yeni cümləmiz.', marks: [] } };
  const { heads } = await host.openReport(report);
  await host.saveBody(report, { base: heads, blocks: [ours], removed: [], order: null });
  review = make(await host.compareReturned(report, '/demo/qayidan.docx', null, null));
  show();
  const row = change('changed');
  expect(row.textContent).toContain('siz də dəyişmisiniz');
  expect(row.textContent).toContain('Bizim yeni cümləmiz.');
  expect(screen.getByTestId('returned').textContent).toContain(
    'Dərc olunan versiya ilə müqayisə (13:05)',
  );
});

test('a text that came back unchanged says so', () => {
  review = make({ ...returned, changes: [] });
  show();
  expect(screen.getByTestId('returned-none').textContent).toContain('Göndərildiyi kimi');
  expect(screen.queryByTestId('returned-take')).toBeNull();
});

test('a report that can only be read takes nothing over', async () => {
  show(true);
  await user.keyboard('{Shift>}A{/Shift}');
  expect(screen.getByTestId<HTMLButtonElement>('returned-take').disabled).toBe(true);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(taken).toEqual([]);
});

describe('where it comes from', () => {
  test('the page’s markup goes along, unless its words were touched', async () => {
    const onpasted = vi.fn();
    render(StartCompare, { onchoose: vi.fn(), onpasted, onclose: vi.fn() });
    const data = new DataTransfer();
    data.setData('text/plain', 'Başlıq');
    data.setData('text/html', '<h1>Başlıq</h1>');
    const field = await screen.findByTestId('compare-text');
    await user.click(field);
    await user.paste(data);
    await user.click(screen.getByTestId('compare-pasted'));
    expect(onpasted).toHaveBeenLastCalledWith('Başlıq', '<h1>Başlıq</h1>');
    await user.type(field, '!');
    await user.click(screen.getByTestId('compare-pasted'));
    expect(onpasted).toHaveBeenLastCalledWith('Başlıq!', null);
  });
});

test('the caption of a photo is a field with a name', () => {
  expect(fieldName('photo:3')).toBe('Foto 3, şəkilaltı yazı');
  expect(fieldName('headline')).toBe('Başlıq');
});
