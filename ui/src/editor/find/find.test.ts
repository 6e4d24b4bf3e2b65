import { afterEach, describe, expect, it } from 'vitest';

import type { MarkSpan } from '../../ipc/bindings';
import { random, randomBody, randomText } from '../testing/random';
import { block, p } from '../testing/blocks';
import { closeEditors, type Desk, openEditor } from '../testing/open';
import { type FindQuery, folded, inCaseOf, lower, places } from './match';

afterEach(closeEditors);

const query = (text: string, options: Partial<FindQuery> = {}): FindQuery => ({
  text,
  matchCase: false,
  wholeWord: false,
  ...options,
});

const marked = (desk: Desk, selector = '.te-found'): string[] =>
  [...desk.view.dom.querySelectorAll(selector)].map(({ textContent }) => textContent);

function count(text: string, words: string, options: Partial<FindQuery> = {}, lang = 'az'): number {
  const desk = openEditor([p('A', text)], { lang });
  return desk.finder.find(query(words, options)).count;
}

describe('letters', () => {
  it('İ is a capital i and I a capital ı, in Azerbaijani', () => {
    expect(count('İCLAS iclas Iclas', 'iclas')).toBe(2);
    expect(count('IŞIQ işıq ışıq', 'ışıq')).toBe(2);
    expect(count('ŞƏKİ Şəki şəki', 'ŞƏKİ')).toBe(3);
  });

  it('I is a capital i in English', () => {
    expect(count('IMF imf Imf', 'imf', {}, 'en')).toBe(3);
    expect(count('İstanbul', 'istanbul', {}, 'en')).toBe(1);
  });

  it('any quotation mark and space is found by the straight one', () => {
    expect(count('“Gilavar” «Zəfər»', '"gilavar"')).toBe(1);
    expect(count('O’Neill', "o'neill", {}, 'en')).toBe(1);
    expect(count('20\u00a0il', '20 il')).toBe(1);
  });

  it('match case when asked, and whole words', () => {
    expect(count('Bakı bakı', 'bakı', { matchCase: true })).toBe(1);
    expect(count('Bakı, Bakıda (bakı)', 'bakı', { wholeWord: true })).toBe(2);
    expect(count('aaaa', 'aa')).toBe(2);
  });

  it('keep their places, whatever they are', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const text = randomText(random(seed), 60) + 'İIßŞΣ';
      expect(lower(text, 'az')).toHaveLength(text.length);
      expect(folded(text, false, 'en')).toHaveLength(text.length);
      for (const { start, end } of places(folded(text, false, 'az'), 'ə', false)) {
        expect(['ə', 'Ə']).toContain(text.slice(start, end));
      }
    }
  });
});

describe('going from match to match', () => {
  const open = (): Desk => openEditor([p('A', 'bir söz'), p('B', 'iki söz, üç söz')]);

  it('begins at the caret, shows all, and goes round the end', () => {
    const desk = open();
    desk.select('B', 3);
    expect(desk.finder.find(query('söz'))).toEqual({ count: 3, current: 1 });
    expect(marked(desk)).toEqual(['söz', 'söz', 'söz']);
    expect(desk.finder.next(1).current).toBe(2);
    expect(desk.finder.next(1).current).toBe(0);
    expect(desk.finder.next(-1).current).toBe(2);
    desk.finder.select();
    expect(desk.caret()).toBe('B:15');
    expect(marked(desk, '.te-found-here')).toEqual(['söz']);
  });

  it('keeps up with what is written, moved and taken away', () => {
    const desk = open();
    desk.finder.find(query('söz'));
    desk.select('A', 0);
    desk.type('söz ');
    expect(desk.finder.state().count).toBe(4);
    expect(marked(desk)).toHaveLength(4);
    desk.select('A', 1);
    desk.press('Alt-ArrowDown', { key: 'ArrowDown', altKey: true });
    expect(marked(desk)).toHaveLength(4);
    desk.finder.find(null);
    expect(marked(desk)).toEqual([]);
  });

  it('shows exactly what a search anew would show, after any change', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const from = random(seed);
      const desk = openEditor(randomBody(from));
      desk.finder.find(query('a'));
      for (let i = 0; i < 6; i += 1) {
        const { doc } = desk.view.state;
        const at = from.below(doc.content.size);
        const to = Math.min(doc.content.size, at + from.below(12));
        desk.view.dispatch(
          from.chance(0.5)
            ? desk.view.state.tr.delete(at, to)
            : desk.view.state.tr.insertText('xa', Math.max(1, at)),
        );
      }
      desk.replaceFromCore(randomBody(from));
      const kept = [marked(desk), desk.finder.state().count];
      desk.finder.find(query('a'));
      expect(kept).toEqual([marked(desk), desk.finder.state().count]);
      desk.destroy();
    }
  });
});

describe('replacing', () => {
  it('goes on to the next, and finds nothing in what it put there', () => {
    const desk = openEditor([p('A', 'ev, evdə, Ev')]);
    desk.finder.find(query('ev'));
    expect(desk.finder.replace('evlər', true)).toEqual({ count: 3, current: 1 });
    desk.finder.replace('evlər', true);
    desk.finder.replace('evlər', true);
    expect(desk.blocks()[0]?.text.text).toBe('evlər, evlərdə, Evlər');
  });

  it('of all is one change, taken back by one Undo', () => {
    const before = [p('A', 'söz söz'), p('B', 'SÖZ'), block('C', { type: 'box' }, 'söz')];
    const desk = openEditor(before);
    desk.select('A', 7);
    desk.type('!');
    desk.finder.find(query('söz'));
    expect(desk.finder.replaceAll('kəlmə', true)).toBe(4);
    expect(desk.blocks().map(({ text }) => text.text)).toEqual(['kəlmə kəlmə!', 'KƏLMƏ', 'kəlmə']);
    desk.type('?');
    desk.command('undo');
    desk.command('undo');
    expect(desk.blocks().map(({ text }) => text.text)).toEqual(['söz söz!', 'SÖZ', 'söz']);
  });

  it('keeps the marks that all of the words have, and none that only some have', () => {
    const person: MarkSpan = { start: 0, end: 9, mark: { type: 'person', id: '01P' } };
    const strong: MarkSpan = { start: 4, end: 9, mark: { type: 'strong' } };
    const desk = openEditor([p('A', 'Əli Həsən dedi', [person, strong])]);
    desk.finder.find(query('Əli Həsən'));
    desk.finder.replace('Vəli Həsənov', false);
    expect(desk.blocks()[0]?.text.marks).toEqual([{ ...person, end: 12 }]);
    desk.finder.find(query('həsənov'));
    desk.finder.replaceAll('', true);
    expect(desk.blocks()[0]?.text).toEqual({ text: 'Vəli  dedi', marks: [{ ...person, end: 5 }] });
  });

  it('keeps the case by the rules of the language', () => {
    expect(inCaseOf('Ev', 'iclas', 'az')).toBe('İclas');
    expect(inCaseOf('EV', 'iclas', 'az')).toBe('İCLAS');
    expect(inCaseOf('ev', 'Bakı', 'az')).toBe('Bakı');
    expect(inCaseOf('House', 'island', 'en')).toBe('Island');
  });

  it('is not for those who may only read', () => {
    const desk = openEditor([p('A', 'söz')], { editable: false });
    desk.finder.find(query('söz'));
    expect(desk.finder.replaceAll('x', false)).toBe(0);
    desk.finder.replace('x', false);
    expect(desk.blocks()[0]?.text.text).toBe('söz');
  });
});
