import { describe, expect, it } from 'vitest';

import type { Block } from '../contract';
import { block, p } from '../testing/blocks';
import { random, randomBody, randomText } from '../testing/random';
import { docFromBlocks } from './from-blocks';
import { compareSpans } from './marks';
import { Offsets, scalars, wellFormed } from './offsets';
import { blockFromNode } from './to-blocks';

function thereAndBack(blocks: Block[]): Block[] {
  return docFromBlocks(blocks).content.content.map(blockFromNode);
}

describe('offsets', () => {
  it('count a character of two units once', () => {
    const offsets = new Offsets('a😀ə𐊠z');
    expect([0, 1, 2, 3, 4, 5].map((at) => offsets.toUtf16(at))).toEqual([0, 1, 3, 4, 6, 7]);
    expect([0, 1, 3, 4, 6, 7].map((at) => offsets.toScalar(at))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('take a place inside a pair for the one before it', () => {
    expect(new Offsets('a😀z').toScalar(2)).toBe(1);
  });

  it('agree with counting, for any text', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const text = randomText(random(seed), 60);
      const offsets = new Offsets(text);
      let unit = 0;
      for (const [scalar, character] of scalars(text).entries()) {
        expect(offsets.toUtf16(scalar)).toBe(unit);
        expect(offsets.toScalar(unit)).toBe(scalar);
        unit += character.length;
      }
      expect(offsets.toUtf16(scalars(text).length)).toBe(text.length);
    }
  });

  it('keep their places when a lone surrogate is replaced', () => {
    expect(wellFormed('a\uD83Db\uDE00c😀')).toBe('a\uFFFDb\uFFFDc😀');
  });
});

describe('blocks', () => {
  it('come back as they went in, whatever they hold', () => {
    for (let seed = 0; seed < 1_000; seed += 1) {
      const body = randomBody(random(seed));
      expect(thereAndBack(body), `seed ${seed}`).toEqual(body);
    }
  });

  it('keep line breaks inside marks, and marks that overlap of one kind', () => {
    const body = [
      p('A', 'Aygün\nVəliyeva 😀 son', [
        { start: 0, end: 14, mark: { type: 'person', id: '01A' } },
        { start: 6, end: 16, mark: { type: 'person', id: '01B' } },
      ]),
    ];
    expect(thereAndBack(body)).toEqual(body);
  });

  it('join marks that touch and drop those that mark nothing', () => {
    const mark = { type: 'strong' } as const;
    const [back] = thereAndBack([
      p('A', 'abcdef', [
        { start: 0, end: 2, mark },
        { start: 2, end: 4, mark },
        { start: 5, end: 5, mark },
        { start: 5, end: 99, mark },
      ]),
    ]);
    expect(back?.text.marks).toEqual([
      { start: 0, end: 4, mark },
      { start: 5, end: 6, mark },
    ]);
  });

  it('keep words that a merge put into a picture', () => {
    const body = [block('A', { type: 'photo', placement: '01P' }, 'söz')];
    expect(thereAndBack(body)).toEqual(body);
  });
});

describe('the order of marks', () => {
  it('is that of the core: start, end, kind, then value by scalars', () => {
    const link = (href: string) => ({ start: 0, end: 1, mark: { type: 'link' as const, href } });
    const sorted = [
      { start: 1, end: 2, mark: { type: 'strong' as const } },
      { start: 0, end: 2, mark: { type: 'strong' as const } },
      // U+FB00 comes before U+1F600, though its UTF-16 unit is greater than the first of the pair.
      link('https://a/😀'),
      link('https://a/ﬀ'),
      { start: 0, end: 1, mark: { type: 'em' as const } },
    ].sort(compareSpans);
    expect(sorted.map(({ start, end, mark }) => `${start}${end}${JSON.stringify(mark)}`)).toEqual([
      '01{"type":"em"}',
      '01{"type":"link","href":"https://a/ﬀ"}',
      '01{"type":"link","href":"https://a/😀"}',
      '02{"type":"strong"}',
      '12{"type":"strong"}',
    ]);
  });
});
