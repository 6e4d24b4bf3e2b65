import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { DeskSession } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Notices } from '../../shared/notices.svelte';
import { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { Axis } from './axis';
import { bandsOf, borderEdits, bordersOf, held } from './bands';
import { clockText, HOUR, local, MINUTE, moment } from './times';
import TimelineStrip from './Timeline.svelte';

const at = (text: string): number => local(`2025-11-14T${text}:00`) ?? Number.NaN;

describe('local times', () => {
  test('become moments by the zone of the forum, also over midnight', () => {
    expect(moment(at('10:42'), 'Asia/Baku')).toBe('2025-11-14T06:42:00.000Z');
    expect(moment(at('02:00'), 'Asia/Baku')).toBe('2025-11-13T22:00:00.000Z');
    // Summer time: two hours ahead in July, one in November.
    expect(moment(local('2025-07-14T10:00:00') ?? 0, 'Europe/Berlin')).toBe(
      '2025-07-14T08:00:00.000Z',
    );
    expect(moment(at('10:00'), 'Europe/Berlin')).toBe('2025-11-14T09:00:00.000Z');
  });

  test('what is no time is none', () => {
    for (const text of [null, '', 'yesterday', '2025-11-14', '2025-13-14T10:00:00']) {
      expect(local(text), String(text)).toBeNull();
    }
  });
});

describe('the line', () => {
  const axis = new Axis([
    { from: at('09:00'), to: at('12:00') },
    { from: at('11:00'), to: at('14:00') },
    { from: at('09:00') + 24 * HOUR, to: at('10:00') + 24 * HOUR },
  ]);

  test('cuts the night out and gives each hour the same room', () => {
    expect(axis.segments).toHaveLength(2);
    const hour = axis.xOf(at('11:00')) - axis.xOf(at('10:00'));
    expect(axis.xOf(at('13:30')) - axis.xOf(at('12:30'))).toBeCloseTo(hour, 9);
    expect(axis.xOf(at('10:00') + 24 * HOUR) - axis.xOf(at('09:00') + 24 * HOUR)).toBeCloseTo(
      hour,
      9,
    );
    // Nobody can point at three in the night.
    expect(axis.xOf(at('23:00'))).toBe(axis.segments[0]?.right);
  });

  test('tells the time of a place, and nothing lies outside', () => {
    for (const time of [at('09:00'), at('12:34'), at('09:59') + 24 * HOUR]) {
      expect(axis.timeAt(axis.xOf(time))).toBeCloseTo(time, 3);
    }
    expect(axis.timeAt(-1)).toBe(at('08:50'));
    expect(axis.timeAt(2)).toBe(at('10:10') + 24 * HOUR);
  });

  test('writes full times that do not run into each other', () => {
    const marks = axis.marks(1000, 50);
    expect(marks.filter(({ day }) => day).map((mark) => clockText(mark.at))).toEqual([
      '09:00',
      '09:00',
    ]);
    for (const [n, mark] of marks.entries()) {
      const next = marks[n + 1];
      expect(mark.at % (30 * MINUTE)).toBe(0);
      if (next) expect((next.x - mark.x) * 1000).toBeGreaterThanOrEqual(50);
    }
  });
});

const session = (id: string, starts: string | null, ends: string | null): DeskSession => ({
  id,
  title: id,
  code: id,
  starts: starts === null ? null : `2025-11-14T${starts}:00`,
  ends: ends === null ? null : `2025-11-14T${ends}:00`,
  actual: false,
});

describe('sessions', () => {
  test('that overlap stand under each other, the others in one lane', () => {
    const bands = bandsOf([
      session('a', '10:00', '12:00'),
      session('b', '11:00', '13:00'),
      session('c', '12:00', '13:00'),
      session('none', null, null),
    ]);
    expect(bands.map(({ id, lane }) => `${id}${lane}`)).toEqual(['a0', 'b1', 'c0']);
  });

  test('have one border where one ends and the next begins, and it stays between the two', () => {
    const borders = bordersOf(
      bandsOf([session('a', '10:00', '12:00'), session('b', '12:00', '13:00')]),
    );
    expect(borders.map(({ key, ends, starts }) => [key, ends, starts])).toEqual([
      ['a/start', null, 'a'],
      ['a/end', 'a', 'b'],
      ['b/end', 'b', null],
    ]);
    const shared = borders[1];
    if (!shared) throw new Error('a border');
    expect(clockText(held(shared, at('09:00')))).toBe('10:01');
    expect(clockText(held(shared, at('15:00')))).toBe('12:59');
    expect(clockText(held(shared, at('12:10') + 40_000))).toBe('12:11');
    expect(borderEdits(shared, at('12:11'), 'Asia/Baku')).toEqual([
      {
        op: 'put',
        collection: 'sessions',
        id: 'a',
        fields: { actual_end: '2025-11-14T08:11:00.000Z' },
      },
      {
        op: 'put',
        collection: 'sessions',
        id: 'b',
        fields: { actual_start: '2025-11-14T08:11:00.000Z' },
      },
    ]);
  });
});

describe('the strip', () => {
  let host: FakeHost;
  let desk: PhotoDeskDocument;
  let notices: Notices;
  const onselect = vi.fn<(id: string) => void>();
  const onrange = vi.fn<(ids: string[] | null) => void>();

  beforeEach(async () => {
    setLanguage('en');
    onselect.mockClear();
    onrange.mockClear();
    host = fakeHost({ latency: 0, stepTime: 0 });
    const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
    const { rows } = await host.listReports(all);
    const { report } = await host.openReport(rows[0]?.id ?? '');
    desk = new PhotoDeskDocument(host, await host.photoDesk(report.forum ?? '', null));
    notices = new Notices();
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(0, 0, 1000, 30),
    );
  });

  const show = (ids: string[] = [], current: string | null = null) =>
    render(TimelineStrip, { desk, ids, current, notices, onselect, onrange });

  const storedSession = (id: string) =>
    host.library.forum(desk.forum).value.sessions.find((one) => one.id === id);

  test('an arrow key on a border moves it by a minute and writes when it really was, once', async () => {
    show();
    const [first, second] = desk.about.sessions;
    const border = screen
      .getAllByTestId('timeline-border')
      .find(({ dataset }) => dataset.border === `${first?.id}/end`);
    const edits = vi.spyOn(host, 'editForum');
    border?.focus();
    const user = userEvent.setup();
    await user.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(border?.getAttribute('aria-valuetext')).toBe('12:12');
    expect(edits).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(storedSession(first?.id ?? '')?.actual_end).toBe('2025-11-14T08:12:00.000Z'),
    );
    expect(storedSession(second?.id ?? '')?.actual_start).toBe('2025-11-14T08:12:00.000Z');
    expect(edits).toHaveBeenCalledOnce();
    await desk.undo.undo();
    expect(storedSession(first?.id ?? '')?.actual_end).toBeNull();
    expect(desk.about.sessions[0]?.ends).toBe('2025-11-14T12:00:00');
  });

  test('a border that is dragged is written when it is let go, and Escape lets it go back', async () => {
    show();
    const first = desk.about.sessions[0]?.id ?? '';
    const border = screen
      .getAllByTestId('timeline-border')
      .find(({ dataset }) => dataset.border === `${first}/end`);
    if (!border) throw new Error('a border');
    const x = parseFloat(border.style.left) * 10;
    const drag = async (): Promise<void> => {
      await fireEvent.pointerDown(border, { clientX: x, clientY: 5, button: 0, pointerId: 1 });
      await fireEvent.pointerMove(window, { clientX: x + 20, clientY: 5, pointerId: 1 });
    };
    await drag();
    await fireEvent.keyDown(window, { key: 'Escape' });
    await fireEvent.pointerUp(window, { clientX: x + 20, clientY: 5, pointerId: 1 });
    expect(parseFloat(border.style.left) * 10).toBeCloseTo(x, 6);
    expect(host.calls.get('editForum')).toBeUndefined();
    await drag();
    await fireEvent.pointerUp(window, { clientX: x + 20, clientY: 5, pointerId: 1 });
    await waitFor(() => expect(storedSession(first)?.actual_end).not.toBeNull());
    expect(storedSession(first)?.actual_end).toMatch(/:00\.000Z$/);
  });

  test('a click takes the nearest photo, arrow keys the next and the one before', async () => {
    const { rerender } = show();
    const track = screen.getByTestId('timeline-track');
    await fireEvent.pointerDown(track, { clientX: 0, clientY: 5, button: 0, pointerId: 1 });
    await fireEvent.pointerUp(window, { clientX: 0, clientY: 5, pointerId: 1 });
    const ids = desk.rows.map(({ id }) => id);
    expect(onselect).toHaveBeenLastCalledWith(ids[0]);
    await rerender({ current: ids[1] });
    track.focus();
    const user = userEvent.setup();
    await user.keyboard('{ArrowRight}');
    expect(onselect).toHaveBeenLastCalledWith(ids[2]);
    await user.keyboard('{End}');
    expect(onselect).toHaveBeenLastCalledWith(ids.at(-1));
    expect(track.getAttribute('aria-valuetext')).toMatch(/^Photo 2 of \d+, 11:24:01$/);
  });

  test('a stretch that is drawn chooses its photos, until it is taken away', async () => {
    show();
    const track = screen.getByTestId('timeline-track');
    await fireEvent.pointerDown(track, { clientX: 0, clientY: 5, button: 0, pointerId: 1 });
    await fireEvent.pointerMove(window, { clientX: 150, clientY: 5, pointerId: 1 });
    await fireEvent.pointerUp(window, { clientX: 150, clientY: 5, pointerId: 1 });
    const chosen = onrange.mock.calls.at(-1)?.[0] ?? [];
    expect(chosen).toContain(desk.rows[0]?.id);
    expect(chosen.length).toBeLessThan(desk.rows.length);
    expect(onselect).not.toHaveBeenCalled();
    await userEvent.setup().click(screen.getByTestId('timeline-range'));
    expect(onrange).toHaveBeenLastCalledWith(null);
    expect(screen.queryByTestId('timeline-stretch')).toBeNull();
  });

  test('proposed sessions are written to photos without one; Undo takes them back', async () => {
    const proposed = desk.rows.filter(({ proposed_session }) => proposed_session !== null);
    const own = proposed[0];
    const other = desk.about.sessions.at(-1)?.id;
    await desk.edit([{ photo: own?.id ?? '', fields: { session: other } }]);
    show();
    const button = screen.getByTestId('timeline-take');
    expect(button.textContent).toContain(`${proposed.length - 1} photos`);
    await userEvent.setup().click(button);
    await waitFor(() => expect(screen.queryByTestId('timeline-take')).toBeNull());
    for (const { id, proposed_session } of proposed) {
      // What somebody chose stays.
      expect(desk.row(id)?.photo.session).toBe(id === own?.id ? other : proposed_session);
    }
    await waitFor(() => expect(notices.list).toHaveLength(1));
    await notices.undo(notices.list[0]?.id ?? 0);
    expect(desk.row(proposed[1]?.id ?? '')?.photo.session).toBeNull();
  });

  test('of several chosen photos only those are meant', () => {
    const two = desk.rows.filter(({ proposed_session }) => proposed_session !== null).slice(0, 2);
    show(two.map(({ id }) => id));
    expect(screen.getByTestId('timeline-take').textContent).toContain('2 photos');
  });

  test('a time that is a guess is drawn hollow', async () => {
    await desk.edit([{ photo: desk.rows[0]?.id ?? '', fields: { time_approximate: true } }]);
    show([], desk.rows[0]?.id ?? null);
    const rings = screen.getByTestId('timeline-guessed').getAttribute('d') ?? '';
    expect(rings.match(/M/g)).toHaveLength(1);
    expect(screen.getByTestId('timeline-now').textContent).toContain('approximate');
  });

  test('it can be folded', async () => {
    show();
    const user = userEvent.setup();
    await user.click(screen.getByTestId('timeline-fold'));
    expect(screen.queryByTestId('timeline-track')).toBeNull();
    await user.click(screen.getByTestId('timeline-fold'));
    expect(screen.getByTestId('timeline-track')).toBeTruthy();
  });
});
