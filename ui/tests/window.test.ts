// The whole window on the fake host: what joins the features.
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';

import { type FakeHost, fakeHost, type FakeOptions } from '../src/ipc/fake-host';
import Root from '../src/views/Root.svelte';

let host: FakeHost;

async function open(options: FakeOptions = {}): Promise<ReturnType<typeof userEvent.setup>> {
  host = fakeHost({ latency: 0, stepTime: 0, ...options });
  render(Root, { host });
  await waitFor(() => expect(document.documentElement.dataset.ready).toBe('1'));
  await screen.findByTestId('window');
  return userEvent.setup();
}

async function openFirst(user: ReturnType<typeof userEvent.setup>): Promise<string> {
  const [row] = screen.getAllByTestId('report-row');
  if (!row) throw new Error('the demo has reports');
  await user.click(row);
  await screen.findByTestId('report');
  return row.dataset.report ?? '';
}

beforeEach(() => {
  delete document.documentElement.dataset.ready;
});

describe('start', () => {
  test('the first screen stands, and nothing more is asked of the core', async () => {
    await open();
    const calls = [...host.calls];
    expect(performance.getEntriesByName('usable').length).toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, 50));
    expect([...host.calls]).toEqual(calls);
  });

  test('a library that cannot be opened is explained, and tried again', async () => {
    host = fakeHost({ latency: 0 });
    host.fail('start', 1, {
      code: 'store.newer',
      params: {},
      detail: 'the library is of a newer version',
    });
    render(Root, { host });
    expect((await screen.findByTestId('start-failed')).textContent).toContain(
      'daha yeni versiyası',
    );
    await userEvent.setup().click(screen.getByTestId('start-again'));
    await screen.findByTestId('report-list');
    await waitFor(() => expect(performance.getEntriesByName('usable')).not.toHaveLength(0));
  });

  test('an empty library teaches how to begin', async () => {
    await open({ empty: true });
    expect(screen.getByTestId('desk-empty').textContent).toContain('Hələ heç nə yoxdur');
    expect(screen.getByTestId('empty-new')).toBeTruthy();
  });

  test('a library that can only be read says so and closes what would write', async () => {
    await open({ readOnly: true });
    expect(screen.getByTestId('read-only').textContent).toContain('yalnız oxu');
    expect(screen.getByTestId<HTMLButtonElement>('new-report').disabled).toBe(true);
  });
});

test('language and theme change at once and are kept by the core', async () => {
  const user = await open();
  await user.keyboard('{Control>},{/Control}');
  await user.click(await screen.findByTestId('language-en'));
  expect(document.documentElement.lang).toBe('en');
  await user.click(screen.getByTestId('theme-dark'));
  expect(document.documentElement.dataset.theme).toBe('dark');
  await waitFor(() => expect(host.calls.get('setSettings')).toBe(1));
  await user.keyboard('{Escape}');
  expect((await screen.findByTestId('new-report')).textContent).toContain('New report');
});

describe('a report', () => {
  test('what is typed in a field is not lost by going away at once', async () => {
    const user = await open();
    const id = await openFirst(user);
    await user.clear(screen.getByTestId('headline'));
    await user.type(screen.getByTestId('headline'), 'Yeni başlıq');
    await user.click(screen.getByTestId('back'));
    await screen.findByTestId('report-list');
    expect(host.library.report(id).value.headlines.main).toBe('Yeni başlıq');
  });

  test('one that cannot be saved stays open and says why', async () => {
    const user = await open();
    await openFirst(user);
    host.fail('editReport', 99);
    await user.type(screen.getByTestId('headline'), '!');
    await user.click(screen.getByTestId('back'));
    await waitFor(() =>
      expect(screen.getByTestId('notices').textContent).toContain('Disk doludur'),
    );
    expect(screen.getByTestId('report')).toBeTruthy();
    expect(screen.getByTestId('save-state').textContent).toContain(
      'Saxlanılmayıb: disk doludur — yenidən cəhd edilir',
    );
    // There is room again: the next try gets through, and so does leaving.
    host.fail('editReport', 0);
    await user.click(screen.getByTestId('back'));
    await screen.findByTestId('report-list');
  });

  test('a speaker is added with Enter, stands at the session, and can be undone', async () => {
    const user = await open();
    const id = await openFirst(user);
    const forum = host.library.report(id).value.forum ?? '';
    const before = host.library.forum(forum).value.people.length;
    await user.type(screen.getByTestId('person-name'), 'Şəlalə Həmidzadə');
    await user.type(screen.getByTestId('person-role'), 'memar{Enter}');
    await waitFor(() => expect(host.library.forum(forum).value.people).toHaveLength(before + 1));
    const made = host.library.forum(forum).value;
    expect(made.people.at(-1)).toMatchObject({
      full: { az: 'Şəlalə Həmidzadə' },
      short: { az: 'Ş.Həmidzadə' },
    });
    await waitFor(() =>
      expect(host.library.forum(forum).value.appearances.at(-1)?.person).toBeTruthy(),
    );
    await user.click(await screen.findByTestId('notice-undo'));
    await waitFor(() => expect(host.library.forum(forum).value.people).toHaveLength(before));
  });

  test('the name of a person who is there already makes an appearance, not a double', async () => {
    const user = await open();
    const id = await openFirst(user);
    const forum = host.library.report(id).value.forum ?? '';
    const { people, appearances } = host.library.forum(forum).value;
    await user.type(screen.getByTestId('person-name'), 'nərgiz  talıbzadə{Enter}');
    await waitFor(() =>
      expect(host.library.forum(forum).value.appearances).toHaveLength(appearances.length + 1),
    );
    expect(host.library.forum(forum).value.people).toHaveLength(people.length);
  });

  test('a damaged one opens, cannot be changed, and says why', async () => {
    const user = await open();
    const damaged = screen
      .getAllByTestId('report-row')
      .find((row) => row.textContent.includes('Gəncə qonaqlarını gözləyir'));
    if (!damaged) throw new Error('the demo has a damaged report');
    await user.click(damaged);
    await screen.findByTestId('report');
    expect(screen.getByTestId('read-only').textContent).toContain('yalnız oxuna bilər');
    expect(screen.getByTestId<HTMLTextAreaElement>('headline').readOnly).toBe(true);
  });

  test('photos that a job brings appear without anything being opened anew', async () => {
    const user = await open();
    await openFirst(user);
    const before = screen.getAllByTestId('photo').length;
    await user.click(screen.getByTestId('add-photos'));
    await waitFor(() => expect(screen.getAllByTestId('photo')).toHaveLength(before + 3));
  });

  test('the date line is written in the portal’s time zone', async () => {
    const user = await open();
    const id = await openFirst(user);
    expect(screen.getByTestId<HTMLInputElement>('dateline-time').value).toBe('19:20');
    const time = screen.getByTestId('dateline-time');
    await user.clear(time);
    await user.type(time, '08:05');
    await user.tab();
    await waitFor(() =>
      expect(host.library.report(id).value.dateline_at).toBe('2025-11-15T04:05:00.000Z'),
    );
  });
});

