import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, type Mock, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Report } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { JobList } from '../../shared/job-list.svelte';
import { ExportDialog, type ExportOptions, packageName } from './export-dialog.svelte';
import ExportPanel from './ExportPanel.svelte';

let host: FakeHost;
let report: Report;
let dialog: ExportDialog;
let order: string[];
let changed: boolean[];
let put: Mock<(fields: Partial<Report>) => void>;

function make(options: Partial<ExportOptions> = {}): ExportDialog {
  return new ExportDialog({
    host,
    jobs: new JobList(host, []),
    report: () => report,
    zone: 'Asia/Baku',
    published: false,
    put,
    flush: () => {
      order.push('flush');
      return Promise.resolve();
    },
    failed: (thrown) => {
      throw thrown;
    },
    ...options,
  });
}

function show(onhandover = vi.fn()): void {
  render(ExportPanel, { dialog, readonly: false, onclose: vi.fn(), onhandover });
}

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0, stepTime: 5 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(all);
  ({ report } = await host.openReport(rows[0]?.id ?? ''));
  order = [];
  changed = [];
  const real = host.exportReport.bind(host);
  vi.spyOn(host, 'exportReport').mockImplementation((...args) => {
    order.push('export');
    changed.push(args[4]);
    return real(...args);
  });
  put = vi.fn<(fields: Partial<Report>) => void>();
  dialog = make();
});

test('a package gets a name that every system takes', () => {
  expect(packageName(report)).toBe('2025-11-15-gencede-kucelere-kolge-qayidir-yasil-seherler');
  expect(packageName({ ...report, headlines: {}, slug: null, dateline_at: null })).toBe('reportaj');
});

test('what is typed is on disk before the core reads it; then numbers, then the result', async () => {
  show();
  const user = userEvent.setup();
  expect(screen.getByTestId<HTMLButtonElement>('export-start').disabled).toBe(true);
  await user.click(screen.getByTestId('export-choose'));
  await waitFor(() =>
    expect(screen.getByTestId<HTMLInputElement>('export-to').value).toMatch(/\.zip$/),
  );
  await user.click(screen.getByTestId('export-start'));
  expect((await screen.findByTestId('export-progress')).textContent.trim()).toMatch(/^\d+ \/ 11$/);
  expect(order).toEqual(['flush', 'export']);

  await screen.findByTestId('export-done');
  expect(screen.getByTestId('export-path').textContent).toBe(dialog.to);
  expect(screen.getByTestId('export-notes').textContent).toContain(
    'DSC04216.JPG portalın istədiyindən kiçikdir',
  );
});

test('an export that is cancelled says that nothing is left of it', async () => {
  show();
  const user = userEvent.setup();
  dialog.to = '/tmp/a.zip';
  await dialog.start();
  await user.click(await screen.findByTestId('export-cancel'));
  expect((await screen.findByTestId('export-failed')).textContent).toContain('ləğv edildi');
  await user.click(screen.getByTestId('export-again'));
  expect(screen.getByTestId('export-start')).toBeTruthy();
});

test('when what is typed cannot be saved, nothing is exported', async () => {
  const failed = vi.fn();
  const full = { code: 'store.full', params: {}, detail: 'full' };
  const unsaved = make({
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the core does
    flush: () => Promise.reject(full),
    failed,
  });
  unsaved.to = '/tmp/a.zip';
  await unsaved.start();
  expect(failed).toHaveBeenCalledExactlyOnceWith(full);
  expect(order).toEqual([]);
});

test('a change of shape forgets the place, a zip’s is no folder’s, and offers another', async () => {
  dialog.to = '/tmp/a.zip';
  dialog.setShape('folder');
  expect(dialog.to).toBe('');
  expect(dialog.canStart).toBe(false);
  await waitFor(() => expect(dialog.to).toMatch(/^\/demo\/[^.]+$/));
});

test('a place that is offered late does not replace what was typed', async () => {
  const offered = dialog.propose();
  dialog.to = '/tmp/mine.zip';
  await offered;
  expect(dialog.to).toBe('/tmp/mine.zip');
});

test('times for the portal are written in its own time zone', async () => {
  show();
  const user = userEvent.setup();
  await user.type(screen.getByTestId('export-publish-at-date'), '22-11-2025');
  await user.type(screen.getByTestId('export-publish-at-time'), '09:50');
  // Baku is four hours ahead.
  expect(put).toHaveBeenLastCalledWith({ publish_at: '2025-11-22T05:50:00.000Z' });
  await user.clear(screen.getByTestId('export-publish-at-time'));
  await user.type(screen.getByTestId('export-publish-at-time'), '25');
  dialog.to = '/tmp/a.zip';
  await waitFor(() =>
    expect(screen.getByTestId<HTMLButtonElement>('export-start').disabled).toBe(true),
  );
});

test('a publication before the end of the embargo is said', () => {
  report = { ...report, embargo_until: '2025-11-22T06:00:00Z', publish_at: '2025-11-22T05:00:00Z' };
  show();
  expect(screen.getByTestId('export-dialog').textContent).toContain('embarqonun bitməsindən əvvəl');
});

test('only what changed is exported when there is something to compare with', async () => {
  dialog = make({ published: true });
  dialog.to = '/tmp/a.zip';
  show();
  await userEvent.setup().click(screen.getByTestId('export-changed-only'));
  await dialog.start();
  expect(changed).toEqual([true]);
});

test('a folder leads to the portal’s form', async () => {
  const onhandover = vi.fn();
  show(onhandover);
  const user = userEvent.setup();
  expect(screen.queryByTestId('export-to-handover')).toBeNull();
  await user.click(screen.getByTestId('export-folder'));
  await user.click(screen.getByTestId('export-to-handover'));
  expect(onhandover).toHaveBeenCalledOnce();
});
