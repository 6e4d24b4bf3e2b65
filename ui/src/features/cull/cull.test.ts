import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Notices } from '../../shared/notices.svelte';
import { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { Cull } from './cull.svelte';

let host: FakeHost;
let desk: PhotoDeskDocument;
let cull: Cull;
let notices: Notices;

async function open(extraPhotos = 60): Promise<void> {
  host = fakeHost({ latency: 0, stepTime: 0, extraPhotos });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(all);
  const report = rows[0]?.id ?? '';
  const forum = rows[0]?.forum ?? '';
  desk = new PhotoDeskDocument(host, await host.photoDesk(forum, report));
  notices = new Notices();
  cull = new Cull(desk, notices);
}

beforeEach(async () => {
  setLanguage('en');
  await open();
});

const onDisk = (id: string) =>
  host.library.forum(desk.forum).value.photos.find((photo) => photo.id === id);

/** A folded burst of at least three photos. */
function aBurst(): { burst: number; face: string; members: string[] } {
  const tile = cull.tiles.find(({ burst, of }) => burst !== null && of > 2);
  const burst = tile?.burst ?? null;
  if (!tile || burst === null) throw new Error('the fake forum has such a burst');
  const members = desk.rows.filter((row) => row.burst === burst).map(({ id }) => id);
  return { burst, face: tile.id, members };
}

describe('bursts', () => {
  test('of a burst the sharpest stands for all, and unfolded all stand there', () => {
    const { burst, face, members } = aBurst();
    expect(desk.row(face)?.sharpest).toBe(true);
    const before = cull.tiles.length;
    cull.selection.choose(face);
    cull.toggleBurst();
    expect(cull.tiles).toHaveLength(before + members.length - 1);
    // The photo at hand stays at hand, and another one of the burst gives it back to the face.
    expect(cull.current).toBe(face);
    cull.selection.choose(members.find((id) => id !== face) ?? '');
    cull.fold(burst, true);
    expect(cull.current).toBe(face);
  });

  test('keeping the sharpest rejects the others at once, as one step to undo', async () => {
    const { face, members } = aBurst();
    cull.selection.choose(face);
    await cull.keep('sharpest');
    const picks = () => members.map((id) => [id === face, onDisk(id)?.pick]);
    expect(picks()).toEqual(
      members.map((id) => [id === face, id === face ? 'picked' : 'rejected']),
    );
    await desk.undo.undo();
    expect(members.map((id) => onDisk(id)?.pick)).toEqual(members.map(() => 'none'));
  });

  test('who sees it otherwise keeps this one, and then it stands for the burst', async () => {
    const { burst, face, members } = aBurst();
    const mine = members.find((id) => id !== face) ?? '';
    cull.show(mine);
    expect(cull.current).toBe(mine);
    await cull.keep('this');
    expect(onDisk(face)?.pick).toBe('rejected');
    expect(cull.tiles.find((tile) => tile.burst === burst)?.id).toBe(mine);
    expect(cull.current).toBe(mine);
  });

  test('what a filter hides is not rejected with the others', async () => {
    const { face, members } = aBurst();
    const [hidden = '', seen = ''] = members.filter((id) => id !== face);
    await desk.edit([face, seen].map((photo) => ({ photo, fields: { rating: 3 } })));
    cull.narrow({ stars: 3 });
    cull.selection.choose(face);
    await cull.keep('this');
    expect([face, seen, hidden].map((id) => onDisk(id)?.pick)).toEqual([
      'picked',
      'rejected',
      'none',
    ]);
  });
});

describe('what is decided', () => {
  test('draws one tile: every other one stays the same object', async () => {
    const before = new Map(cull.tiles.map((tile) => [tile.id, tile]));
    const [first = ''] = cull.tiles.map(({ id }) => id);
    cull.selection.choose(first);
    await cull.pick('picked');
    const changed = cull.tiles.filter((tile) => before.get(tile.id) !== tile);
    expect(changed.map(({ id }) => id)).toEqual([first]);
  });

  test('is shown before the core has answered', () => {
    cull.selection.go(0);
    void cull.rate(4);
    expect(cull.row?.photo.rating).toBe(4);
    expect(onDisk(cull.current ?? '')?.rating).toBeNull();
  });

  test('goes to all that are selected, as one step', async () => {
    cull.selection.go(1);
    cull.selection.go(4, 'range');
    const ids = cull.selection.ids;
    expect(ids).toHaveLength(4);
    await cull.rate(3);
    expect(ids.map((id) => onDisk(id)?.rating)).toEqual([3, 3, 3, 3]);
    expect(host.calls.get('editPhotos')).toBe(1);
    await desk.undo.undo();
    expect(ids.map((id) => onDisk(id)?.rating ?? 0)).toEqual([0, 0, 0, 0]);
  });

  test('and is taken back by an undo that comes while the core is still busy with others', async () => {
    const ids = cull.tiles.slice(0, 3).map(({ id }) => id);
    for (const id of ids) {
      cull.selection.choose(id);
      void cull.pick('picked');
    }
    await desk.undo.undo();
    await desk.flush();
    expect(ids.map((id) => onDisk(id)?.pick)).toEqual(['picked', 'picked', 'none']);
  });

  test('goes on to the next photo where one asked for it, once also when the photo goes out of sight', async () => {
    const order = cull.tiles.map(({ id }) => id);
    cull.selection.go(2);
    cull.advance = true;
    await cull.pick('picked');
    expect(cull.current).toBe(order[3]);
    cull.narrow({ pick: 'none' });
    await cull.pick('rejected');
    // The fourth is hidden now; the fifth has taken its place and is not passed over.
    expect(cull.current).toBe(order[4]);
  });

  test('a colour given twice is taken away', async () => {
    cull.selection.go(0);
    const id = cull.current ?? '';
    await cull.label('green');
    expect(onDisk(id)?.colour).toBe('green');
    await cull.label('green');
    expect(onDisk(id)?.colour).toBeNull();
  });

  test('what cannot be saved is said, and shown as it is on disk', async () => {
    host.fail('editPhotos');
    cull.selection.go(0);
    await cull.pick('picked');
    expect(notices.list.map(({ kind }) => kind)).toEqual(['error']);
    expect(cull.row?.photo.pick).toBe('none');
  });
});

describe('the gallery', () => {
  test('takes all picks at its end, shows them as placed at once, and gives them back by undo', async () => {
    const free = desk.rows
      .filter(({ placed }) => !placed)
      .slice(0, 3)
      .map(({ id }) => id);
    await desk.editAll(free, { pick: 'picked' });
    expect(cull.tally.pickedNotPlaced).toBe(3);
    const done = cull.placePicked();
    expect(free.every((id) => desk.row(id)?.placed)).toBe(true);
    await done;
    const placed = () =>
      host.library.report(desk.report ?? '').value.placements.map(({ photo }) => photo);
    expect(placed().slice(-3)).toEqual(free);
    await desk.undo.undo();
    expect(placed()).not.toContain(free[0]);
    expect(free.some((id) => desk.row(id)?.placed)).toBe(false);
  });

  test('takes out what is all there, and puts in the rest where some is missing', async () => {
    const inside = desk.rows.find(({ placed }) => placed)?.id ?? '';
    cull.show(inside);
    await cull.place();
    expect(desk.row(inside)?.placed).toBe(false);
    await cull.place();
    expect(desk.row(inside)?.placed).toBe(true);
  });
});

describe('filters', () => {
  test('say what they hide, and one step shows all again', () => {
    cull.narrow({ stars: 3 });
    expect(cull.frames.every(({ photo }) => (photo.rating ?? 0) >= 3)).toBe(true);
    expect(cull.frames.length + cull.hidden.filtered).toBe(desk.rows.length);
    cull.showAll();
    expect(cull.hidden.filtered).toBe(0);
  });

  test('leave a photo whose words are being written in sight until they are left', () => {
    cull.narrow({ mark: 'no_caption' });
    const [first = ''] = cull.frames.map(({ id }) => id);
    cull.selection.choose(first);
    cull.held = new Set([first]);
    desk.type(first, { captions: { [desk.about.language]: 'A' } });
    expect(cull.current).toBe(first);
    cull.held = new Set();
    expect(cull.frames.some(({ id }) => id === first)).toBe(false);
  });

  test('find a name by letters without their marks', async () => {
    const [first] = desk.rows;
    await desk.editAll([first?.id ?? ''], { captions: { az: 'Küçədə Işıqlı gecə' } });
    cull.narrow({ text: 'KUCEDE isiqli' });
    expect(cull.frames.map(({ id }) => id)).toEqual([first?.id]);
  });

  test('take a photo by the session that its time proposes, until it has one of its own', async () => {
    const row = desk.rows.find(({ proposed_session }) => proposed_session !== null);
    const other = desk.about.sessions.find(({ id }) => id !== row?.proposed_session)?.id ?? '';
    cull.narrow({ session: row?.proposed_session ?? '' });
    expect(cull.frames).toContain(row);
    await desk.editAll([row?.id ?? ''], { session: other });
    expect(cull.frames.some(({ id }) => id === row?.id)).toBe(false);
  });

  test('a photo that is asked for is shown, whatever hides it', () => {
    const { face, members } = aBurst();
    const hidden = members.find((id) => id !== face) ?? '';
    cull.narrow({ pick: 'picked' });
    cull.show(hidden);
    expect(cull.current).toBe(hidden);
    expect(cull.tiles.some(({ id }) => id === hidden)).toBe(true);
  });
});

describe('side by side', () => {
  test('a burst is compared with its own, then four, and a swap brings one that is not there yet', () => {
    const { face, members } = aBurst();
    cull.selection.choose(face);
    cull.compare();
    expect(cull.pair).toHaveLength(2);
    expect(cull.pair.every((id) => members.includes(id))).toBe(true);
    cull.compare();
    expect(new Set(cull.pair).size).toBe(4);
    const before = [...cull.pair];
    cull.swap(1);
    expect(before).not.toContain(cull.current);
    expect(cull.pair.filter((id) => before.includes(id))).toHaveLength(3);
  });

  test('a decision is about the active one alone', async () => {
    cull.selection.go(0);
    cull.selection.go(1, 'range');
    cull.compare();
    // The photo at hand was the last one selected.
    const [left = '', right = ''] = cull.pair;
    await cull.pick('rejected');
    expect([onDisk(left)?.pick, onDisk(right)?.pick]).toEqual(['none', 'rejected']);
  });

  test('the spot of 100 % is the same for the next photo', () => {
    cull.selection.go(0);
    cull.toLoupe();
    cull.zoomTo({ x: 0.2, y: 0.7 });
    cull.move(1);
    expect([cull.zoomed, cull.spot]).toEqual([true, { x: 0.2, y: 0.7 }]);
  });
});

describe('photos that come in', () => {
  test('leave what is selected, and every row that was there, as it was', async () => {
    cull.selection.go(3);
    cull.selection.go(5, 'range');
    const before = new Map(desk.rows.map((row) => [row.id, row]));
    const { ids } = cull.selection;
    const forum = host.library.forum(desk.forum).value;
    const copy = { ...forum.photos[0], id: 'f'.repeat(64), taken_at: '2025-11-14T09:00:00' };
    host.library.editForum(desk.forum, [
      { op: 'put', collection: 'photos', id: copy.id, fields: copy },
    ]);
    await desk.refresh();
    expect(desk.rows).toHaveLength(before.size + 1);
    expect(cull.selection.ids).toEqual(ids);
    expect(desk.rows.filter((row) => before.has(row.id) && before.get(row.id) !== row)).toEqual([]);
  });

  test('in a crowd are read once more and not once each', async () => {
    const asked = host.calls.get('photoDesk') ?? 0;
    await Promise.all(Array.from({ length: 20 }, () => desk.refresh()));
    expect((host.calls.get('photoDesk') ?? 0) - asked).toBe(1);
  });
});

test('one comes back to the photo desk as one left it', async () => {
  cull.selection.go(7);
  const left = cull.current;
  cull.narrow({ mark: 'no_caption' });
  cull.larger(1);
  const again = new Cull(
    new PhotoDeskDocument(host, await host.photoDesk(desk.forum, desk.report)),
    notices,
  );
  again.resume(cull);
  expect([again.current, again.size, again.filter.mark]).toEqual([left, 3, 'no_caption']);
});

test('a library that can only be read is looked at and not written to', async () => {
  host = fakeHost({ latency: 0, readOnly: true });
  const [forum] = await host.listForums();
  desk = new PhotoDeskDocument(host, await host.photoDesk(forum?.id ?? '', null));
  cull = new Cull(desk, new Notices());
  cull.selection.go(0);
  const edit = vi.spyOn(host, 'editPhotos');
  await cull.pick('picked');
  await cull.turn(1);
  expect(edit).not.toHaveBeenCalled();
});
