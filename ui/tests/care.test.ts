// Settings, copies elsewhere, clean-up, and the first minutes of an empty library.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { expectAccessible, LONG, onScreen, openReport, openWindow } from './window-of';

test('the settings are one page, and one comes back to where one was', async () => {
  const opened = await openWindow();
  const id = await openReport(opened, LONG);
  await opened.user.keyboard('{Control>},{/Control}');
  await onScreen('settings');
  await screen.findAllByTestId('unused');
  await expectAccessible();
  await opened.user.click(screen.getByTestId('back'));
  await onScreen('report');
  expect(screen.getByTestId('report').dataset.report).toBe(id);
});

test('a place is chosen, a copy made by key, and the bar says how old it is', async () => {
  const { user, host } = await openWindow();
  expect((await screen.findByTestId('backup-line')).textContent).toContain('No copy elsewhere');
  // Without a place the key asks for one.
  await user.keyboard('{Control>}{Shift>}b{/Shift}{/Control}');
  await onScreen('settings');
  await user.click(screen.getByTestId('backup-choose'));
  await waitFor(() => expect(host.calls.get('setSettings')).toBe(1));
  await user.keyboard('{Control>}{Shift>}b{/Shift}{/Control}');
  expect((await screen.findByTestId('backup-done')).textContent).toContain('The copy is whole');
  await user.click(screen.getByTestId('back'));
  await waitFor(() =>
    expect(screen.getByTestId('backup-line').textContent).toContain('Copied just now'),
  );
});

test('after an export the copy is made by itself, where that is wanted', async () => {
  const settings = { backup_to: '/media/stick', backup_after_export: true };
  const { host } = await openWindow({ settings });
  const id = screen.getAllByTestId('report-row')[0]?.dataset.report ?? '';
  await host.exportReport(id, 'bag', '/demo/x.zip', null, false);
  await waitFor(() =>
    expect(screen.getByTestId('backup-line').textContent).toContain('Copied just now'),
  );
});

test('a disk that was pulled out is named, with what to do now', async () => {
  const { user } = await openWindow({ settings: { backup_to: '/media/pulled-stick' } });
  const line = await screen.findByTestId('backup-line');
  await waitFor(() => expect(line.dataset.state).toBe('warning'));
  expect(line.dataset.tip).toContain('/media/pulled-stick');
  await user.click(line);
  await user.click(await screen.findByTestId('backup-now'));
  const failed = await screen.findByTestId('backup-failed');
  expect(failed.textContent).toContain('/media/pulled-stick');
});

test('what nothing names goes to the trash, with what is freed, and comes back', async () => {
  const { user, host } = await openWindow();
  await user.click(screen.getByTestId('settings'));
  const [first] = await screen.findAllByTestId('unused');
  expect(screen.getByTestId('clean-bytes').textContent).toContain('26.1 MB');
  if (first) await user.click(within(first).getByRole('checkbox'));
  expect(screen.getByTestId('clean-start').textContent).toContain('2 photos');
  await user.click(screen.getByTestId('clean-start'));
  expect(await screen.findAllByTestId('trashed-original')).toHaveLength(2);
  expect(screen.getAllByTestId('unused')).toHaveLength(1);
  await user.click(screen.getByTestId('notice-undo'));
  await waitFor(() => expect(screen.getAllByTestId('unused')).toHaveLength(3));
  expect((await host.unusedOriginals()).trashed).toHaveLength(0);
});

test('an empty library opens the demo', async () => {
  const { user } = await openWindow({ empty: true });
  await user.click(await screen.findByTestId('empty-demo'));
  expect((await screen.findAllByTestId('report-row')).length).toBeGreaterThan(3);
});

test('an empty library is restored from a copy, and the program goes on with it', async () => {
  const { user, host } = await openWindow({ empty: true });
  const open = vi.spyOn(host, 'openLibrary');
  await user.click(await screen.findByTestId('empty-restore'));
  await expectAccessible(await screen.findByTestId('restore-dialog'));
  expect(screen.getByTestId<HTMLButtonElement>('restore-start').disabled).toBe(true);
  await user.click(screen.getByTestId('restore-choose'));
  await user.clear(screen.getByTestId('restore-to'));
  await user.type(screen.getByTestId('restore-to'), '/home/reporter/Tezis-new');
  await user.click(screen.getByTestId('restore-start'));
  await user.click(await screen.findByTestId('restore-open'));
  expect(open).toHaveBeenCalledExactlyOnceWith('/home/reporter/Tezis-new');
});

test('a report in the trash says so, and is restored by key from its shelf', async () => {
  const opened = await openWindow();
  const { user, host } = opened;
  const id = await openReport(opened, 'nəşriyyat');
  await user.click(screen.getByTestId('back'));
  await screen.findByTestId('report-list');
  await host.editReport(id, [
    { op: 'put', collection: 'report', id: '', fields: { trashed_at: '2026-01-01T00:00:00Z' } },
  ]);
  await user.click(screen.getByTestId('shelf-trash'));
  await waitFor(() => expect(screen.getAllByTestId('report-row')).toHaveLength(1));
  await openReport(opened, 'nəşriyyat');
  expect(screen.getByTestId('trash-banner').textContent).toContain('in the trash');
  await user.click(screen.getByTestId('back'));
  (await screen.findByTestId('report-list')).focus();
  await user.keyboard('{Delete}');
  expect(host.library.report(id).value.trashed_at).not.toBeNull();
  await user.keyboard('r');
  await waitFor(() => expect(host.library.report(id).value.trashed_at).toBeNull());
});
