import { beforeEach, describe, expect, test } from 'vitest';

import type { Job, ReportFilter } from './bindings';
import { type FakeHost, fakeHost } from './fake-host';

const all: ReportFilter = {
  query: '',
  forum: null,
  state: null,
  trashed: false,
  offset: 0,
  limit: 100,
};

let host: FakeHost;
beforeEach(() => {
  host = fakeHost({ latency: 0, stepTime: 0 });
});

const firstReport = async (): Promise<string> =>
  (await host.listReports({ ...all, limit: 1 })).rows[0]?.id ?? '';

const ended = (id: number): Promise<Job> =>
  new Promise((done) => {
    host.onJob((job) => {
      if (job.id === id && job.state !== 'running') done(job);
    });
  });

describe('search', () => {
  test('letters without their diacritics find the words that have them, and say where', async () => {
    const { rows } = await host.listReports({ ...all, query: 'kucelere' });
    expect(rows).toHaveLength(1);
    const [from, to] = rows[0]?.headline_matches[0] ?? [0, 0];
    expect([...(rows[0]?.headline ?? '')].slice(from, to).join('')).toBe('küçələrə');
  });

  test('a page of a long list has its rows and the number of all', async () => {
    const long = fakeHost({ latency: 0, extraReports: 300 });
    const { rows, total } = await long.listReports({ ...all, offset: 200 });
    expect([rows.length, total]).toEqual([100, 305]);
  });
});

describe('documents', () => {
  test('a step taken back leaves what was changed since', async () => {
    const id = await firstReport();
    const first = await host.editReport(id, [
      { op: 'put', collection: 'report', id: '', fields: { kicker: 'Gəncə', section: 'Cəmiyyət' } },
    ]);
    await host.editReport(id, [
      { op: 'put', collection: 'report', id: '', fields: { section: 'Mədəniyyət' } },
    ]);
    const { report } = await host.revertReport(id, first.step);
    expect(report.kicker).toBeNull();
    expect(report.headlines.main).toContain('Gəncədə');
  });

  test('a removed photo comes back at its place', async () => {
    const id = await firstReport();
    const before = (await host.openReport(id)).report.placements.map((placement) => placement.id);
    const { step } = await host.editReport(id, [
      { op: 'remove', collection: 'placements', id: before[2] ?? '' },
    ]);
    const { report } = await host.revertReport(id, step);
    expect(report.placements.map((placement) => placement.id)).toEqual(before);
  });

  test('a body is saved block by block; what the window does not name stays', async () => {
    const id = await firstReport();
    const { report, heads } = await host.openReport(id);
    const [lead, second] = report.body;
    if (!lead || !second) throw new Error('the demo has a body');
    await host.saveBody(id, {
      base: heads,
      blocks: [{ ...lead, text: { text: 'Yeni giriş', marks: [] } }],
      removed: [second.id],
      order: null,
    });
    const { body } = (await host.openReport(id)).report;
    expect(body[0]?.text.text).toBe('Yeni giriş');
    expect(body.map((block) => block.id)).not.toContain(second.id);
    expect(body).toHaveLength(report.body.length - 1);
  });

  test('what it hands out is a copy: the window cannot change the library by accident', async () => {
    const id = await firstReport();
    const { report } = await host.openReport(id);
    report.headlines.main = 'changed here';
    expect((await host.openReport(id)).report.headlines.main).not.toBe('changed here');
  });
});

describe('jobs', () => {
  test('an import names what is no picture, and the others go on', async () => {
    const id = await firstReport();
    const job = await ended(await host.importPhotos(id, ['/a/1.jpg', '/a/notes.pdf', '/a/2.png']));
    expect(job).toMatchObject({ state: 'done', done: 3, total: 3 });
    if (job.result?.type !== 'imported') throw new Error('an import ends as imported');
    expect(job.result.photos.map((photo) => photo.name)).toEqual(['1.jpg', '2.png']);
    expect(job.result.failed[0]?.error.code).toBe('photo.not_an_image');
  });

  test('the same photo twice is one original', async () => {
    const id = await firstReport();
    await ended(await host.importPhotos(id, ['/a/1.jpg']));
    const before = host.library.photos.size;
    const job = await ended(await host.importPhotos(id, ['/a/1.jpg']));
    expect(host.library.photos.size).toBe(before);
    expect(job.result).toMatchObject({ photos: [{ new: false }] });
  });

  test('a cancelled job ends as cancelled', async () => {
    const slow = fakeHost({ latency: 0, stepTime: 20 });
    const states: string[] = [];
    slow.onJob((job) => states.push(job.state));
    const report = (await slow.listReports(all)).rows[0]?.id ?? '';
    const id = await slow.exportReport(report, 'bag', '/a.zip', null, false);
    await slow.cancelJob(id);
    expect(states.at(-1)).toBe('cancelled');
  });
});

test('failures come when they are asked for, and only then', async () => {
  host.fail('listForums', 1);
  await expect(host.listForums()).rejects.toMatchObject({ code: 'store.full' });
  await expect(host.listForums()).resolves.toHaveLength(2);
});

test('a damaged report opens read-only and says why', async () => {
  const { rows } = await host.listReports({ ...all, query: 'qonaqlarini' });
  const damaged = rows[0]?.id ?? '';
  expect((await host.openReport(damaged)).read_only?.code).toBe('report.damaged');
});
