// Texts that belong together, a translation beside its source, and several reports at once.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { expectAccessible, LONG, onScreen, type Opened, openReport, openWindow } from './window-of';

const here = (): string => screen.getByTestId('report').dataset.report ?? '';

async function translate(opened: Opened): Promise<{ source: string; translation: string }> {
  const source = await openReport(opened, LONG);
  await opened.user.click(screen.getByTestId('derive'));
  await opened.user.click(await screen.findByTestId('derive-translation-en'));
  await waitFor(() => expect(here()).not.toBe(source));
  await screen.findByTestId('translation-panel');
  return { source, translation: here() };
}

const sourceBlocks = (): HTMLElement[] => screen.getAllByTestId('source-block');

test('short news is made of the lead, and both know each other', async () => {
  const opened = await openWindow();
  const source = await openReport(opened, LONG);
  await opened.user.keyboard('{Alt>}n{/Alt}');
  await expectAccessible(await screen.findByTestId('derive-menu'));
  await opened.user.click(screen.getByTestId('derive-short'));
  await waitFor(() => expect(here()).not.toBe(source));
  const { kind, body, follows } = opened.host.library.report(here()).value;
  expect([kind, body.map((block) => block.kind.type), follows]).toEqual([
    'short',
    ['lead'],
    source,
  ]);
  await opened.user.click(screen.getByTestId('siblings'));
  const popover = await screen.findByTestId('siblings-popover');
  await expectAccessible(popover);
  const first = within(popover).getAllByTestId('sibling')[0];
  expect(first?.dataset.report).toBe(source);
  if (first) await opened.user.click(first);
  await waitFor(() => expect(here()).toBe(source));
});

test('the kind is changed where it is read', async () => {
  const opened = await openWindow();
  const id = await openReport(opened, LONG);
  await opened.user.selectOptions(screen.getByTestId('report-kind'), 'update');
  await waitFor(() => expect(opened.host.library.report(id).value.kind).toBe('update'));
});

test('a translation stands beside its source and says what waits', async () => {
  const opened = await openWindow();
  await translate(opened);
  expect((await screen.findByTestId('translation-summary')).textContent).toContain(
    '13 to translate',
  );
  expect(sourceBlocks()[0]?.textContent).toContain('Noyabrın 14-15-də');
  // Notes are the author's own.
  expect(sourceBlocks().some((block) => block.textContent.includes('dəqiqləşdirmək'))).toBe(false);
  await expectAccessible(screen.getByTestId('translation-panel'));
});

test('a block is up to date until its source changes, and then shows what changed', async () => {
  const opened = await openWindow();
  const { host } = opened;
  const { source, translation } = await translate(opened);
  const { body } = host.library.report(translation).value;
  const [lead] = body;
  if (!lead) throw new Error('the source has a lead');
  const { heads } = await host.openReport(translation);
  const text = { text: 'The forum met in Ganja.', marks: [] };
  await host.saveBody(translation, {
    base: heads,
    blocks: [{ ...lead, text }],
    removed: [],
    order: null,
  });
  host.announce([translation], []);
  const first = sourceBlocks()[0];
  if (!first) throw new Error('the source has blocks');
  await opened.user.click(within(first).getByTestId('up-to-date'));
  await waitFor(() => expect(sourceBlocks()[0]?.dataset.state).toBe('current'));

  const of = await host.openReport(source);
  const old = of.report.body[0];
  if (!old) throw new Error('the source has a lead');
  const changed = { ...old.text, text: old.text.text.replace('240', '260') };
  await host.saveBody(source, {
    base: of.heads,
    blocks: [{ ...old, text: changed }],
    removed: [],
    order: null,
  });
  host.announce([source], []);
  await waitFor(() => expect(sourceBlocks()[0]?.dataset.state).toBe('changed'));
  expect(sourceBlocks()[0]?.querySelector('ins')?.textContent).toBe('260');
  expect(screen.getByTestId('translation-summary').textContent).toContain('1 block changed');
});

test('a block that the source got since is taken in where it stands there', async () => {
  const opened = await openWindow();
  const { host } = opened;
  const { source, translation } = await translate(opened);
  const { heads, report } = await host.openReport(source);
  const [first, ...others] = report.body.map((block) => block.id);
  const added = { ...report.body[1], id: '01K9NEWBLOCK00000000000000' } as (typeof report.body)[0];
  await host.saveBody(source, {
    base: heads,
    blocks: [added],
    removed: [],
    order: [first ?? '', added.id, ...others],
  });
  host.announce([source], []);
  await opened.user.click(await screen.findByTestId('take-in'));
  await waitFor(() => expect(host.library.report(translation).value.body[1]?.id).toBe(added.id));
  await waitFor(() => expect(screen.queryByTestId('take-in')).toBeNull());
});

test('one goes to and fro between two reports by a key, and finds the caret again', async () => {
  const opened = await openWindow();
  const first = await openReport(opened, LONG);
  const manuscript = (): HTMLElement | null =>
    screen.getByTestId('manuscript').querySelector<HTMLElement>('.ProseMirror');
  await opened.user.keyboard('{Alt>}o{/Alt}');
  const part = screen.getAllByTestId('outline-item')[1];
  if (!part) throw new Error('the report has parts');
  await opened.user.click(part);
  await opened.user.click(screen.getByTestId('back'));
  await screen.findByTestId('report-list');
  await openReport(opened, 'Shade returns');
  await opened.user.keyboard('{Control>}{Tab}{/Control}');
  await waitFor(() => expect(here()).toBe(first));
  await waitFor(() => expect(document.activeElement).toBe(manuscript()));
  expect(document.getSelection()?.anchorNode?.textContent).toBe(part.textContent.trim());
});

test('another window is asked for with all that was typed on disk', async () => {
  const opened = await openWindow();
  const id = await openReport(opened, LONG);
  const open = vi.spyOn(opened.host, 'openWindow');
  await opened.user.type(screen.getByTestId('headline'), '!');
  await opened.user.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
  await waitFor(() => expect(open).toHaveBeenCalledExactlyOnceWith(id));
  expect(opened.host.library.report(id).value.headlines.main).toMatch(/!$/);
});

test('a window with a report in its address begins with that', async () => {
  const first = await openWindow();
  const id = await openReport(first, LONG);
  document.body.replaceChildren();
  history.replaceState(null, '', `?report=${id}`);
  try {
    const { host } = await openWindow();
    await onScreen('report');
    expect(here()).toBe(id);
    expect(host.calls.get('listReports')).toBeUndefined();
  } finally {
    history.replaceState(null, '', '/');
  }
});
