import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Settings } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { JobList } from '../../shared/job-list.svelte';
import { Notices } from '../../shared/notices.svelte';
import { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { Ingesting } from './ingest.svelte';

beforeEach(() => setLanguage('en'));

const CARD = '/media/kart/EOS_DIGITAL';
const CANON = '5c2f7a90d1e84b36';
const NIKON = 'e07b13c55a9f2d48';

type Opened = {
  host: FakeHost;
  ingesting: Ingesting;
  notices: Notices;
  settings: Settings;
  forum: string;
  report: string;
};

/** The page over the demo's forum, with the card looked through. */
async function onCard(paths = [CARD], latency = 0): Promise<Opened> {
  const host = fakeHost({ latency, stepTime: 0 });
  const { settings } = await host.start();
  const [row] = (await host.listReports(everything)).rows;
  const report = row?.id ?? '';
  const forum = row?.forum ?? '';
  const desk = new PhotoDeskDocument(host, await host.photoDesk(forum, report));
  const notices = new Notices();
  const ingesting = new Ingesting(host, new JobList(host, []), notices, desk);
  await ingesting.look(paths);
  return { host, ingesting, notices, settings, forum, report };
}

const everything = {
  query: '',
  forum: null,
  state: null,
  trashed: false,
  offset: 0,
  limit: 10,
};

const at = (ingesting: Ingesting, name: string): number =>
  ingesting.shown.findIndex((frame) => frame.name === name);

/** Starts the job and waits until it has been told of. */
async function bringIn({ ingesting, settings }: Opened, again?: (paths: string[]) => void) {
  return new Promise<string[]>((done, fail) => {
    ingesting.start(settings, done, again).then((started) => {
      if (!started) fail(new Error('not started'));
    }, fail);
  });
}

const texts = (notices: Notices): string[] => notices.list.map(({ text }) => text);

describe('what stands on a card', () => {
  test('new frames come in, those that the library has are hidden and stay out', async () => {
    const { ingesting } = await onCard();
    expect(ingesting.frames).toHaveLength(60);
    expect(ingesting.knownCount).toBe(6);
    expect(ingesting.shown.some(({ known }) => known !== null)).toBe(false);
    expect(ingesting.coming).toEqual(ingesting.fresh);
    expect(ingesting.bytes).toBe(ingesting.scan?.new_bytes);
  });

  test('what was locked or rated in the camera is picked, and cannot lose it', async () => {
    const { ingesting } = await onCard();
    const chosen = ingesting.shown.filter((frame) => ingesting.isPicked(frame));
    expect(chosen.map(({ name }) => name)).toEqual([
      'IMG_4209.JPG',
      'IMG_4212.JPG',
      'IMG_4223.JPG',
      'DSC_0930.JPG',
      'DSC_0931.JPG',
      'IMG_4241.JPG',
      'IMG_4259.JPG',
    ]);
    ingesting.go(at(ingesting, 'IMG_4209.JPG'));
    ingesting.togglePick();
    expect(ingesting.currentFrame && ingesting.isPicked(ingesting.currentFrame)).toBe(true);
  });

  test('a card that is looked through while another one was asked for last is not shown', async () => {
    const { host, ingesting } = await onCard([CARD], 5);
    const slow = ingesting.look([CARD]);
    const wanted = ingesting.look(['/demo/IMG_1.jpg']);
    await Promise.all([slow, wanted]);
    expect(ingesting.scan?.paths).toEqual(['/demo/IMG_1.jpg']);
    expect(ingesting.frames).toHaveLength(1);
    // The first scan and the one that came too late are forgotten by the core.
    await vi.waitFor(() => expect(host.calls.get('closeScan')).toBe(2));
  });

  test('a card that is gone is a problem of the page, and another can be chosen', async () => {
    const { host, ingesting } = await onCard();
    const error = { code: 'file.not_found', params: { path: CARD }, detail: 'no such file' };
    host.fail('scanPhotos', 1, error);
    await ingesting.look([CARD]);
    expect(ingesting.problem).toMatchObject({ code: 'file.not_found' });
    expect(ingesting.looking).toBeNull();
    ingesting.leaveScan();
    expect([ingesting.problem, ingesting.scan]).toEqual([null, null]);
  });
});

describe('choosing by keys', () => {
  test('a pick brings in what was left out; leaving out keeps the pick for later', async () => {
    const { ingesting } = await onCard();
    const [frame] = ingesting.shown;
    if (!frame) throw new Error('the card has frames');
    ingesting.toggleTaken();
    expect(ingesting.isTaken(frame)).toBe(false);
    ingesting.togglePick();
    expect([ingesting.isTaken(frame), ingesting.isPicked(frame)]).toEqual([true, true]);
    ingesting.toggleTaken();
    expect([ingesting.isTaken(frame), ingesting.isPicked(frame)]).toEqual([false, true]);
    expect(ingesting.coming).not.toContain(frame);
  });

  test('acts on all frames from where one began with Shift', async () => {
    const { ingesting } = await onCard();
    ingesting.go(3);
    ingesting.go(7, true);
    ingesting.toggleTaken();
    expect(ingesting.shown.filter((frame) => !ingesting.isTaken(frame))).toEqual(
      ingesting.shown.slice(3, 8),
    );
    // Some are out and some in: the first press makes them alike.
    ingesting.go(5);
    ingesting.go(10, true);
    ingesting.toggleTaken();
    expect(ingesting.coming).toHaveLength(54 - 8);
    ingesting.toggleTaken();
    expect(ingesting.coming).toHaveLength(54 - 2);
  });

  test('all, the new ones, none', async () => {
    const { ingesting } = await onCard();
    ingesting.take('none');
    expect([ingesting.coming.length, ingesting.ready]).toEqual([0, false]);
    ingesting.take('all');
    expect([ingesting.coming.length, ingesting.shown.length]).toEqual([60, 60]);
    // What is hidden does not come in by mistake.
    ingesting.setShowKnown(false);
    expect(ingesting.coming).toEqual(ingesting.fresh);
    ingesting.take('none');
    ingesting.take('fresh');
    expect(ingesting.coming).toHaveLength(54);
  });

  test('the place stays with its frame when known ones are shown before it', async () => {
    const { ingesting } = await onCard();
    ingesting.go(4);
    const before = ingesting.currentFrame;
    ingesting.setShowKnown(true);
    expect(ingesting.currentFrame).toBe(before);
    ingesting.setShowKnown(false);
    expect(ingesting.currentFrame).toBe(before);
  });

  test('never goes beyond the ends', async () => {
    const { ingesting } = await onCard();
    ingesting.go(-3);
    expect(ingesting.current).toBe(0);
    ingesting.go(Infinity);
    expect(ingesting.current).toBe(53);
  });
});

describe('what is taken', () => {
  test('is exactly what is chosen, with what is said of all', async () => {
    const opened = await onCard();
    const { host, ingesting, settings, forum } = opened;
    settings.second_copy = '/media/ikinci';
    settings.templates = [{ ...template, name: 'Agentlik', credit: 'mia.az' }];
    ingesting.take('none');
    ingesting.go(at(ingesting, 'IMG_4210.JPG'));
    ingesting.togglePick();
    ingesting.go(at(ingesting, 'IMG-20251114-WA0007.jpg'));
    ingesting.toggleTaken();
    ingesting.withRaw = true;
    ingesting.withSecond = true;
    ingesting.go(at(ingesting, 'IMG_4210.JPG'));
    ingesting.source = ' Orxan ';
    ingesting.permission = '';
    ingesting.template = 'Agentlik';
    ingesting.creator = 'Nigar Rzalı';
    await bringIn(opened);
    const common = {
      scan: 1,
      picks_only: false,
      forum,
      report: null,
      with_raw: true,
      second: '/media/ikinci',
    };
    const batch = {
      credit: null,
      source: 'Orxan',
      permission: null,
      session: null,
      template: settings.templates[0],
    };
    // What is said of frames of no known camera is not said of the camera's: it would come before
    // what the camera is known for.
    await vi.waitFor(() =>
      expect(host.card.ingests).toEqual([
        { ...common, frames: [10], picked: [10], batch: { ...batch, creator: null } },
        { ...common, frames: [56], picked: [], batch: { ...batch, creator: 'Nigar Rzalı' } },
      ]),
    );
    await vi.waitFor(() => expect(host.calls.get('closeScan')).toBe(1));
  });

  test('picks only leaves the others on the card', async () => {
    const opened = await onCard();
    const { ingesting, host } = opened;
    ingesting.picksOnly = true;
    expect(ingesting.coming).toHaveLength(7);
    const hashes = await bringIn(opened);
    expect(hashes).toHaveLength(7);
    expect(host.card.ingests[0]).toMatchObject({ picks_only: true });
  });

  test('few files of a report are meant for its gallery, a whole card is not', async () => {
    const card = await onCard();
    expect(card.ingesting.intoGallery).toBe(false);
    const few = await onCard(['/demo/IMG_1.jpg', '/demo/IMG_2.jpg']);
    expect(few.ingesting.intoGallery).toBe(true);
    await bringIn(few);
    expect(few.host.card.ingests[0]?.report).toBe(few.report);
  });

  test('without room nothing starts, and it is said how much is missing', async () => {
    const { host, ingesting, settings } = await onCard();
    host.card.free = 100_000_000;
    await ingesting.look([CARD]);
    expect(ingesting.lacks).toBe(ingesting.bytes - 100_000_000);
    expect(await ingesting.start(settings, vi.fn(), undefined)).toBe(false);
    ingesting.picksOnly = true;
    expect([ingesting.lacks, ingesting.ready]).toEqual([0, true]);
  });

  test('a start that fails says why and keeps all that was chosen', async () => {
    const { host, ingesting, settings, notices } = await onCard();
    host.fail('ingest');
    expect(await ingesting.start(settings, vi.fn(), undefined)).toBe(false);
    expect(notices.list[0]?.kind).toBe('error');
    expect([ingesting.ready, ingesting.coming.length]).toEqual([true, 54]);
  });
});

const template = {
  name: '',
  caption: null,
  alt: null,
  headline: null,
  credit: null,
  creator: null,
  copyright: null,
  usage_terms: null,
  keywords: [],
};

describe('who took them', () => {
  test('is asked of each camera, and remembered for the next card', async () => {
    const opened = await onCard();
    const { ingesting, host, forum } = opened;
    expect(ingesting.cameras.map(({ body, frames }) => [body, frames])).toEqual([
      [CANON, 36],
      [NIKON, 12],
    ]);
    expect(ingesting.others).toBe(6);
    ingesting.own(CANON, { photographer: 'Nigar Rzalı' });
    ingesting.own(CANON, { credit: 'Foto: Nigar Rzalı' });
    await bringIn(opened);
    const { cameras } = (await host.openForum(forum)).forum;
    expect(cameras.find(({ id }) => id === CANON)).toMatchObject({
      name: 'Canon EOS R6',
      photographer: 'Nigar Rzalı',
    });
    // Nothing was said of the other one.
    expect(cameras.find(({ id }) => id === NIKON)).toBeUndefined();
    // Frames of no known camera keep their own field, which nobody filled in.
    expect(host.card.ingests[0]?.batch.creator).toBeNull();

    const next = new Ingesting(host, new JobList(host, []), new Notices(), ingesting.desk);
    host.card.frames = host.card.frames.map((frame, n) => ({
      ...frame,
      hash: `${n}`.padStart(64),
    }));
    await next.look([CARD]);
    expect(next.cameras[0]).toMatchObject({
      photographer: 'Nigar Rzalı',
      credit: 'Foto: Nigar Rzalı',
      remembered: true,
    });
  });

  test('of the only camera is said of the whole batch', async () => {
    const opened = await onCard();
    const { ingesting, host } = opened;
    ingesting.take('none');
    ingesting.go(0);
    ingesting.toggleTaken();
    ingesting.own(CANON, { photographer: 'Nigar Rzalı' });
    await bringIn(opened);
    expect(host.card.ingests[0]?.batch.creator).toBe('Nigar Rzalı');
  });
});

describe('when they are in', () => {
  test('it is said how many came, which failed and why, and which are damaged', async () => {
    const opened = await onCard();
    await bringIn(opened);
    const { notices } = opened;
    expect(texts(notices)).toEqual([
      '53 photos came in',
      'IMG_4244.JPG is not an image.',
      '1 file is damaged: IMG_4237.JPG. They are in the library, as far as they go.',
    ]);
  });

  test('several failures are one notice, with all reasons among its details', async () => {
    const opened = await onCard();
    const { host, notices } = opened;
    host.card.frames = host.card.frames.map((frame, n) =>
      n > 50 ? { ...frame, fate: 'refused' } : frame,
    );
    await opened.ingesting.look([CARD]);
    await bringIn(opened);
    const failed = notices.list.filter(({ kind }) => kind === 'error');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.text).toContain('10 files could not be taken: IMG_4244.JPG is not an image.');
    expect(failed[0]?.text).toContain('and 7 more');
    expect(failed[0]?.details).toContain('photo_2025-11-14_10-42-07.jpg');
  });

  test('a card that was pulled out can be put in again: only what is left comes', async () => {
    const opened = await onCard();
    const { host, ingesting, notices } = opened;
    host.card.pullAfter = 20;
    const again = vi.fn();
    await bringIn(opened, again);
    const offer = notices.list.find(({ kind }) => kind === 'offer');
    expect(offer?.text).toContain('34 frames are left');
    notices.act(offer?.id ?? 0);
    expect(again).toHaveBeenCalledExactlyOnceWith([CARD]);
    host.card.volumes = await Promise.resolve([{ path: CARD, name: 'EOS_DIGITAL' }]);
    await ingesting.look([CARD]);
    expect(ingesting.fresh).toHaveLength(34);
  });

  test('a small photo that its original replaced can be had back', async () => {
    const opened = await onCard();
    const { host, notices, forum } = opened;
    const [first] = (await host.openForum(forum)).forum.photos;
    const big = 'b'.repeat(64);
    host.card.replaces = [{ old: first?.id ?? '', new: big, name: 'DSC_9000.JPG' }];
    await bringIn(opened);
    const notice = notices.list.find(({ undo }) => undo !== null);
    expect(notice?.text).toContain('DSC_9000.JPG is the larger original');
    await notices.undo(notice?.id ?? 0);
    expect(host.calls.get('undoVersion')).toBe(1);
  });

  test('stopping keeps what is in, and says so', async () => {
    const opened = await onCard([CARD], 1);
    const { host, ingesting, settings, notices, forum } = opened;
    const before = (await host.openForum(forum)).forum.photos.length;
    const jobs: number[] = [];
    host.onJob((job) => {
      if (job.done !== 3 || jobs.length > 0) return;
      jobs.push(job.id);
      void host.cancelJob(job.id);
    });
    await ingesting.start(settings, vi.fn(), undefined);
    await vi.waitFor(() => expect(texts(notices)).toContain('Stopped. What came in stays.'));
    const after = (await host.openForum(forum)).forum.photos.length;
    expect(after - before).toBeGreaterThanOrEqual(3);
    expect(after - before).toBeLessThan(54);
  });
});
