// The history of a report through the whole window.
import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import { expectAccessible, LONG, onScreen, type Opened, openReport, openWindow } from './window-of';

let opened: Opened;
let id: string;

beforeEach(async () => {
  opened = await openWindow();
  id = await openReport(opened, LONG);
  await opened.user.keyboard('{Control>}{Shift>}h{/Shift}{/Control}');
  await onScreen('history');
});

const body = (): string[] => opened.host.library.report(id).value.body.map(({ text }) => text.text);
const changes = (): Promise<HTMLElement[]> =>
  waitFor(() => {
    const rows = screen.getAllByTestId('change').filter((row) => row.dataset.change !== undefined);
    if (rows.length === 0) throw new Error('no change is shown');
    return rows;
  });

test('versions stand by day, and the one before now is shown beside it', async () => {
  const versions = screen.getAllByTestId('version');
  expect(versions.length).toBeGreaterThan(3);
  expect(versions[0]?.textContent).toContain('Now');
  expect(versions[1]?.getAttribute('aria-selected')).toBe('true');
  const [changed] = (await changes()).filter((row) => row.dataset.change === 'changed');
  expect(changed?.querySelector('del')?.textContent).toBe('11');
  expect(changed?.querySelector('ins')?.textContent).toBe('14');
  expect(screen.getByTestId('change-field').textContent).toContain('Headline');
  await expectAccessible();
});

test('one block reads again as it did, the others stay; Undo takes it back', async () => {
  const before = body();
  const [changed] = (await changes()).filter((row) => row.dataset.change === 'changed');
  if (!changed) throw new Error('a block changed');
  await opened.user.click(within(changed).getByTestId('restore-block'));
  await waitFor(() => expect(body().join()).toContain('11 dərəcəyədək'));
  expect(body()).toHaveLength(before.length);
  await opened.user.click(await screen.findByTestId('notice-undo'));
  await waitFor(() => expect(body()).toEqual(before));
});

test('a whole version is restored by key, as a new one', async () => {
  const before = opened.host.library.report(id).value.body.length;
  await opened.user.keyboard('{ArrowDown}{ArrowDown}');
  await waitFor(() =>
    expect(screen.getAllByTestId('version')[3]?.getAttribute('aria-selected')).toBe('true'),
  );
  await changes();
  await opened.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(body().length).toBeLessThan(before));
  expect(screen.getAllByTestId('version').length).toBeGreaterThan(4);
  await opened.user.keyboard('{Escape}');
  await onScreen('report');
  expect(screen.getByTestId<HTMLTextAreaElement>('headline').value).toContain('keçirilib');
});

test('what a version changed is shown on demand, and the next change takes the focus', async () => {
  await opened.user.click(screen.getByTestId('beside-before'));
  await changes();
  await opened.user.keyboard('{Alt>}j{/Alt}');
  expect((document.activeElement as HTMLElement | null)?.dataset.change).toBe('added');
});

test('the version that stands now cannot be restored', async () => {
  const [now] = screen.getAllByTestId('version');
  if (now) await opened.user.click(now);
  await screen.findByTestId('no-difference');
  expect(screen.getByTestId<HTMLButtonElement>('restore-version').disabled).toBe(true);
});