test('a text is read, reviewed, and becomes a report only when it is accepted', async () => {
  const user = await open();
  const before = host.library.reports.size;
  await user.click(screen.getByTestId('open-text'));
  await screen.findByTestId('intake');
  expect(host.library.reports.size).toBe(before);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByTestId('report');
  expect(host.library.reports.size).toBe(before + 1);
  expect(screen.getByTestId<HTMLTextAreaElement>('headline').value).toContain('gənc bağbanlar');
});

test('files that a second start hands over are opened here', async () => {
  await open();
  host.handOver(['/home/reporter/mətn.txt']);
  await screen.findByTestId('intake');
});

describe('a window that is closed', () => {
  test('goes when what was typed is on disk', async () => {
    const user = await open();
    const id = await openFirst(user);
    await user.type(screen.getByTestId('headline'), ' Sonuncu söz');
    host.askToClose();
    await waitFor(() => expect(host.calls.get('closeWindow')).toBe(1));
    const { report } = await host.openReport(id);
    expect(report.headlines.main).toContain('Sonuncu söz');
  });

  test('stays when it cannot be saved, and says so', async () => {
    const user = await open();
    await openFirst(user);
    host.fail('editReport', 99);
    await user.type(screen.getByTestId('headline'), ' Sonuncu söz');
    host.askToClose();
    await waitFor(() => expect(host.calls.get('keepWindow')).toBe(1));
    expect(host.calls.get('closeWindow')).toBeUndefined();
    expect(screen.getByTestId('notices').textContent).toContain('diskdə deyil');
  });
});

test('a key shows all keys, and what finds everything is one key away from everywhere', async () => {
  const user = await open();
  await openFirst(user);
  await user.click(screen.getByTestId('report-title'));
  await user.keyboard('?');
  expect((await screen.findByTestId('keys-dialog')).textContent).toContain('Klavişlər');
  await user.click(screen.getByTestId('keys-dialog-close'));
  // Also from within the manuscript, which has keys of its own.
  const manuscript = screen.getByTestId('manuscript').querySelector<HTMLElement>('.ProseMirror');
  manuscript?.focus();
  await user.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('palette-field')));
  await user.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(screen.queryByTestId('palette')).toBeNull());
});

test('a change of a field leaves the manuscript and its caret alone', async () => {
  const user = await open();
  await openFirst(user);
  const manuscript = screen.getByTestId('manuscript').querySelector('.ProseMirror');
  await user.type(screen.getByTestId('headline'), ' bu gün{Enter}');
  await waitFor(() => expect(screen.getByTestId('save-state').dataset.state).toBe('saved'));
  // The same element: it was neither torn down nor made anew, and Enter went into it.
  expect(screen.getByTestId('manuscript').querySelector('.ProseMirror')).toBe(manuscript);
  expect(document.activeElement).toBe(manuscript);
});

test('what is typed while the next page is read is not lost', async () => {
  const user = await open();
  const id = await openFirst(user);
  const openReport = host.openReport.bind(host);
  let answer: (() => void) | null = null;
  host.openReport = async (report) => {
    const opened = await openReport(report);
    await new Promise<void>((resolve) => (answer = resolve));
    return opened;
  };
  await user.click(screen.getByTestId('history'));
  await waitFor(() => expect(answer).not.toBeNull());
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', 'son anda yazılan');
  const manuscript = screen.getByTestId('manuscript');
  manuscript
    .querySelector('.ProseMirror')
    ?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  await waitFor(() => expect(manuscript.textContent).toContain('son anda yazılan'));
  (answer as (() => void) | null)?.();
  await screen.findByTestId('history-page');
  const texts = host.library.report(id).value.body.map(({ text }) => text.text);
  expect(texts.join()).toContain('son anda yazılan');
});

test('a window follows what another one did to the settings when one comes to it', async () => {
  await open();
  const { settings } = await host.start();
  await host.setSettings({ ...settings, language: 'en' });
  expect(screen.getByTestId('new-report').textContent).toContain('Yeni reportaj');
  dispatchEvent(new Event('focus'));
  await waitFor(() => expect(screen.getByTestId('new-report').textContent).toContain('New report'));
});
