import { beforeEach, expect, test, vi } from 'vitest';

import type { ReportEdit, ReportEdited } from '../ipc/bindings';
import { type FakeHost, fakeHost } from '../ipc/fake-host';
import { LONGEST_WAIT, PAUSES } from './edit-queue.svelte';
import { ReportDocument } from './report-document.svelte';

let host: FakeHost;
let document: ReportDocument;

beforeEach(async () => {
  vi.useFakeTimers();
  host = fakeHost({ latency: 1 });
  const listed = host.listReports({
    query: '',
    forum: null,
    state: null,
    trashed: false,
    offset: 0,
    limit: 1,
  });
  await vi.advanceTimersByTimeAsync(5);
  const opened = host.openReport((await listed).rows[0]?.id ?? '');
  await vi.advanceTimersByTimeAsync(5);
  document = new ReportDocument(host, await opened);
  return () => vi.useRealTimers();
});

const headline = (main: string): void => document.put('report', '', { headlines: { main } });
const stored = (): string => host.library.report(document.id).value.headlines.main ?? '';

test('what is typed is shown at once and on disk in less than 400 ms, in one call', async () => {
  headline('Q');
  headline('Qa');
  headline('Qarabağ');
  expect(document.report.headlines.main).toBe('Qarabağ');
  expect(document.saveState.kind).toBe('saving');

  await vi.advanceTimersByTimeAsync(LONGEST_WAIT + 5);
  expect(stored()).toBe('Qarabağ');
  expect(document.saveState.kind).toBe('saved');
  expect(host.calls.get('editReport')).toBe(1);
});

test('one who types without a pause is saved all the same', async () => {
  for (let i = 1; i <= 20; i += 1) {
    headline('a'.repeat(i));
    await vi.advanceTimersByTimeAsync(50);
  }
  // A second of typing: the timer runs from the first unsent letter, not from the last.
  expect(stored().length).toBeGreaterThanOrEqual(12);
});

test('a full disk: it says so, loses nothing, tries again and gets through by itself', async () => {
  host.fail('editReport', 2);
  headline('Birinci');
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT + 5);
  expect(document.saveState).toMatchObject({ kind: 'failed', error: { code: 'store.full' } });
  expect(document.report.headlines.main).toBe('Birinci');

  document.put('report', '', { byline: ['Səidə Məcidli'] });
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT + 5);
  expect(document.saveState.kind).toBe('failed');

  await vi.advanceTimersByTimeAsync((PAUSES[1] ?? 0) + 5);
  expect(document.saveState.kind).toBe('saved');
  expect(stored()).toBe('Birinci');
  expect(host.library.report(document.id).value.byline).toEqual(['Səidə Məcidli']);
});

test('a save that fails never overwrites what was typed after it was sent', async () => {
  host.fail('editReport', 1);
  headline('köhnə');
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT);
  headline('yeni');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(stored()).toBe('yeni');
});

test('flush rejects with the core’s error while it cannot save, and resolves when it could', async () => {
  host.fail('editReport', 1);
  headline('Mətn');
  const first = expect(document.flush()).rejects.toMatchObject({ code: 'store.full' });
  await vi.advanceTimersByTimeAsync(5);
  await first;
  const second = document.flush();
  await vi.advanceTimersByTimeAsync(5);
  await expect(second).resolves.toBeUndefined();
  expect(stored()).toBe('Mətn');
});

test('a step leaves behind the typed fields, and its undo keeps what came since', async () => {
  const placement = document.report.placements[0]?.id ?? '';
  const count = document.report.placements.length;
  headline('Əvvəl');
  const edit: ReportEdit = { op: 'remove', collection: 'placements', id: placement };
  const running: Promise<ReportEdited> = document.run([edit]);
  await vi.advanceTimersByTimeAsync(10);
  const { step } = await running;
  expect(stored()).toBe('Əvvəl');
  expect(document.report.placements).toHaveLength(count - 1);

  headline('Sonra');
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT + 5);
  const undone = document.revert(step);
  await vi.advanceTimersByTimeAsync(10);
  await undone;
  expect(document.report.placements.map(({ id }) => id)[0]).toBe(placement);
  expect(document.report.headlines.main).toBe('Sonra');
});
