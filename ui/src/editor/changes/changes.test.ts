import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';

import { children } from '../blocks/find';
import type { RichText } from '../contract';
import { docFromBlocks } from '../convert/from-blocks';
import { scalars } from '../convert/offsets';
import { blockFromNode, idOf } from '../convert/to-blocks';
import { random, randomBody, randomRichText, randomText } from '../testing/random';
import { diff } from './diff';
import { mergeText } from './merge-text';
import { show } from './show';

describe('a difference', () => {
  it('turns one text into the other, for any two', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const from = random(seed);
      const a = scalars(randomText(from, 30));
      const b = from.chance(0.5)
        ? scalars(randomText(from, 30))
        : edited(a, from.below(a.length + 1));
      const made: string[] = [];
      let at = 0;
      for (const hunk of diff(a, b)) {
        made.push(...a.slice(at, hunk.aFrom), ...b.slice(hunk.bFrom, hunk.bTo));
        at = hunk.aTo;
      }
      made.push(...a.slice(at));
      expect(made, `seed ${seed}`).toEqual(b);
    }
  });

  it('names only what changed', () => {
    expect(diff(scalars('Forum açıldı'), scalars('Forum dünən açıldı.'))).toEqual([
      { aFrom: 6, aTo: 6, bFrom: 6, bTo: 12 },
      { aFrom: 12, aTo: 12, bFrom: 18, bTo: 19 },
    ]);
  });

  it('takes whole words for what was put in, and for what was taken out', () => {
    const [one, both] = [scalars('dedi (b)'), scalars('dedi (a) (b)')];
    expect(diff(one, both)).toEqual([{ aFrom: 5, aTo: 5, bFrom: 5, bTo: 9 }]);
    expect(diff(both, one)).toEqual([{ aFrom: 5, aTo: 9, bFrom: 5, bTo: 5 }]);
  });

  it('gives one stretch for texts that have nothing in common', () => {
    const [a, b] = ['x'.repeat(2_000), 'y'.repeat(2_000)];
    expect(diff(scalars(a), scalars(b))).toEqual([{ aFrom: 0, aTo: 2_000, bFrom: 0, bTo: 2_000 }]);
  });
});

describe('showing another body', () => {
  it('makes exactly that body of any other, and keeps the nodes that are alike', () => {
    for (let seed = 0; seed < 400; seed += 1) {
      const from = random(seed);
      const doc = docFromBlocks(randomBody(from));
      const fresh = children(docFromBlocks(randomBody(from))).slice(doc.childCount >> 1);
      const target = [...children(doc).slice(from.below(2)), ...fresh]
        .filter((node, i, all) => all.findIndex((other) => idOf(other) === idOf(node)) === i)
        .sort(() => from.below(3) - 1);
      if (target.length === 0) continue;
      const tr = show(EditorState.create({ doc }), target);
      tr.doc.check();
      const shown = children(tr.doc);
      expect(shown.map(blockFromNode), `seed ${seed}`).toEqual(target.map(blockFromNode));
      for (const [i, node] of target.entries()) {
        if (children(doc).includes(node)) expect(shown[i], `seed ${seed}`).toBe(node);
      }
    }
  });

  it('touches nothing when nothing differs', () => {
    const doc = docFromBlocks(randomBody(random(1)));
    expect(show(EditorState.create({ doc }), children(doc)).docChanged).toBe(false);
  });
});

describe('merging text', () => {
  const plain = (text: string): RichText => ({ text, marks: [] });

  it('is the side that changed when only one did, marks included', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const from = random(seed);
      const base = randomRichText(from);
      const other = randomRichText(from);
      expect(mergeText(base, other, base), `seed ${seed}, mine`).toEqual(other);
      expect(mergeText(base, base, other), `seed ${seed}, theirs`).toEqual(other);
    }
  });

  it('keeps what both wrote and drops what either deleted', () => {
    const merged = mergeText(
      plain('Forum Xankəndidə açıldı.'),
      plain('Forum bu gün Xankəndidə açıldı.'),
      plain('Forum açıldı, qonaqlar gəldi.'),
    );
    expect(merged.text).toBe('Forum bu gün açıldı, qonaqlar gəldi.');
  });

  it('writes a correction once when both made the same', () => {
    expect(mergeText(plain('forimin'), plain('forumun'), plain('forumun')).text).toBe('forumun');
  });

  it('keeps a tag that one side set on words that the other side moved', () => {
    const mark = { type: 'person', id: '01A' } as const;
    const merged = mergeText(
      plain('Vəliyeva dedi'),
      { text: 'Vəliyeva dedi', marks: [{ start: 0, end: 8, mark }] },
      plain('Dünən Vəliyeva dedi'),
    );
    expect(merged).toEqual({
      text: 'Dünən Vəliyeva dedi',
      marks: [{ start: 6, end: 14, mark }],
    });
  });
});

function edited(letters: readonly string[], at: number): string[] {
  return [...letters.slice(0, at), 'Q', ...letters.slice(at + 2)];
}
