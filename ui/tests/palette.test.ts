// Ctrl+K through the whole window.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { expectAccessible, LONG, onScreen, type Opened, openReport, openWindow } from './window-of';

async function find({ user }: Opened, query: string): Promise<void> {
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByTestId('palette-field'), query);
}

const rows = (): HTMLElement[] => screen.getAllByTestId('palette-row');
const rowOf = (kind: string): Promise<HTMLElement> =>
  waitFor(() => {
    const row = rows().find((one) => one.dataset.kind === kind);
    if (!row) throw new Error(`no ${kind} was found`);
    return row;
  });
const field = (): HTMLElement => screen.getByTestId('palette-field');

test('what is found stands in groups, the chosen one is told to screen readers', async () => {
  const opened = await openWindow();
  await find(opened, 'nerg');
  const person = await rowOf('person');
  expect(within(person).getByText('Nərg', { selector: 'mark' })).toBeTruthy();
  expect(
    screen.getAllByTestId('palette-group').map((one) => one.textContent.trim().split(/\s/)[0]),
  ).toEqual(['People', 'Photos']);
  expect(field().getAttribute('aria-activedescendant')).toBe(person.id);
  expect(person.getAttribute('aria-selected')).toBe('true');
  await opened.user.keyboard('{ArrowDown}');
  expect(field().getAttribute('aria-activedescendant')).toBe((await rowOf('photo')).id);
  await expectAccessible(screen.getByTestId('palette'));
});

test('an empty field shows what was open lately, then the commands with their keys', async () => {
  const opened = await openWindow();
  await openReport(opened, LONG);
  await opened.user.keyboard('{Control>}k{/Control}');
  await screen.findByTestId('palette');
  await waitFor(() => expect(rows().length).toBeGreaterThan(5));
  // Enter twice would change between two reports: the one that is open is not the first.
  expect(rows()[0]?.textContent).not.toContain(LONG);
  expect(rows().find((row) => row.textContent.includes('Export'))?.textContent).toContain('Ctrl');
});

test('a command is found by the words of either language, and run', async () => {
  const opened = await openWindow();
  await find(opened, 'tənzim');
  expect((await rowOf('command')).textContent).toContain('Settings');
  await opened.user.keyboard('{Enter}');
  await onScreen('settings');
});

test('a place of a person opens the report at its block', async () => {
  const opened = await openWindow();
  await find(opened, 'sultanlı');
  await rowOf('person');
  await opened.user.keyboard('{ArrowRight}');
  const named = await rowOf('named');
  expect(named.textContent).toContain('Orxan Sultanlı');
  expect((await rowOf('appears')).textContent).toContain('Opening ceremony');
  await expectAccessible(screen.getByTestId('palette'));
  await opened.user.keyboard('{Enter}');
  await onScreen('report');
  const id = screen.getByTestId('report').dataset.report ?? '';
  const block = opened.host.library
    .report(id)
    .value.body.find(({ text }) => text.text.includes('Orxan Sultanlı'));
  await waitFor(() => {
    const selection = document.getSelection();
    const element = selection?.anchorNode?.parentElement?.closest('.ProseMirror > *');
    expect(element?.textContent).toBe(block?.text.text);
  });
});

test('Escape goes from the places back to the results, then away', async () => {
  const opened = await openWindow();
  await find(opened, 'sultanlı');
  await rowOf('person');
  await opened.user.keyboard('{Tab}');
  await rowOf('named');
  await opened.user.keyboard('{Escape}');
  await rowOf('person');
  expect(screen.getByTestId<HTMLInputElement>('palette-field').value).toBe('sultanlı');
  await opened.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('palette')).toBeNull());
});

test('a photo is chosen in its report, a session opened in its forum', async () => {
  const opened = await openWindow();
  await find(opened, 'ağac əkir');
  await rowOf('photo');
  await opened.user.keyboard('{Enter}');
  await onScreen('report');
  await waitFor(() =>
    expect(screen.getByTestId<HTMLTextAreaElement>('photo-caption').value).toContain('ağac əkir'),
  );
  await find(opened, 'walk');
  await rowOf('session');
  await opened.user.keyboard('{Enter}');
  await onScreen('forum');
  await screen.findByTestId('session-edit-title');
});

test('Ctrl+Enter opens another window, and this one stays', async () => {
  const opened = await openWindow();
  const open = vi.spyOn(opened.host, 'openWindow');
  await find(opened, 'nəşriyyat');
  const row = await rowOf('report');
  await opened.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(open).toHaveBeenCalledOnce());
  expect(`report-${open.mock.calls[0]?.[0]}`).toBe(
    row.dataset.row?.replace(/-$/, '').split('-').slice(0, 2).join('-'),
  );
  expect(screen.getByTestId('window').dataset.screen).toBe('desk');
});

test('at most one question is on its way, and an answer to an older one is not shown', async () => {
  const opened = await openWindow();
  const real = opened.host.find.bind(opened.host);
  let release: () => void = () => undefined;
  const late = new Promise<void>((done) => (release = done));
  const asked: string[] = [];
  vi.spyOn(opened.host, 'find').mockImplementation(async (query, limit) => {
    asked.push(query);
    if (query === 'g') await late;
    return real(query, limit);
  });
  await find(opened, 'gence');
  expect(asked).toEqual(['g']);
  release();
  await rowOf('report');
  expect(asked).toEqual(['g', 'gence']);
});
