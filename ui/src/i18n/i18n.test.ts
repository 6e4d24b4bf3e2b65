import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';

import { az } from './az';
import { en } from './en';
import { errorSentence, sentences } from './errors';
import { currentLanguage, format, setLanguage, t } from './index.svelte';
import { plural } from './plural';

type Tree = Record<string, unknown>;

/** All texts with their paths; functions are called with numbers and words that stand out. */
function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') {
      const made: unknown = (value as (...args: unknown[]) => unknown)(3, 4, 5);
      return [[here, String(made)]];
    }
    return texts(value as Tree, here);
  });
}

describe('both languages say everything', () => {
  const english = new Map(texts(en));
  const azerbaijani = new Map(texts(az));

  test('every text stands in both', () => {
    expect([...azerbaijani.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('no text is empty or undefined', () => {
    for (const [path, text] of [...english, ...azerbaijani]) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toContain('undefined');
    }
  });

  test('what reads the same in both is a loan word, a name or a sign', () => {
    const same = [...english].filter(([path, text]) => azerbaijani.get(path) === text);
    const words = same.map(([, text]) => text).filter((text) => /\p{L}/u.test(text));
    const known = ['Forum', 'Moderator', 'Panel', 'Panelist', 'Seminar', 'Format', 'https://…'];
    const others = words.filter((text) => !known.includes(text) && !/^(Ctrl\+|Tezis )/.test(text));
    expect(others).toEqual([]);
  });
});

test('the terms are those of the glossary', ({ skip }) => {
  const path = join(process.cwd(), '../../shared/language/glossary.json');
  if (!existsSync(path)) {
    console.log('skipped: ../shared is not here');
    skip();
  }
  const glossary = JSON.parse(readFileSync(path, 'utf8')) as { en: string; az: string }[];
  const term = (english: string): string =>
    glossary.find((entry) => entry.en === english)?.az ?? `(no “${english}” in the glossary)`;
  expect(az.report.headline).toBe(term('headline'));
  expect(az.report.byline).toBe(term('byline'));
  expect(az.state.draft).toBe(term('draft'));
  expect(az.state.ready).toBe(term('publish-ready'));
  expect(az.gallery.title).toBe(term('photo gallery'));
  expect(az.gallery.caption).toBe(term('caption'));
  expect(az.gallery.alt).toBe(term('alternative text'));
  expect(az.gallery.credit).toBe(term('credit'));
  expect(az.gallery.cover).toBe(term('cover photo'));
  expect(az.report.export).toBe(term('export'));
  expect(az.app.undo).toBe(term('undo'));
  expect(az.app.cancel).toBe(term('cancel'));
  expect(az.app.try_again).toBe(term('retry'));
  expect(az.keys.search).toBe(term('search'));
  expect(az.settings.title).toBe(term('settings'));
  expect(az.people.parts.speaker).toBe(term('speaker (at a panel)'));
  expect(az.people.role).toBe(term('role / position'));
  expect(az.forum.venue).toBe(term('venue'));
  expect(az.forum.motto).toBe(term('motto'));
  expect(az.intake.kind.lead).toBe(term('lead (first paragraph)'));
  expect(az.intake.kind.quotation).toBe(term('pull quote / direct quotation'));
  expect(az.intake.profile).toBe(term('portal profile'));
});

describe('numbers and dates', () => {
  test('an Azerbaijani noun stays singular after a number, an English one does not', () => {
    expect([az.unit.photos(1), az.unit.photos(5)]).toEqual(['1 foto', '5 foto']);
    expect([en.unit.photos(1), en.unit.photos(5)]).toEqual(['1 photo', '5 photos']);
  });

  test('ordinals follow the vowel of the last spoken word', () => {
    // biri-nci, üçü-ncü, altı-ncı, doqquzu-ncu; ten, forty, hundred, thousand and million likewise.
    const expected: [number, string][] = [
      [1, 'ci'],
      [3, 'cü'],
      [4, 'cü'],
      [6, 'cı'],
      [9, 'cu'],
      [10, 'cu'],
      [20, 'ci'],
      [40, 'cı'],
      [100, 'cü'],
      [2000, 'ci'],
      [2026, 'cı'],
      [1_000_000, 'cu'],
    ];
    for (const [n, ending] of expected)
      expect(`${n}-${plural.ordinalAz(n)}`).toBe(`${n}-${ending}`);
    expect([en.desk.edition(2), en.desk.edition(3), en.desk.edition(11)]).toEqual([
      '2nd',
      '3rd',
      '11th',
    ]);
  });

  test('numbers are grouped as each language writes them', () => {
    expect(plural.number('az', 10000).replace(/\s/g, ' ')).toBe('10 000');
    expect(plural.number('az', 4.3)).toBe('4,3');
    expect(plural.number('en', 10000)).toBe('10,000');
  });

  test('a moment is written as shortly as it is clear', () => {
    setLanguage('az');
    const now = new Date(2026, 9, 22, 18, 0);
    expect(format.when(new Date(2026, 9, 22, 9, 5), now)).toBe('09:05');
    expect(format.when(new Date(2026, 9, 3), now)).toBe('3 okt');
    expect(format.when(new Date(2025, 11, 31), now)).toBe('31 dek 2025');
    expect(format.days('2025-11-14', '2025-11-15')).toBe('14–15 noy 2025');
    expect(format.days('2025-10-31', '2025-11-01')).toBe('31 okt 2025 – 1 noy 2025');
    expect([format.zone('Asia/Baku'), format.zone('America/New_York')]).toEqual([
      'Bakı',
      'New York',
    ]);
  });
});

describe('the language is switched at run time', () => {
  beforeEach(() => setLanguage('az'));

  test('all words follow, and the document says so', () => {
    expect(t().desk.new_report).toBe(az.desk.new_report);
    setLanguage('en');
    expect(currentLanguage()).toBe('en');
    expect(t().desk.new_report).toBe(en.desk.new_report);
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('errors', () => {
  test('every code of the core has its sentence', () => {
    const crates = join(process.cwd(), '../crates');
    const codes = new Set<string>();
    for (const crate of readdirSync(crates)) {
      const path = join(crates, crate, 'src/error.rs');
      if (!existsSync(path)) continue;
      // A code is what an arm of `code()` returns: `Self::Full { .. } => "store.full"`.
      for (const [, code] of readFileSync(path, 'utf8').matchAll(/=>\s*"([a-z]+\.[a-z_]+)"/g)) {
        if (code !== undefined) codes.add(code);
      }
    }
    expect(codes.size).toBeGreaterThan(30);
    expect([...codes].filter((code) => !(code in sentences))).toEqual([]);
  });

  test('parameters stand in the sentence, and none is left open when they are given', () => {
    const error = { code: 'photo.damaged', params: { name: 'DSC1.JPG' }, detail: 'x' };
    expect(errorSentence(error, 'az')).toMatch(/^DSC1\.JPG zədəlidir/);
    expect(errorSentence(error, 'en')).not.toContain('{');
  });

  test('a full disk says how much is missing, where that is known', () => {
    const full = { code: 'store.full', params: {}, detail: 'x' };
    expect(errorSentence(full, 'az')).toMatch(/^Disk doludur\. Yer boşaldın/);
    const params = { needed: '2400000000', free: '1500000' };
    expect(errorSentence({ ...full, params }, 'az')).toContain('2,4 GB lazımdır, boş yer 1,5 MB');
    expect(errorSentence({ ...full, params }, 'en')).toContain(
      '2.4 GB are needed, 1.5 MB are free',
    );
  });

  test('a code that nobody knows shows the core’s own sentence', () => {
    const error = { code: 'moon.full', params: {}, detail: 'the moon is full' };
    expect(errorSentence(error, 'az')).toBe('the moon is full');
  });
});
