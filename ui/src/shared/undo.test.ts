import { beforeEach, describe, expect, test } from 'vitest';

import { fakeHost, type FakeHost } from '../ipc/fake-host';
import { makeSpeaker } from './make-speaker';
import { ReportDocument } from './report-document.svelte';
import { PAUSE, type TextHistory, UndoOrder } from './undo.svelte';

/** A manuscript that remembers what was written, one change a word. */
class Text implements TextHistory {
  words: string[] = [];
  readonly #undone: string[] = [];
  closed = 0;

  constructor(readonly order: UndoOrder) {}

  write(word: string): void {
    this.words.push(word);
    this.#undone.length = 0;
    this.order.edited(this.words.length - 1, this.words.length);
  }

  depth = (): number => this.words.length;
  close = (): void => void (this.closed += 1);
  undo = (): boolean => move(this.words, this.#undone);
  redo = (): boolean => move(this.#undone, this.words);
}

function move(from: string[], to: string[]): boolean {
  const word = from.pop();
  if (word !== undefined) to.push(word);
  return word !== undefined;
}

let host: FakeHost;
let document: ReportDocument;
let order: UndoOrder;
let text: Text;
let clock = 0;

beforeEach(async () => {
  host = fakeHost({ latency: 0 });
  const filter = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  const { rows } = await host.listReports(filter);
  clock = 0;
  order = new UndoOrder(() => clock);
  document = new ReportDocument(host, await host.openReport(rows[0]?.id ?? ''), order);
  text = new Text(order);
  order.attach(text);
});

const places = (): string[] => document.report.placements.map(({ id }) => id);
const remove = async (id = places()[0] ?? '') => {
  const { step } = await document.run([{ op: 'remove', collection: 'placements', id }]);
  return { id, step };
};
const headline = (main: string): void => document.put('report', '', { headlines: { main } });
const stored = () => host.library.report(document.id).value;

describe('text and operations', () => {
  test('go back in the order in which they were done, and forward again', async () => {
    const before = places();
    text.write('bir');
    const first = await remove();
    text.write('iki');
    text.write('üç');
    const second = await remove();

    const states: string[] = [];
    const look = () => `${text.words.join(' ')} | ${places().length}`;
    for (let i = 0; i < 5; i += 1) {
      await order.undo();
      states.push(look());
    }
    const all = before.length;
    expect(states).toEqual([
      `bir iki üç | ${all - 1}`,
      `bir iki | ${all - 1}`,
      `bir | ${all - 1}`,
      `bir | ${all}`,
      ` | ${all}`,
    ]);
    expect(places()).toEqual(before);
    expect(await order.undo()).toBe('nothing');

    for (let i = 0; i < 5; i += 1) await order.redo();
    expect(look()).toBe(`bir iki üç | ${all - 2}`);
    expect(places()).not.toContain(first.id);
    expect(places()).not.toContain(second.id);
    expect(await order.redo()).toBe('nothing');
    // What was done again can be undone again, in the same order.
    await order.undo();
    expect(look()).toBe(`bir iki üç | ${all - 1}`);
  });

  test('an operation ends the change that is being typed', async () => {
    const closed = text.closed;
    await remove();
    expect(text.closed).toBe(closed + 1);
  });

  test('something new leaves nothing to do again, of either kind', async () => {
    await remove();
    await order.undo();
    text.write('yeni');
    expect(await order.redo()).toBe('nothing');
    await order.undo();
    await remove();
    expect(await order.redo()).toBe('nothing');
    expect(text.words).toEqual([]);
  });

  test('undo twice at once takes back two things, one after the other', async () => {
    const before = places();
    await remove();
    await remove();
    await Promise.all([order.undo(), order.undo()]);
    expect(places()).toEqual(before);
  });

  test('a history of the text that forgets its oldest leaves the order as it was', async () => {
    text.write('bir');
    text.write('iki');
    await remove();
    // Both words fell out at the far end when the third came.
    text.words = ['üç'];
    order.edited(2, 1);
    expect(await order.undo()).toBe('text');
    expect(await order.undo()).toBe('operation');
    expect(await order.undo()).toBe('nothing');
  });
});

describe('fields', () => {
  test('what is typed without a pause is one operation, also when it was saved in parts', async () => {
    const before = stored().headlines.main;
    headline('Q');
    await document.flush();
    clock += PAUSE - 1;
    headline('Qala');
    await document.flush();
    clock += PAUSE;
    headline('Qala yolu');

    await order.undo();
    expect(stored().headlines.main).toBe('Qala');
    await order.undo();
    expect(stored().headlines.main).toBe(before);
    await order.redo();
    expect(stored().headlines.main).toBe('Qala');
  });

  test('two fields that leave together go back one by one', async () => {
    const photo = document.forum.forum.photos[0]?.id ?? '';
    headline('Başlıq');
    document.forum.put('photos', photo, { credit: 'Arzu' });
    document.put('report', '', { kicker: 'Üst' });
    await document.flush();
    await order.undo();
    expect([stored().kicker, stored().headlines.main]).toEqual([null, 'Başlıq']);
  });

  test('what is still on its way is saved before it is taken back', async () => {
    const before = stored().headlines.main;
    headline('Tələsik');
    await order.undo();
    expect(document.report.headlines.main).toBe(before);
    expect(stored().headlines.main).toBe(before);
  });
});

describe('what others change', () => {
  test('in between stays when one’s own is taken back', async () => {
    const { id } = await remove();
    host.library.editReport(document.id, [
      { op: 'put', collection: 'report', id: '', fields: { kicker: 'Başqası' } },
    ]);
    await document.refresh();
    await order.undo();
    expect(places()).toContain(id);
    expect(document.report.kicker).toBe('Başqası');
  });
});

describe('a failure', () => {
  test('of taking back is told, and the operation stays to be tried again', async () => {
    const before = places();
    text.write('bir');
    await remove();
    host.fail('revertReport', 1);
    await expect(order.undo()).rejects.toMatchObject({ code: 'store.full' });
    expect(places()).toHaveLength(before.length - 1);
    expect(text.words).toEqual(['bir']);
    expect(await order.undo()).toBe('operation');
    expect(places()).toEqual(before);
  });

  test('of the operation itself leaves nothing to take back', async () => {
    text.write('bir');
    host.fail('editReport', 1);
    await expect(remove()).rejects.toMatchObject({ code: 'store.full' });
    expect(await order.undo()).toBe('text');
    expect(text.words).toEqual([]);
  });
});

describe('the Undo of a notice', () => {
  test('is that of the order: the operation is not undone twice', async () => {
    const before = places();
    const { step } = await remove();
    await order.undo();
    await document.revert(step);
    expect(places()).toEqual(before);
    expect(await order.undo()).toBe('nothing');
    expect(await order.redo()).toBe('operation');
    await document.revert(step);
    expect(places()).toEqual(before);
  });

  test('takes one back out of its order, and can be undone itself', async () => {
    const { id, step } = await remove();
    text.write('sonra');
    await document.revert(step);
    expect(places()).toContain(id);
    expect(text.words).toEqual(['sonra']);
    await order.undo();
    expect(places()).not.toContain(id);
    await order.undo();
    expect(text.words).toEqual([]);
  });
});

test('several edits of one action are one operation', async () => {
  const people = document.forum.forum.people.length;
  const speaker = { name: 'Vəfa Şıxlı', role: '', session: null, part: 'speaker' as const };
  await makeSpeaker(document.forum, { ...speaker, language: 'az' });
  const { appearances } = document.forum.forum;
  expect(await order.undo()).toBe('operation');
  expect(document.forum.forum.people).toHaveLength(people);
  expect(document.forum.forum.appearances).toHaveLength(appearances.length - 1);
  expect(await order.undo()).toBe('nothing');
  await order.redo();
  expect(document.forum.forum.people).toHaveLength(people + 1);
});

test('a step of a command of its own is noted, and what it showed is shown anew', async () => {
  const changed = host.library.editReport(document.id, [
    { op: 'put', collection: 'report', id: '', fields: { kicker: 'Qəbul edildi' } },
  ]);
  let shown = 0;
  document.did(changed.step, () => Promise.resolve(void (shown += 1)));
  await order.undo();
  expect([document.report.kicker, shown]).toEqual([null, 1]);
  await order.redo();
  expect([document.report.kicker, shown]).toEqual(['Qəbul edildi', 2]);
});
