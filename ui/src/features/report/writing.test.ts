// What helps one write: find and replace, how long it is, focus mode; on the real manuscript.
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Notices } from '../../shared/notices.svelte';
import FindBar from './FindBar.svelte';
import Length from './Length.svelte';
import { ReportPage } from './page.svelte';
import { readingMinutes } from './reading-time';

let host: FakeHost;
let page: ReportPage;
let notices: Notices;

beforeEach(async () => {
  setLanguage('az');
  sessionStorage.clear();
  host = fakeHost({ latency: 0 });
  notices = new Notices();
  page = new ReportPage(
    host,
    await host.newReport(null, null, 'Başlıq'),
    (thrown) => notices.fail(thrown),
    notices,
  );
  const unmount = page.mount(document.body.appendChild(document.createElement('div')));
  return () => {
    unmount();
    document.body.replaceChildren();
  };
});

const editor = () => {
  if (!page.editor) throw new Error('the manuscript is mounted');
  return page.editor;
};
const write = (words: string): void => {
  const { view } = editor();
  view.dispatch(view.state.tr.insertText(words));
};
const text = (): string => editor().blocks()[0]?.text.text ?? '';

describe('the bar', () => {
  const open = (replacing: boolean) => {
    page.find.show(replacing);
    render(FindBar, { bar: page.find, lang: 'az', readonly: false });
    return userEvent.setup();
  };

  test('says at which match one stands, and Enter goes on', async () => {
    write('İclas, iclas, ICLAS');
    const user = open(false);
    await user.type(screen.getByTestId('find-text'), 'iclas');
    expect(screen.getByTestId('find-count').textContent).toBe('1 / 2');
    await user.keyboard('{Enter}');
    expect(screen.getByTestId('find-count').textContent).toBe('2 / 2');
    await user.keyboard('{Enter}{Shift>}{Enter}{/Shift}');
    expect(screen.getByTestId('find-count').textContent).toBe('2 / 2');
    await user.keyboard('x');
    expect(screen.getByTestId('find-count').textContent).toBe('Tapılmadı');
  });

  test('replaces all, says how many, and Escape gives the caret back to the text', async () => {
    write('söz Söz');
    const user = open(true);
    await user.type(screen.getByTestId('find-text'), 'söz');
    await user.type(screen.getByTestId('replace-text'), 'ifadə');
    await user.click(screen.getByTestId('replace-all'));
    expect(text()).toBe('ifadə İfadə');
    expect(notices.list[0]?.text).toBe('2 yerdə əvəz edildi');
    await page.undo();
    expect(text()).toBe('söz Söz');
    await user.click(screen.getByTestId('find-text'));
    await user.keyboard('{Escape}');
    expect(page.find.open).toBe(false);
    expect(document.querySelectorAll('.te-found')).toHaveLength(0);
    expect(editor().view.hasFocus()).toBe(true);
  });

  test('begins with the words that are selected', () => {
    write('bir iki');
    editor().command('selectAll');
    page.find.show(false);
    expect([page.find.text, page.find.state.count]).toEqual(['bir iki', 1]);
  });
});

test('the length is that of the text, and of what is selected', async () => {
  const stats = { words: 900, characters: 6200, letters: 5300 };
  render(Length, { stats, selected: { words: 1, characters: 3, letters: 3 }, lang: 'az' });
  const button = screen.getByTestId('word-count');
  expect(button.textContent.trim()).toBe('1 / 900 söz');
  await userEvent.setup().click(button);
  await screen.findByTestId('length');
  expect(screen.getAllByTestId('length-reading').map((cell) => cell.textContent.trim())).toEqual([
    '5 dəqiqə',
    'bir dəqiqədən az',
  ]);
  expect(readingMinutes(900, 'en')).toBe(4);
});

test('focus mode marks the block of the caret alone, and the window remembers it', () => {
  write('bir');
  editor().view.dispatch(editor().view.state.tr.split(2));
  page.setFocusMode({ on: true, typewriter: true });
  const here = editor().view.dom.querySelectorAll('.te-here');
  expect([...here].map((block) => block.textContent)).toEqual(['ir']);
  expect(editor().view.dom.classList).toContain('te-focusing');

  const again = document.body.appendChild(document.createElement('div'));
  const leave = page.mount(again);
  expect(page.focusMode).toEqual({ on: true, typewriter: true });
  const escape = { key: 'Escape', bubbles: true, cancelable: true };
  editor().view.dom.dispatchEvent(new KeyboardEvent('keydown', escape));
  expect(page.focusMode.on).toBe(false);
  expect(again.querySelectorAll('.te-here')).toHaveLength(0);
  leave();
});
