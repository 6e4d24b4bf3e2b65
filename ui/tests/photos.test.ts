// The photo desk in the whole window, by keyboard: going, deciding, undoing, looking closely, filters.
import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';

import { expectAccessible, LONG, onScreen, openReport, openWindow, type Opened } from './window-of';

let opened: Opened;
let report: string;

beforeEach(async () => {
  opened = await openWindow({ extraPhotos: 80 });
  report = await openReport(opened, LONG);
  await opened.user.keyboard('{Alt>}f{/Alt}');
  await onScreen('photos');
  screen.getByTestId('frames').focus();
});

const frames = (): HTMLElement[] => screen.getAllByTestId('frame');
const chosen = (): string[] =>
  frames()
    .filter((frame) => frame.getAttribute('aria-selected') === 'true')
    .map((frame) => frame.dataset.photo ?? '');
const placed = (): (string | null)[] =>
  opened.host.library.report(report).value.placements.map(({ photo }) => photo);
const frame = (id: string): HTMLElement => {
  const found = frames().find(({ dataset }) => dataset.photo === id);
  if (!found) throw new Error(`${id} is not in view`);
  return found;
};

describe('the grid', () => {
  test('picks, rejects, rates and labels by the key, and Ctrl+Z takes it back step by step', async () => {
    const { user } = opened;
    const [first = '', second = '', third = ''] = frames().map(({ dataset }) => dataset.photo);
    await user.keyboard('p{ArrowRight}x{ArrowRight}4');
    await user.keyboard('8');
    expect(frame(first).dataset.pick).toBe('picked');
    expect(frame(second).dataset.pick).toBe('rejected');
    expect([frame(third).dataset.stars, frame(third).dataset.colour]).toEqual(['4', 'green']);
    // What is seen is said: the option's name has it in words.
    expect(frame(third).getAttribute('aria-label')).toMatch(/4 stars, Green label/);
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(frame(third).dataset.colour).toBeUndefined());
    await user.keyboard('{Control>}z{/Control}{Control>}z{/Control}');
    await waitFor(() => expect(frame(second).dataset.pick).toBe('none'));
    expect(frame(third).dataset.stars).toBe('0');
    expect(frame(first).dataset.pick).toBe('picked');
  });

  test('selects with Shift, Ctrl and Ctrl+A, and says which photo is at hand', async () => {
    const { user } = opened;
    const ids = frames().map(({ dataset }) => dataset.photo ?? '');
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(chosen()).toEqual(ids.slice(0, 3));
    await user.keyboard('{Control>}');
    await user.click(frame(ids[1] ?? ''));
    await user.keyboard('{/Control}');
    expect(chosen()).toEqual([ids[0], ids[2]]);
    const list = screen.getByTestId('frames');
    expect(document.activeElement).toBe(list);
    expect(list.getAttribute('aria-activedescendant')).toMatch(/^frame-/);
    await user.keyboard('{Control>}a{/Control}');
    expect(chosen()).toHaveLength(frames().length);
    // Escape leaves the one photo, and only then the desk.
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveLength(1);
    await user.keyboard('{Escape}');
    await onScreen('report');
  });

  test('draws no more than what is in view, however many there are', () => {
    const all = Number(frames()[0]?.getAttribute('aria-setsize'));
    expect(frames().length).toBeLessThan(all);
  });

  test('what is gone to comes into view, and is where it was after a look at it', async () => {
    const { user } = opened;
    await user.keyboard('{End}');
    const [last = ''] = chosen();
    expect(Number(frame(last).getAttribute('aria-posinset'))).toBe(
      Number(frame(last).getAttribute('aria-setsize')),
    );
    const list = screen.getByTestId('frames');
    await waitFor(() => expect(list.scrollTop).toBeGreaterThan(0));
    const { scrollTop } = list;
    await user.keyboard(' ');
    await screen.findByTestId('loupe');
    await user.keyboard(' ');
    await waitFor(() => expect(screen.getByTestId('frames').scrollTop).toBe(scrollTop));
    expect(chosen()).toEqual([last]);
  });

  test('a letter in a field is a letter', async () => {
    const { user } = opened;
    await user.keyboard('f');
    expect(document.activeElement).toBe(screen.getByTestId('filter-text'));
    await user.keyboard('px1');
    expect(screen.getByTestId<HTMLInputElement>('filter-text').value).toBe('px1');
    expect(opened.host.calls.get('editPhotos')).toBeUndefined();
  });
});

