import { describe, expect, test, vi } from 'vitest';

import type { Job } from '../ipc/bindings';
import { JobList } from './job-list.svelte';

const job = (fields: Partial<Job>): Job => ({
  id: 1,
  kind: 'import',
  subject: 'forum',
  title: '',
  done: 0,
  total: 10,
  what: '',
  state: 'running',
  error: null,
  result: null,
  ...fields,
});

function listWith() {
  let say: (job: Job) => void = () => undefined;
  let time = 0;
  const host = {
    onJob: (listener: (job: Job) => void) => {
      say = listener;
      return () => undefined;
    },
  };
  const jobs = new JobList(host as never, [], () => time);
  return {
    jobs,
    say: (fields: Partial<Job>, at = time): void => {
      time = at;
      say(job(fields));
    },
  };
}

describe('a job whose starter tells of it', () => {
  test('is known as such even when it is over before its number is here', async () => {
    const { jobs, say } = listWith();
    const told: [number, boolean][] = [];
    jobs.onEnd(({ id }) => told.push([id, jobs.isOwn(id)]));
    const id = await jobs.own(async () => {
      say({ id: 7, state: 'done', done: 10 });
      say({ id: 8, state: 'done', done: 10 });
      await Promise.resolve();
      return 7;
    });
    expect(told).toEqual([
      [7, true],
      [8, false],
    ]);
    expect((await jobs.ended(id)).state).toBe('done');
  });

  test('that could not be started keeps nobody waiting', async () => {
    const { jobs, say } = listWith();
    const ended = vi.fn();
    jobs.onEnd(ended);
    await expect(jobs.own(() => Promise.reject(new Error('no scan')))).rejects.toThrow('no scan');
    say({ id: 3, state: 'done' });
    expect(ended).toHaveBeenCalledOnce();
  });

  test('says how fast it goes by the sizes of its files', async () => {
    const { jobs, say } = listWith();
    await jobs.own(() => Promise.resolve(1), Array<number>(10).fill(5_000_000));
    say({ done: 0 }, 0);
    say({ done: 4 }, 2000);
    expect(jobs.rate(job({}))).toEqual({ perSecond: 2, bytes: 10_000_000, left: 3 });
  });
});
