import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Report } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { JobList } from '../../shared/job-list.svelte';
import { ExportDialog, packageName } from './export-dialog.svelte';
import ExportPanel from './ExportPanel.svelte';

let host: FakeHost;
let report: Report;
let dialog: ExportDialog;
let order: string[];

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0, stepTime: 5 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(all);
  ({ report } = await host.openReport(rows[0]?.id ?? ''));
  order = [];
  const real = host.exportReport.bind(host);
  vi.spyOn(host, 'exportReport').mockImplementation((...args) => {
    order.push('export');
    return real(...args);
  });
  dialog = new ExportDialog(
    host,
    new JobList(host, []),
    () => report,
    () => {
      order.push('flush');
      return Promise.resolve();
    },
    (thrown) => {
      throw thrown;
    },
  );
});

test('a package gets a name that every system takes', () => {
  expect(packageName(report)).toBe('2025-11-15-gencede-kucelere-kolge-qayidir-yasil-seherler');
  expect(packageName({ ...report, headlines: {}, slug: null, dateline_at: null })).toBe('reportaj');
});

test('what is typed is on disk before the core reads it; then numbers, then the result', async () => {
  render(ExportPanel, { dialog, onclose: vi.fn() });
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
  render(ExportPanel, { dialog, onclose: vi.fn() });
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
  const unsaved = new ExportDialog(
    host,
    new JobList(host, []),
    () => report,
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the core does
    () => Promise.reject(full),
    failed,
  );
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