describe('what is in sight', () => {
  test('filters say how many of how many, and one key shows all again', async () => {
    const { user } = opened;
    await user.keyboard('p{ArrowRight}p');
    await user.selectOptions(screen.getByTestId('filter-pick'), 'picked');
    expect(frames()).toHaveLength(2);
    expect(screen.getByTestId('filter-count').textContent).toMatch(/2 of 87/);
    screen.getByTestId('frames').focus();
    await user.keyboard('{Shift>}f{/Shift}');
    expect(frames().length).toBeGreaterThan(2);
  });

  test('when nothing passes, it says so and how all come back', async () => {
    const { user } = opened;
    await user.selectOptions(screen.getByTestId('filter-colour'), 'purple');
    expect(screen.getByTestId('photos-hidden').textContent).toContain('87 photos are hidden');
    await user.click(screen.getByTestId('hidden-clear'));
    expect(frames().length).toBeGreaterThan(2);
  });

  test('B unfolds a burst and folds it again', async () => {
    const { user } = opened;
    const [badge] = screen.getAllByTestId('burst');
    const size = Number(badge?.textContent.trim());
    const tile = badge?.closest<HTMLElement>('[data-testid=frame]');
    await user.click(tile ?? document.body);
    const before = Number(frames()[0]?.getAttribute('aria-setsize'));
    await user.keyboard('b');
    expect(Number(frames()[0]?.getAttribute('aria-setsize'))).toBe(before + size - 1);
    await user.keyboard('b');
    expect(Number(frames()[0]?.getAttribute('aria-setsize'))).toBe(before);
  });
});

describe('looking closely', () => {
  test('Space shows a photo large, arrows go on, decisions are about it, and Space comes back to it', async () => {
    const { user } = opened;
    const ids = frames().map(({ dataset }) => dataset.photo ?? '');
    await user.keyboard('{ArrowRight} ');
    const loupe = await screen.findByTestId('loupe');
    expect(document.activeElement).toBe(loupe);
    expect(loupe.dataset.photo).toBe(ids[1]);
    await user.keyboard('{ArrowRight}5');
    expect(loupe.dataset.photo).toBe(ids[2]);
    expect(screen.getByTestId('decided').dataset.stars).toBe('5');
    await user.keyboard('z{ArrowRight}');
    expect(screen.getByTestId('picture').dataset.zoomed).toBe('true');
    await user.keyboard(' ');
    expect(chosen()).toEqual([ids[3]]);
    expect(frame(ids[2] ?? '').dataset.stars).toBe('5');
  });

  test('C compares two and then four; the arrow down brings another one into the active place', async () => {
    const { user } = opened;
    await user.keyboard('c');
    const shown = (): (string | undefined)[] =>
      screen.getAllByTestId('pane').map(({ dataset }) => dataset.photo);
    expect(shown()).toHaveLength(2);
    const [left, right] = shown();
    await user.keyboard('{ArrowRight}x{ArrowDown}');
    expect(shown()[0]).toBe(left);
    expect(shown()[1]).not.toBe(right);
    await waitFor(() =>
      expect(
        opened.host.library
          .forum(screen.getByTestId('photos-page').dataset.forum ?? '')
          .value.photos.find(({ id }) => id === right)?.pick,
      ).toBe('rejected'),
    );
    await user.keyboard('c');
    expect(new Set(shown()).size).toBe(4);
    await expectAccessible(screen.getByTestId('compare'));
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('compare')).toBeNull();
  });
});

describe('with the report', () => {
  test('G puts a photo into its gallery and out again; all picks go by one button', async () => {
    const { user } = opened;
    const free = frames().filter(
      (one) => !one.getAttribute('aria-label')?.includes('In the gallery'),
    );
    const [first = '', second = ''] = free.map(({ dataset }) => dataset.photo);
    await user.click(frame(first));
    await user.keyboard('g');
    await waitFor(() => expect(placed()).toContain(first));
    await user.keyboard('g');
    await waitFor(() => expect(placed()).not.toContain(first));
    await user.keyboard('p');
    await user.click(frame(second));
    await user.keyboard('p');
    await user.click(screen.getByTestId('put-picked'));
    await waitFor(() => expect(placed().slice(-2).sort()).toEqual([first, second].sort()));
    expect(screen.queryByTestId('put-picked')).toBeNull();
  });

  test('R shows the crop of the photo, Escape comes back, and keys of the desk do nothing there', async () => {
    const { user } = opened;
    const [id] = chosen();
    await user.keyboard('r');
    await waitFor(() => expect(screen.getByTestId('photos-page').dataset.front).toBe('crop'));
    await user.keyboard('p');
    expect(opened.host.calls.get('editPhotos')).toBeUndefined();
    await user.keyboard('{Escape}');
    await screen.findByTestId('frames');
    expect(chosen()).toEqual([id]);
  });
});

test('a forum without photos teaches how they come', async () => {
  const { user } = opened;
  await user.keyboard('{Escape}');
  await onScreen('report');
  await user.click(screen.getByTestId('back'));
  await onScreen('desk');
  const row = screen.getAllByTestId('report-row').find((one) => one.textContent.includes('Şəkidə'));
  await user.click(row ?? document.body);
  await screen.findByTestId('report');
  await user.click(screen.getByTestId('photo-desk'));
  const empty = await screen.findByTestId('photos-empty');
  await user.click(within(empty).getByTestId('empty-add'));
  expect(screen.getByTestId('photos-page').dataset.front).toBe('ingest');
});

test('nothing keeps anybody out', async () => {
  await expectAccessible();
  await opened.user.keyboard(' ');
  await screen.findByTestId('loupe');
  await expectAccessible();
});
