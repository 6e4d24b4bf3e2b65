import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Notices } from '../../shared/notices.svelte';
import { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import CamerasDialog from './CamerasDialog.svelte';
import { offsetOf, offsetText, readClock, readOffset, spanText } from './clock-offset';
import ClockScreen from './ClockScreen.svelte';

describe('how far a clock is off', () => {
  test('is read and written with its sign', () => {
    for (const [text, seconds] of [
      ['+00:02:14', 134],
      ['00:02:14', 134],
      ['-1:30:00', -5400],
      ['−0:00:09', -9],
      ['4:00', 14_400],
      ['', 0],
    ] as const) {
      expect(readOffset(text), text).toBe(seconds);
    }
    for (const text of ['2 min', '00:60:00', '1:2:3', '+'])
      expect(readOffset(text), text).toBeNull();
    expect(offsetText(134)).toBe('+00:02:14');
    expect(offsetText(-90_061)).toBe('−25:01:01');
    expect(readOffset(offsetText(-90_061))).toBe(-90_061);
  });

  test('is what the camera wrote less what the clock showed', () => {
    const shown = readClock('10:42:07') ?? 0;
    expect(offsetOf('2025-11-14T10:44:21', shown, null)).toBe(134);
    expect(offsetOf('2025-11-14T10:42:00', shown, null)).toBe(-7);
    // A phone that was left at another time zone.
    expect(offsetOf('2025-11-14T06:42:07', shown, null)).toBe(-4 * 3600);
  });

  test('goes over midnight to the nearest day, unless the day is told', () => {
    expect(offsetOf('2025-11-15T00:00:30', readClock('23:59:50') ?? 0, null)).toBe(40);
    expect(offsetOf('2025-11-14T23:59:50', readClock('00:00:30') ?? 0, null)).toBe(-40);
    // A camera whose battery was out begins at its first day.
    expect(offsetOf('2020-01-01T00:10:00', readClock('00:10:00') ?? 0, '2020-01-03')).toBe(
      -2 * 86_400,
    );
  });

  test('is nothing when there is no time', () => {
    expect(offsetOf('', 0, null)).toBeNull();
    for (const text of ['10:42', '25:00:00', '10:42:61', 'noon'])
      expect(readClock(text), text).toBeNull();
  });

  test('is said in the units that it has', () => {
    const units = { days: 'd', hours: 'h', minutes: 'min', seconds: 's' };
    expect(spanText(134, units)).toBe('2 min 14 s');
    expect(spanText(-90_000, units)).toBe('1 d 1 h');
    expect(spanText(0, units)).toBe('0 s');
  });
});

describe('the clock', () => {
  test('shows the time of the forum and ticks on the second', async () => {
    setLanguage('en');
    vi.useFakeTimers({ now: Date.parse('2025-11-14T20:59:58.400Z') });
    try {
      render(ClockScreen, { zone: 'Asia/Baku', onclose: vi.fn() });
      expect(screen.getByTestId('clock-time').textContent).toBe('00:59:58');
      expect(screen.getByTestId('clock-date').textContent).toBe('15-11-2025');
      await vi.advanceTimersByTimeAsync(599);
      expect(screen.getByTestId('clock-time').textContent).toBe('00:59:58');
      await vi.advanceTimersByTimeAsync(1);
      expect(screen.getByTestId('clock-time').textContent).toBe('00:59:59');
      await vi.advanceTimersByTimeAsync(1000);
      expect(screen.getByTestId('clock-time').textContent).toBe('01:00:00');
    } finally {
      vi.useRealTimers();
    }
  });

  test('closes by Escape, and nothing else hears it', async () => {
    const [onclose, beyond] = [vi.fn(), vi.fn()];
    window.addEventListener('keydown', beyond);
    render(ClockScreen, { zone: 'Asia/Baku', onclose });
    await userEvent.setup().keyboard('{Escape}');
    expect(onclose).toHaveBeenCalledOnce();
    expect(beyond).not.toHaveBeenCalled();
    window.removeEventListener('keydown', beyond);
  });
});

describe('the cameras', () => {
  let host: FakeHost;
  let desk: PhotoDeskDocument;
  let notices: Notices;
  let camera: string;

  beforeEach(async () => {
    setLanguage('en');
    host = fakeHost({ latency: 0, stepTime: 0 });
    const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
    const { rows } = await host.listReports(all);
    const { report } = await host.openReport(rows[0]?.id ?? '');
    desk = new PhotoDeskDocument(host, await host.photoDesk(report.forum ?? '', null));
    notices = new Notices();
    camera = desk.rows[0]?.photo.camera ?? '';
    await desk.change([
      {
        op: 'put',
        collection: 'cameras',
        id: camera,
        fields: { name: 'Demo Camera', photographer: 'Rəşad Qaraxanlı', clock_offset_s: null },
      },
    ]);
    for (const row of desk.rows) await desk.edit([{ photo: row.id, fields: { creator: null } }]);
  });

  const show = (current: string | null = null) => {
    const onclose = vi.fn();
    render(CamerasDialog, { host, desk, current, notices, onclose });
    return { onclose };
  };
  const stored = () => host.library.forum(desk.forum).value.cameras.find(({ id }) => id === camera);
  const own = (id: string): HTMLElement => {
    const found = screen
      .getAllByTestId(id)
      .find((one) => one.closest<HTMLElement>('[data-camera]')?.dataset.camera === camera);
    if (!found) throw new Error(id);
    return found;
  };

  test('stand with how many photos they took', () => {
    show();
    const photos = desk.rows.filter(({ photo }) => photo.camera === camera);
    expect(own('camera').textContent).toContain(`${photos.length} photos`);
  });

  test('a field is written when it is left, and only when it differs', async () => {
    show();
    const user = userEvent.setup();
    const edits = vi.spyOn(host, 'editForum');
    await user.click(own('camera-credit'));
    await user.tab();
    expect(edits).not.toHaveBeenCalled();
    await user.type(own('camera-credit'), 'Foto: Rəşad Qaraxanlı');
    await user.tab();
    await waitFor(() => expect(stored()?.credit).toBe('Foto: Rəşad Qaraxanlı'));
    expect(edits).toHaveBeenCalledOnce();
  });

  test('an offset that is no time is said and not written; a right one moves the photos', async () => {
    show();
    const user = userEvent.setup();
    const first = desk.rows.find(({ photo }) => photo.camera === camera);
    await user.type(own('camera-offset'), '2 min');
    expect(own('camera').textContent).toContain('Write it as 00:02:14');
    await user.tab();
    expect(stored()?.clock_offset_s).toBeNull();
    await user.clear(own('camera-offset'));
    await user.type(own('camera-offset'), '00:02:14{Enter}');
    await waitFor(() => expect(stored()?.clock_offset_s).toBe(134));
    const before = Date.parse(`${first?.photo.taken_at ?? ''}Z`);
    await waitFor(() =>
      expect(Date.parse(`${desk.row(first?.id ?? '')?.at ?? ''}Z`)).toBe(before - 134_000),
    );
    expect(own('camera-says').textContent).toBe('Demo Camera is 2 min 14 s ahead');
  });

  test('the photographer is written to photos that name nobody, undoably', async () => {
    const ids = desk.rows.flatMap(({ id, photo }) => (photo.camera === camera ? id : []));
    await desk.edit([{ photo: ids[0] ?? '', fields: { creator: 'Somebody else' } }]);
    show();
    await userEvent.setup().click(own('camera-set-creator'));
    await waitFor(() => expect(desk.row(ids[1] ?? '')?.photo.creator).toBe('Rəşad Qaraxanlı'));
    expect(desk.row(ids[0] ?? '')?.photo.creator).toBe('Somebody else');
    expect(desk.rows.find(({ photo }) => photo.camera !== camera)?.photo.creator).toBeNull();
    await waitFor(() => expect(notices.list).toHaveLength(1));
    await notices.undo(notices.list[0]?.id ?? 0);
    expect(desk.row(ids[1] ?? '')?.photo.creator).toBeNull();
  });

  test('a clock is set by a photo of the true time', async () => {
    const shot = desk.rows.filter(({ photo }) => photo.camera === camera)[1];
    show(shot?.id ?? null);
    const user = userEvent.setup();
    await user.click(own('camera-calibrate'));
    expect(screen.getByTestId('calibration-photo').dataset.photo).toBe(shot?.id);
    // It was taken at 11:24:01 by its own clock.
    await user.type(screen.getByTestId('calibration-time'), '11:21:47');
    expect(screen.getByTestId('calibration-found').textContent).toBe(
      'Demo Camera is 2 min 14 s ahead',
    );
    await user.click(screen.getByTestId('calibration-apply'));
    await waitFor(() => expect(stored()?.clock_offset_s).toBe(134));
    await waitFor(() => expect(screen.queryByTestId('calibration')).toBeNull());
  });

  test('the clock takes the place of the dialog, and Escape leads back to where one was', async () => {
    const { onclose } = show();
    const user = userEvent.setup();
    await user.click(own('camera-calibrate'));
    await user.type(screen.getByTestId('calibration-time'), '11:2');
    await user.click(screen.getByTestId('calibration-clock'));
    expect(screen.getByTestId('clock-screen')).toBeTruthy();
    expect(screen.queryByTestId('cameras-dialog')).toBeNull();
    await fireEvent.keyDown(window, { key: 'Escape' });
    await waitFor(() =>
      expect(screen.getByTestId('calibration-time')).toHaveProperty('value', '11:2'),
    );
    expect(onclose).not.toHaveBeenCalled();
  });

  test('another photo of the same camera can be chosen, no other camera’s', async () => {
    show(null);
    const user = userEvent.setup();
    const shots = desk.rows.filter(({ photo }) => photo.camera === camera).map(({ id }) => id);
    await user.click(own('camera-calibrate'));
    const photo = (): string | undefined => screen.getByTestId('calibration-photo').dataset.photo;
    expect(photo()).toBe(shots.at(-1));
    await user.click(screen.getByTestId('calibration-next'));
    expect(photo()).toBe(shots.at(-1));
    await user.click(screen.getByTestId('calibration-previous'));
    expect(photo()).toBe(shots.at(-2));
  });
});
