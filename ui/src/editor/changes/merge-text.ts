// Three texts into one: what was typed here since the core last had the block (`base` → `mine`), and
// what came in elsewhere (`base` → `theirs`). Letters of both stay, what either deleted goes; of the
// marks likewise. The core merges so too, but only what it has been told.
import type { Mark, RichText } from '../../ipc/bindings';
import { MarkCollector, markKey } from '../convert/marks';
import { scalars } from '../convert/offsets';
import { diff } from './diff';

/** A character with the marks on it, by key. */
type Letter = { char: string; marks: ReadonlyMap<string, Mark> };

export function mergeText(base: RichText, mine: RichText, theirs: RichText): RichText {
  const ground = letters(base);
  const here = changesOf(ground, letters(mine));
  const there = changesOf(ground, letters(theirs));
  const merged: Letter[] = [];
  for (let i = 0; i <= ground.length; i += 1) {
    const typed = here.inserted.get(i) ?? [];
    const came = there.inserted.get(i) ?? [];
    merged.push(...came);
    // Both put right the same slip: once is enough.
    if (!same(typed, came)) merged.push(...typed);
    const letter = ground[i];
    const mineNow = here.kept.get(i);
    const theirsNow = there.kept.get(i);
    if (letter && mineNow && theirsNow) {
      merged.push({ char: letter.char, marks: mergeMarks(letter, mineNow, theirsNow) });
    }
  }
  return richText(merged);
}

/** What became of each character of the base: kept (as which letter), and what stands before it. */
type Changes = { kept: Map<number, Letter>; inserted: Map<number, Letter[]> };

function changesOf(base: readonly Letter[], now: readonly Letter[]): Changes {
  const kept = new Map<number, Letter>();
  const inserted = new Map<number, Letter[]>();
  let i = 0;
  let j = 0;
  const keepUntil = (end: number): void => {
    for (; i < end; i += 1, j += 1) {
      const letter = now[j];
      if (letter) kept.set(i, letter);
    }
  };
  const hunks = diff(
    base.map((letter) => letter.char),
    now.map((letter) => letter.char),
  );
  for (const { aFrom, aTo, bFrom, bTo } of hunks) {
    keepUntil(aFrom);
    if (bTo > bFrom) inserted.set(aFrom, now.slice(bFrom, bTo));
    i = aTo;
    j = bTo;
  }
  keepUntil(base.length);
  return { kept, inserted };
}

function mergeMarks(base: Letter, mine: Letter, theirs: Letter): Map<string, Mark> {
  const merged = new Map<string, Mark>();
  for (const [key, mark] of [...mine.marks, ...theirs.marks]) {
    const kept = mine.marks.has(key) && theirs.marks.has(key);
    if (kept || !base.marks.has(key)) merged.set(key, mark);
  }
  return merged;
}

function letters(rich: RichText): Letter[] {
  const all = scalars(rich.text).map((char) => ({ char, marks: new Map<string, Mark>() }));
  for (const { start, end, mark } of rich.marks) {
    for (const letter of all.slice(start, end)) letter.marks.set(markKey(mark), mark);
  }
  return all;
}

function richText(all: readonly Letter[]): RichText {
  const marks = new MarkCollector();
  for (const [i, letter] of all.entries()) {
    for (const mark of letter.marks.values()) marks.add(mark, i, i + 1);
  }
  return { text: all.map((letter) => letter.char).join(''), marks: marks.sorted() };
}

function same(a: readonly Letter[], b: readonly Letter[]): boolean {
  return a.length === b.length && a.every((letter, i) => letter.char === b[i]?.char);
}
