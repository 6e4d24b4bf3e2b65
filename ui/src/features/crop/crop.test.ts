import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Photo, PhotoLook, RenditionFrame } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { readCrop } from '../../ipc/turned';
import { Notices } from '../../shared/notices.svelte';
import { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { copiedLook } from './copied-look.svelte';
import CropPage from './CropPage.svelte';

let host: FakeHost;
let desk: PhotoDeskDocument;
let notices: Notices;
let id: string;
let user: UserEvent;

beforeEach(async () => {
  setLanguage('en');
  host = fakeHost({ latency: 0, stepTime: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(all);
  const { report } = await host.openReport(rows[0]?.id ?? '');
  desk = new PhotoDeskDocument(host, await host.photoDesk(report.forum ?? '', report.id));
  notices = new Notices();
  id = desk.rows[0]?.id ?? '';
  user = userEvent.setup();
  copiedLook.look = null;
  copiedLook.parts = new Set(['tone', 'blurred']);
  // The picture is drawn 900 pixels wide: nothing is laid out here.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 900, 600));
});

const stored = (photo = id): Photo =>
  host.library.forum(desk.forum).value.photos.find((one) => one.id === photo) as Photo;

async function open(props: { ids?: string[] } = {}) {
  const [onclose, onmove] = [vi.fn(), vi.fn()];
  const shown = render(CropPage, { host, desk, id, ids: [], notices, onclose, onmove, ...props });
  await screen.findByTestId('crop-frame');
  return { ...shown, onclose, onmove };
}

/** Pulls something with the pointer, in pixels of the drawn picture. */
async function pull(
  element: Element,
  [fromX, fromY]: number[],
  [toX, toY]: number[],
): Promise<void> {
  const at = (x = 0, y = 0) => ({ clientX: x, clientY: y, button: 0, pointerId: 1 });
  await fireEvent.pointerDown(element, at(fromX, fromY));
  await fireEvent.pointerMove(
    window,
    at(((fromX ?? 0) + (toX ?? 0)) / 2, ((fromY ?? 0) + (toY ?? 0)) / 2),
  );
  await fireEvent.pointerMove(window, at(toX, toY));
  await fireEvent.pointerUp(window, at(toX, toY));
}

/** Holds the core's frames back until what it returns is called. */
function heldBack(): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const frame = host.renditionFrame.bind(host);
  vi.spyOn(host, 'renditionFrame').mockImplementation(async (...asked) => {
    await held;
    return frame(...asked);
  });
  return () => release();
}

const lookOf = (url: string | undefined): string => decodeURIComponent(url ?? '');

describe('the frame', () => {
  test('is the one that the core gives the rendition, drawn in its place', async () => {
    await open();
    const { crop } = await host.renditionFrame(id, 'mia.az', 'cover', plain(), null);
    const { style } = screen.getByTestId('crop-frame');
    expect(parseFloat(style.top)).toBeCloseTo(crop.y * 100, 3);
    expect(parseFloat(style.height)).toBeCloseTo(crop.height * 100, 3);
    expect(screen.getAllByTestId('crop-size').map(({ textContent }) => textContent.trim())).toEqual(
      ['1,600 × 1,067', '1,200 × 675', '400 × 267'],
    );
  });

  test('is moved by dragging; what the core answered is written once, when it is let go', async () => {
    await open();
    const asked = vi.spyOn(host, 'renditionFrame');
    const edits = vi.spyOn(host, 'editPhotos');
    await pull(screen.getByTestId('crop-frame'), [450, 300], [450, 270]);
    await waitFor(() => expect(stored().crops.cover).toBeDefined());
    const drawn = asked.mock.calls.findLastIndex(([, , , , wanted]) => wanted !== null);
    const answer = (await asked.mock.results[drawn]?.value) as RenditionFrame;
    expect(readCrop(stored().crops.cover)?.y).toBeCloseTo(answer.crop.y, 5);
    expect(edits).toHaveBeenCalledOnce();
    expect(screen.getAllByTestId('crop-how')[1]?.textContent).toBe('Own crop');
  });

  test('keeps the shape of a cover when a corner is pulled', async () => {
    await open();
    await pull(screen.getByTestId('crop-grip-se'), [900, 550], [600, 380]);
    await waitFor(() => expect(stored().crops.cover).toBeDefined());
    const { width = 0, height = 1 } = readCrop(stored().crops.cover) ?? {};
    const facts = desk.row(id)?.facts;
    expect((width * (facts?.width ?? 0)) / (height * (facts?.height ?? 1))).toBeCloseTo(16 / 9, 2);
    expect(width).toBeLessThan(0.9);
  });

  test('goes back when Escape is pressed while it is dragged, and the page stays', async () => {
    const { onclose } = await open();
    const frame = screen.getByTestId('crop-frame');
    await fireEvent.pointerDown(frame, { clientX: 450, clientY: 300, button: 0, pointerId: 1 });
    await fireEvent.pointerMove(window, { clientX: 450, clientY: 200, pointerId: 1 });
    await user.keyboard('{Escape}');
    await fireEvent.pointerUp(window, { clientX: 450, clientY: 200, pointerId: 1 });
    expect(host.calls.get('editPhotos')).toBeUndefined();
    expect(onclose).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(onclose).toHaveBeenCalledOnce();
  });

  test('is moved by arrow keys, ten times as far with Shift, each step from the last', async () => {
    await open();
    const before = parseFloat(screen.getByTestId('crop-frame').style.top);
    await user.keyboard('{ArrowUp}{ArrowUp}');
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await desk.flush();
    const { y = 0 } = readCrop(stored().crops.cover) ?? {};
    // 8 steps down on the whole; a step is a four-hundredth of the width.
    expect(y * 100 - before).toBeCloseTo((8 * 100 * 1.5) / 400, 1);
    // Keys in a row are one thing to undo.
    await desk.undo.undo();
    expect(stored().crops.cover).toBeUndefined();
  });

  test('becomes smaller and larger by minus and plus, and automatic again by 0', async () => {
    await open();
    await user.keyboard('-');
    await desk.flush();
    const { width = 1 } = readCrop(stored().crops.cover) ?? {};
    expect(width).toBeCloseTo(1 / 1.02, 3);
    await user.keyboard('0');
    await waitFor(() => expect(stored().crops.cover).toBeUndefined());
  });

  test('belongs to one rendition; a number chooses another', async () => {
    await open();
    await user.keyboard('1');
    expect(screen.getByTestId('crop-frame').getAttribute('aria-label')).toContain('gallery');
    await pull(screen.getByTestId('crop-grip-e'), [900, 300], [450, 300]);
    await waitFor(() => expect(stored().crops.gallery).toBeDefined());
    expect(Object.keys(stored().crops)).toEqual(['gallery']);
    expect(readCrop(stored().crops.gallery)?.width).toBeCloseTo(0.5, 2);
  });

  test('can be given to all renditions of the same shape', async () => {
    await open();
    await user.keyboard('1');
    await pull(screen.getByTestId('crop-grip-e'), [900, 300], [450, 300]);
    await waitFor(() => expect(stored().crops.gallery).toBeDefined());
    await user.click(screen.getByTestId('crop-for-all'));
    await waitFor(() => expect(stored().crops.thumb).toBe(stored().crops.gallery));
    expect(stored().crops.cover).toBeUndefined();
  });

  test('says when the photo is too small for what the profile asks', async () => {
    await open();
    expect(screen.queryByTestId('crop-smaller')).toBeNull();
    for (let press = 0; press < 3; press += 1) await user.keyboard('{Shift>}_{/Shift}'.repeat(3));
    await waitFor(() =>
      expect(screen.getByTestId('crop-smaller').textContent).toContain('1,200 × 675'),
    );
  });
});

describe('the focal point', () => {
  test('is dragged on the turned picture and kept as a place of the upright one', async () => {
    await desk.edit([{ photo: id, fields: { rotation: 90 } }]);
    await open();
    // Ten percent right of the middle, on a picture that lies on its side.
    await pull(screen.getByTestId('crop-ring'), [450, 300], [540, 300]);
    await waitFor(() => expect(stored().focal_x).not.toBeNull());
    // Turned by a quarter clockwise, right on the screen is up in the picture.
    expect([stored().focal_x, stored().focal_y]).toEqual([0.5, 0.4]);
  });

  test('steers a crop that is automatic', async () => {
    await open();
    const before = parseFloat(screen.getByTestId('crop-frame').style.top);
    await pull(screen.getByTestId('crop-ring'), [450, 300], [450, 30]);
    await waitFor(() => expect(stored().focal_y).not.toBeNull());
    await waitFor(() =>
      expect(parseFloat(screen.getByTestId('crop-frame').style.top)).toBeLessThan(before),
    );
    expect(stored().crops).toEqual({});
  });

  test('is moved by arrow keys when it has the focus, and not the frame', async () => {
    await open();
    await user.keyboard('f');
    expect(document.activeElement).toBe(screen.getByTestId('crop-ring'));
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await desk.flush();
    expect(stored().focal_x).toBeCloseTo(0.525, 5);
    expect(stored().crops).toEqual({});
    expect(notices.spoken).toMatch(/53 % across, 50 % down/);
  });

  test('is proposed from a face only when asked, and Ctrl+Z of the desk takes it back', async () => {
    await open();
    expect(host.calls.get('faces')).toBeUndefined();
    expect(stored().focal_x).toBeNull();
    await user.click(screen.getByTestId('crop-face-propose'));
    await waitFor(() => expect(stored().focal_x).toBeCloseTo(0.46, 5));
    expect(stored().focal_y).toBeCloseTo(0.39, 5);
    await desk.undo.undo();
    expect(stored().focal_x).toBeNull();
  });

  test('says so when there is no face', async () => {
    vi.spyOn(host, 'faces').mockResolvedValue([]);
    await open();
    await user.keyboard('{Shift>}F{/Shift}');
    await waitFor(() => expect(notices.list[0]?.text).toBe('No face was found in this photo.'));
    expect(stored().focal_x).toBeNull();
  });
});

describe('rotation', () => {
  test('goes by quarters with keys, and by tenths of a degree', async () => {
    await open();
    await user.keyboard(']');
    await waitFor(() => expect(stored().rotation).toBe(90));
    await user.keyboard(',,,.');
    await desk.flush();
    expect(stored().rotation).toBe(89.8);
  });

  test('while the slider is held only the picture changes', async () => {
    await open();
    await fireEvent.load(pictures()[0] as Element);
    const slider = screen.getByTestId('crop-fine');
    await fireEvent.pointerDown(slider);
    await fireEvent.input(slider, { target: { value: '4.5' } });
    expect(host.calls.get('editPhotos')).toBeUndefined();
    await waitFor(() => expect(lookOf(coming())).toContain('rotate(4.5)'));
    await fireEvent.change(slider);
    await waitFor(() => expect(stored().rotation).toBe(4.5));
    await fireEvent.dblClick(slider);
    await desk.flush();
    expect(stored().rotation).toBe(0);
  });

  test('a line along the horizon levels the picture', async () => {
    await open();
    await user.keyboard('h');
    await pull(screen.getByTestId('crop-picture'), [100, 100], [800, 149]);
    // 49 pixels down over 700: four degrees.
    await waitFor(() => expect(stored().rotation).toBe(356));
    expect(screen.queryByRole('status')).toBeNull();
  });
});

describe('the look', () => {
  test('changes the picture while a slider is pulled, and is written when it is let go', async () => {
    await open();
    const slider = screen.getByTestId('crop-tone-exposure');
    await fireEvent.pointerDown(slider);
    await fireEvent.input(slider, { target: { value: '1' } });
    expect(stored().tone).toEqual({});
    await fireEvent.change(slider);
    await waitFor(() => expect(stored().tone).toEqual({ exposure: 1 }));
    await desk.undo.undo();
    expect(stored().tone).toEqual({});
  });

  test('keys on a slider write what they set; a row of them is one thing to undo', async () => {
    await open();
    const slider = screen.getByTestId('crop-tone-shadows');
    // A click that changed nothing is no pull.
    await fireEvent.pointerDown(slider);
    for (const value of ['1', '2', '3']) {
      await fireEvent.keyDown(slider, { key: 'ArrowRight' });
      await fireEvent.input(slider, { target: { value } });
      await fireEvent.change(slider);
    }
    await desk.flush();
    expect(stored().tone).toEqual({ shadows: 3 });
    await desk.undo.undo();
    expect(stored().tone).toEqual({});
    // Arrow keys on a slider are the slider's.
    expect(stored().crops).toEqual({});
  });

  test('takes a typed number, held in its range; nothing is what it was', async () => {
    await open();
    const field = screen.getByTestId('crop-tone-temperature-number');
    await user.clear(field);
    await user.type(field, '-140{Enter}');
    await desk.flush();
    expect(stored().tone).toEqual({ temperature: -100 });
    await user.clear(field);
    await user.type(field, '0{Enter}');
    await desk.flush();
    expect(stored().tone).toEqual({});
  });

  test('a backslash shows the picture as it came, without touching anything', async () => {
    await desk.edit([{ photo: id, fields: { tone: { exposure: 2 } } }]);
    await open();
    await fireEvent.load(pictures()[0] as Element);
    const asked = vi.spyOn(host, 'lookUrl');
    await fireEvent.keyDown(screen.getByTestId('crop-page'), { key: '\\' });
    await waitFor(() => expect(asked.mock.calls.at(-1)?.[1].tone).toEqual({}));
    expect(screen.queryByTestId('crop-frame')).toBeNull();
    await fireEvent.load(pictures()[1] as Element);
    await fireEvent.keyDown(screen.getByTestId('crop-page'), { key: '\\' });
    await waitFor(() => expect(asked.mock.calls.at(-1)?.[1].tone).toEqual({ exposure: 2 }));
    expect(screen.getByTestId('crop-frame')).toBeTruthy();
    expect(stored().tone).toEqual({ exposure: 2 });
  });

  test('a place to blur is drawn, moved by keys, and removed', async () => {
    await open();
    await user.keyboard('b');
    await pull(screen.getByTestId('crop-picture'), [90, 60], [270, 180]);
    await waitFor(() => expect(Object.values(stored().blurred)).toEqual(['0.1 0.1 0.2 0.2']));
    const region = screen.getByTestId('crop-blur');
    region.focus();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await desk.flush();
    expect(Object.values(stored().blurred)).toEqual(['0.125 0.1 0.2 0.2']);
    await user.keyboard('{Delete}');
    await waitFor(() => expect(stored().blurred).toEqual({}));
    expect(document.activeElement).toBe(screen.getByTestId('crop-page'));
  });

  test('is given to the other chosen photos, only in the parts that are ticked', async () => {
    const [, second = '', third = ''] = desk.rows.map((row) => row.id);
    await desk.edit([
      { photo: id, fields: { tone: { exposure: 1 }, blurred: { a: '0 0 1 1' }, rotation: 3 } },
      { photo: second, fields: { tone: { shadows: 20 }, rotation: 90 } },
    ]);
    await open({ ids: [id, second, third] });
    await user.click(screen.getByTestId('crop-part-blurred'));
    await user.click(screen.getByTestId('crop-to-chosen'));
    await waitFor(() => expect(stored(third).tone).toEqual({ exposure: 1 }));
    // What the look does not have goes; quarter turns are each photo's own.
    expect(stored(second).tone).toEqual({ exposure: 1 });
    expect([stored(second).rotation, stored(second).blurred]).toEqual([90, {}]);
    await notices.undo(notices.list[0]?.id ?? 0);
    expect(stored(second).tone).toEqual({ shadows: 20 });
    expect(stored(third).tone).toEqual({});
  });

  test('opens no face that another photo hides: its blurred places come to those that are there', async () => {
    const second = desk.rows[1]?.id ?? '';
    await desk.edit([
      { photo: id, fields: { blurred: { a: '0 0 0.1 0.1' } } },
      { photo: second, fields: { blurred: { child: '0.5 0.5 0.2 0.2' } } },
    ]);
    await open({ ids: [id, second] });
    await user.click(screen.getByTestId('crop-to-chosen'));
    await waitFor(() => expect(Object.keys(stored(second).blurred).sort()).toEqual(['a', 'child']));
  });
});

test('another photo begins anew, and its answers do not mix with those of the one before', async () => {
  const { rerender, onmove } = await open();
  await user.keyboard('{PageDown}');
  expect(onmove).toHaveBeenCalledWith(1);
  const next = desk.rows[1]?.id ?? '';
  await user.keyboard('b');
  await rerender({ id: next });
  expect(screen.getByTestId('crop-page').dataset.photo).toBe(next);
  await screen.findByTestId('crop-frame');
  expect(screen.queryByRole('status')).toBeNull();
  await pull(screen.getByTestId('crop-frame'), [450, 300], [450, 320]);
  await waitFor(() => expect(stored(next).crops.cover).toBeDefined());
  expect(stored(id).crops).toEqual({});
});

test('a crop that was let go of is kept when one goes on before the core has answered', async () => {
  const { rerender } = await open();
  const answer = heldBack();
  await pull(screen.getByTestId('crop-frame'), [450, 300], [450, 270]);
  await rerender({ id: desk.rows[1]?.id ?? '' });
  answer();
  await waitFor(() => expect(stored().crops.cover).toBeDefined());
  expect(stored(desk.rows[1]?.id).crops).toEqual({});
});

test('and when the photo is turned before the core has answered', async () => {
  await open();
  const answer = heldBack();
  await pull(screen.getByTestId('crop-frame'), [450, 300], [450, 270]);
  await user.keyboard(']');
  answer();
  await waitFor(() => expect(stored().rotation).toBe(90));
  expect(stored().crops.cover).toBeDefined();
});

test('a library that can only be read shows everything and changes nothing', async () => {
  vi.spyOn(desk, 'readonly', 'get').mockReturnValue(true);
  await open();
  await user.keyboard('{ArrowUp}]0');
  await pull(screen.getByTestId('crop-frame'), [450, 300], [450, 200]);
  await desk.flush();
  expect(host.calls.get('editPhotos')).toBeUndefined();
  expect(host.calls.get('turnPhotos')).toBeUndefined();
});

test('what the core refuses is said, and the desk shows what is kept', async () => {
  await open();
  host.fail('editPhotos', 1);
  await user.keyboard('1');
  await pull(screen.getByTestId('crop-grip-e'), [900, 300], [450, 300]);
  await waitFor(() => expect(notices.list[0]?.kind).toBe('error'));
  expect(desk.row(id)?.photo.crops).toEqual({});
});

describe('a picture whose address changes', () => {
  test('is replaced when the new one is decoded; of those between none is asked for', async () => {
    await open();
    const first = pictures()[0];
    await fireEvent.load(first as Element);
    await waitFor(() => expect(screen.getByTestId('crop-image')).toBe(first));
    const slider = screen.getByTestId('crop-fine');
    await fireEvent.pointerDown(slider);
    for (const angle of ['1', '2', '3'])
      await fireEvent.input(slider, { target: { value: angle } });
    // The old one stands while the first new one comes.
    expect(screen.getByTestId('crop-image')).toBe(first);
    expect(pictures()).toHaveLength(2);
    expect(lookOf(coming())).toContain('rotate(1)');
    await fireEvent.load(pictures()[1] as Element);
    await waitFor(() => expect(lookOf(coming())).toContain('rotate(3)'));
    expect(first?.isConnected).toBe(false);
  });
});

test('a picture that cannot be drawn says so, and the next one that can takes the words away', async () => {
  await open();
  await fireEvent.error(pictures()[0] as Element);
  expect(screen.getByTestId('crop-problem').textContent.trim()).toBe(
    'This picture cannot be drawn',
  );
  await user.keyboard(']');
  await waitFor(() => expect(coming()).toBeDefined());
  await fireEvent.load(pictures()[1] as Element);
  await waitFor(() => expect(screen.queryByTestId('crop-problem')).toBeNull());
});

const plain = (): PhotoLook => ({ rotation: 0, tone: {}, blurred: {}, focal: null, crops: {} });
const pictures = (): HTMLImageElement[] => [
  ...screen.getByTestId('crop-picture').querySelectorAll('img'),
];
const coming = (): string | undefined =>
  screen.getByTestId('crop-picture').querySelector<HTMLImageElement>('img[data-coming]')?.src;
