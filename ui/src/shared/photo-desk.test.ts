import { beforeEach, describe, expect, test } from 'vitest';

import { type FakeHost, fakeHost } from '../ipc/fake-host';
import { PhotoDeskDocument } from './photo-desk.svelte';

let host: FakeHost;
let desk: PhotoDeskDocument;
let ids: string[];

beforeEach(async () => {
  host = fakeHost({ latency: 0, stepTime: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(all);
  desk = new PhotoDeskDocument(
    host,
    await host.photoDesk(rows[0]?.forum ?? '', rows[0]?.id ?? null),
  );
  ids = desk.rows.map(({ id }) => id);
});

const onDisk = (id = '') =>
  host.library.forum(desk.forum).value.photos.find((one) => one.id === id);
const id = (n: number): string => ids[n] ?? '';

describe('an edit', () => {
  test('is on disk when flushed, though it was only begun', async () => {
    void desk.editAll([id(0)], { rating: 2 });
    void desk.editAll([id(1)], { rating: 3 });
    await desk.flush();
    expect([onDisk(id(0))?.rating, onDisk(id(1))?.rating]).toEqual([2, 3]);
    expect(desk.saveState.kind).toBe('saved');
  });

  test('leaves every other row the same object, while it is under way and when it is done', async () => {
    const before = [...desk.rows];
    const done = desk.editAll([id(2)], { pick: 'picked' });
    const others = () => desk.rows.filter((row, n) => n !== 2 && row !== before[n]);
    expect(desk.rows[2]?.photo.pick).toBe('picked');
    expect(others()).toEqual([]);
    await done;
    expect(others()).toEqual([]);
  });

  test('that fails is taken back from the window, and is nothing to undo', async () => {
    await desk.editAll([id(0)], { rating: 1 });
    host.fail('editPhotos');
    await expect(desk.editAll([id(0)], { rating: 5 })).rejects.toMatchObject({
      code: 'store.full',
    });
    expect(desk.row(id(0))?.photo.rating).toBe(1);
    await desk.undo.undo();
    expect(onDisk(id(0))?.rating).toBeNull();
  });

  test('of the time puts the photo where it belongs', async () => {
    await desk.editAll([id(0)], { taken_at: '2025-11-15T23:00:00' });
    expect(desk.rows.at(-1)?.id).toBe(id(0));
    expect(desk.rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  });
});

test('turning, placing and rating go back in the order in which they were done', async () => {
  await desk.turn([id(0)], 1);
  await desk.place([id(0)], false);
  await desk.editAll([id(0)], { rating: 4 });
  const state = () => [
    onDisk(id(0))?.rotation ?? 0,
    desk.row(id(0))?.placed,
    onDisk(id(0))?.rating,
  ];
  expect(state()).toEqual([90, false, 4]);
  await desk.undo.undo();
  expect(state()).toEqual([90, false, null]);
  await desk.undo.undo();
  expect(state()).toEqual([90, true, null]);
  await desk.undo.undo();
  expect(state()).toEqual([0, true, null]);
  await desk.undo.redo();
  expect(state()).toEqual([90, true, null]);
});

test('a notice takes back its own placing, whatever was done since', async () => {
  const step = await desk.place([id(1)], false);
  await desk.editAll([id(1)], { rating: 2 });
  if (step) await desk.revert(step);
  expect(desk.row(id(1))?.placed).toBe(true);
  expect(onDisk(id(1))?.rating).toBe(2);
});

describe('news', () => {
  test('that come one after the other are all read, those that come at once together', async () => {
    const calls = (): number => host.calls.get('photoDesk') ?? 0;
    const before = calls();
    for (const rating of [2, 3]) {
      host.library.editForum(desk.forum, [
        { op: 'put', collection: 'photos', id: id(0), fields: { rating } },
      ]);
      await Promise.all([desk.refresh(), desk.refresh(), desk.refresh()]);
      expect(desk.row(id(0))?.photo.rating).toBe(rating);
    }
    expect(calls()).toBe(before + 2);
  });
});
