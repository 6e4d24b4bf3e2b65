import { expect, test, vi } from 'vitest';

import { Latest } from './latest';

/** Questions that are answered by hand. */
function desk() {
  const open: {
    question: number;
    answer: (text: string) => void;
    refuse: (thrown: Error) => void;
  }[] = [];
  const answered = vi.fn<(answer: string, question: number) => void>();
  const failed = vi.fn<(thrown: unknown) => void>();
  const latest = new Latest<number, string>(
    (question) =>
      new Promise((answer, refuse) => {
        open.push({ question, answer, refuse });
      }),
    answered,
    failed,
  );
  return { latest, open, answered, failed };
}

test('of what is asked while one waits only the latest is asked', async () => {
  const { latest, open, answered } = desk();
  for (const question of [1, 2, 3, 4]) latest.ask(question);
  expect(open.map(({ question }) => question)).toEqual([1]);
  open[0]?.answer('one');
  await vi.waitFor(() => expect(open).toHaveLength(2));
  expect(open[1]?.question).toBe(4);
  open[1]?.answer('four');
  await latest.settled();
  expect(answered.mock.calls).toEqual([
    ['one', 1],
    ['four', 4],
  ]);
});

test('what was asked last is not asked twice, not even after something else was taken back', async () => {
  const { latest, open } = desk();
  latest.ask(1);
  latest.ask(2);
  latest.ask(1);
  open[0]?.answer('one');
  await latest.settled();
  latest.ask(1);
  expect(open).toHaveLength(1);
});

test('a failure is told, and the question may be asked again', async () => {
  const { latest, open, failed, answered } = desk();
  latest.ask(1);
  open[0]?.refuse(new Error('no'));
  await latest.settled();
  expect(failed).toHaveBeenCalledOnce();
  latest.ask(1);
  open[1]?.answer('yes');
  await latest.settled();
  expect(answered).toHaveBeenCalledWith('yes', 1);
});
