import { afterEach, describe, expect, it, vi } from 'vitest';

import type { EditorOptions, MentionItem, MentionSource } from '../contract';
import { p } from '../testing/blocks';
import { closeEditors, type Desk, openEditor } from '../testing/open';
import { fold } from './fold';
import { searchMentions } from './search';

afterEach(closeEditors);

const person = (id: string, label: string, detail: string, later: string): MentionItem => ({
  kind: 'person',
  id,
  label,
  detail,
  insert: { first: `${detail} ${label}`, later },
});

const ITEMS: MentionItem[] = [
  person('01G', 'Samir Gündoğdu', 'Birliyin sədri', 'S.Gündoğdu'),
  person('01X', 'Xədicə İsmayılova', 'millət vəkili', 'X.İsmayılova'),
  {
    kind: 'session',
    id: '01S',
    label: 'Rəqəmsal cəmiyyət',
    detail: 'Panel 2',
    insert: { first: '“Rəqəmsal cəmiyyət”', later: '“Rəqəmsal cəmiyyət”' },
  },
];

const source: MentionSource = {
  search: (query) => searchMentions(ITEMS, query),
  describe: (_kind, id) => ITEMS.find((item) => item.id === id) ?? null,
};

function open(text: string, options: Partial<EditorOptions> = {}): Desk {
  const desk = openEditor([p('A', text)], { mentions: source, ...options });
  desk.select('A', text.length);
  return desk;
}

/** The labels of the open list, the active one in brackets; null when none is open. */
function list(): string[] | null {
  const popup = [...document.querySelectorAll<HTMLElement>('.te-popup')].find(
    (box) => !box.hidden && box.querySelector('[role=listbox]'),
  );
  return popup
    ? [...popup.querySelectorAll('[role=option]')].map((option) => {
        const label = option.querySelector('.te-option-label')?.textContent ?? '';
        return option.getAttribute('aria-selected') === 'true' ? `[${label}]` : label;
      })
    : null;
}

function text(desk: Desk): string | undefined {
  return desk.blocks()[0]?.text.text;
}

function marks(desk: Desk): string[] {
  return (desk.blocks()[0]?.text.marks ?? []).map(
    ({ start, end, mark }) => `${start}–${end} ${mark.type} ${'id' in mark ? mark.id : ''}`,
  );
}

describe('folding', () => {
  it('makes of all letters that a reader takes for the same one letter', () => {
    expect(fold('XANKƏNDİ Xankəndi')).toBe('xankendi xankendi');
    expect(fold('IŞIQ İŞIQ işıq isiq')).toBe('isiq isiq isiq isiq');
    expect(fold('ƏÖÜŞÇĞ O’Neill Łódź Алёна')).toBe("eouscg o'neill lodz алена");
  });
});

describe('searching', () => {
  const found = (query: string) => searchMentions(ITEMS, query).map(({ id }) => id);

  it('takes the beginning of any word, without regard to case and diacritics', () => {
    expect(found('gundo')).toEqual(['01G']);
    expect(found('ISMAY')).toEqual(['01X']);
    expect(found('xed ism')).toEqual(['01X']);
  });

  it('finds a name that stands in the text with an ending', () => {
    expect(found('Samir Gündoğdunun')).toEqual(['01G']);
    expect(found('İsmayılovanın')).toEqual(['01X']);
  });

  it('finds people by their role, after those whose name fits', () => {
    expect(found('sədri')).toEqual(['01G']);
    expect(found('panel')).toEqual(['01S']);
    expect(found('yoxdur')).toEqual([]);
  });

  it('shows everybody before one has typed', () => {
    expect(found('')).toEqual(['01G', '01X', '01S']);
  });
});

describe('@', () => {
  it('opens a list that the text names for screen readers', () => {
    const desk = open('');
    desk.type('@');
    expect(list()).toEqual(['[Samir Gündoğdu]', 'Xədicə İsmayılova', 'Rəqəmsal cəmiyyət']);
    const { dom } = desk.view;
    const active = dom.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true');
    expect(document.getElementById(dom.getAttribute('aria-controls') ?? '')?.role).toBe('listbox');
    expect(document.querySelector('[role=status]')?.textContent).toBe('3 found');
    desk.press('Escape');
    expect(dom.hasAttribute('aria-activedescendant')).toBe(false);
  });

  it('writes role and name at the first mention, and tags the name', () => {
    const desk = open('Çıxış edən ');
    desk.type('@gun');
    expect(list()).toEqual(['[Samir Gündoğdu]']);
    expect(desk.press('Enter')).toBe(true);
    expect(text(desk)).toBe('Çıxış edən Birliyin sədri Samir Gündoğdu');
    expect(marks(desk)).toEqual(['26–40 person 01G']);
    expect(list()).toBeNull();
  });

  it('writes the short name where a mention stands before', () => {
    const desk = open('');
    desk.type('@xed');
    desk.press('Tab');
    desk.type(' və @xed');
    desk.press('Tab');
    expect(text(desk)).toBe('millət vəkili Xədicə İsmayılova və X.İsmayılova');
    expect(marks(desk)).toEqual(['14–31 person 01X', '35–47 person 01X']);
  });

  it('is chosen from by arrows, around the ends', () => {
    const desk = open('');
    desk.type('@');
    desk.press('ArrowUp');
    expect(list()).toEqual(['Samir Gündoğdu', 'Xədicə İsmayılova', '[Rəqəmsal cəmiyyət]']);
    desk.press('ArrowDown');
    desk.press('ArrowDown');
    desk.press('Enter');
    expect(marks(desk)).toEqual(['14–31 person 01X']);
  });

  it('leaves an ending that is typed behind outside of the tag', () => {
    const desk = open('');
    desk.type('@req');
    desk.press('Enter');
    desk.type('nın');
    expect(text(desk)).toBe('“Rəqəmsal cəmiyyət”nın');
    expect(marks(desk)).toEqual(['1–18 session 01S']);
  });

  it('leaves what was typed after Escape, and does not come back by itself', () => {
    const desk = open('');
    desk.type('@sa');
    desk.press('Escape');
    desk.type('m');
    expect(text(desk)).toBe('@sam');
    expect(list()).toBeNull();
    // The key is the text's again.
    desk.press('Enter');
    expect(desk.blocks()).toHaveLength(2);
  });

  it('is no mention in an address of mail', () => {
    const desk = open('info');
    desk.type('@');
    expect(list()).toBeNull();
  });

  it('closes when one writes a sentence that nobody is called', () => {
    const desk = open('');
    desk.type('@yoxdur belə');
    expect(list()).toBeNull();
  });

  it('is taken back in one step, with what was typed', () => {
    const desk = open('');
    desk.type('@gun');
    desk.press('Enter');
    desk.command('undo');
    expect(text(desk)).toBe('@gun');
  });

  it('shows the answer to what stands there now, however late another one comes', async () => {
    const answers = new Map<string, (items: MentionItem[]) => void>();
    const desk = open('', {
      mentions: { search: (query) => new Promise((done) => answers.set(query, done)) },
    });
    desk.type('@g');
    desk.type('u');
    answers.get('gu')?.(ITEMS.slice(0, 1));
    await vi.waitFor(() => expect(list()).toEqual(['[Samir Gündoğdu]']));
    answers.get('g')?.(ITEMS);
    await Promise.resolve();
    expect(list()).toEqual(['[Samir Gündoğdu]']);
  });

  it('makes a new speaker of the name that was typed', async () => {
    const made = person('01N', 'Nərgiz Quliyeva', 'qonaq', 'N.Quliyeva');
    const create = vi.fn(() => Promise.resolve(made));
    const desk = open('', { mentions: { ...source, create } });
    desk.type('@Nərgiz Quliyeva');
    expect(list()).toEqual(['[New speaker “Nərgiz Quliyeva”]']);
    desk.press('Enter');
    await vi.waitFor(() => expect(text(desk)).toBe('qonaq Nərgiz Quliyeva'));
    expect(create).toHaveBeenCalledWith('Nərgiz Quliyeva');
  });

  it('leaves keys alone that an input method composes with', () => {
    const desk = open('');
    desk.type('@');
    desk.press('Enter', { isComposing: true });
    expect(text(desk)).toBe('@');
  });
});

describe('a tag whose last letters are deleted', () => {
  const tagged = () =>
    openEditor([
      p('A', 'Gündoğdu dedi', [{ start: 0, end: 8, mark: { type: 'person', id: '01G' } }]),
    ]);

  it('grows again letter by letter, and no further', () => {
    const desk = tagged();
    desk.select('A', 8);
    for (let i = 0; i < 2; i += 1) {
      const { from } = desk.view.state.selection;
      desk.view.dispatch(desk.view.state.tr.delete(from - 1, from));
    }
    expect(marks(desk)).toEqual(['0–6 person 01G']);
    desk.type('dunun');
    expect(text(desk)).toBe('Gündoğdunun dedi');
    expect(marks(desk)).toEqual(['0–8 person 01G']);
  });

  it('stays cut when one writes something else', () => {
    const desk = tagged();
    desk.select('A', 8);
    const { from } = desk.view.state.selection;
    desk.view.dispatch(desk.view.state.tr.delete(from - 1, from));
    desk.type('a');
    expect(marks(desk)).toEqual(['0–7 person 01G']);
  });
});

describe('tagging words that stand there', () => {
  const input = () => document.querySelector<HTMLInputElement>('.te-field .te-input');
  const key = (name: string) =>
    input()?.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
    );

  it('offers who is called so, and leaves the words as they are', async () => {
    const desk = open('Dünən Samir Gündoğdunun sözü');
    desk.select('A', 6, 23);
    expect(desk.press('t', { altKey: true })).toBe(true);
    expect(input()?.getAttribute('role')).toBe('combobox');
    expect(list()).toEqual(['[Samir Gündoğdu]']);
    key('Enter');
    await Promise.resolve();
    expect(text(desk)).toBe('Dünən Samir Gündoğdunun sözü');
    expect(marks(desk)).toEqual(['6–23 person 01G']);
    expect(document.querySelector('.te-field')).toBeNull();
  });

  it('takes the word at the caret, without the spaces of a selection', () => {
    const desk = open('Dünən İsmayılova gəldi');
    desk.select('A', 8);
    desk.command('tag', { kind: 'person', id: '01X' });
    expect(marks(desk)).toEqual(['6–16 person 01X']);
    desk.select('A', 16, 22);
    desk.command('tag', { kind: 'place', id: '01P' });
    expect(marks(desk)).toEqual(['6–16 person 01X', '17–22 place 01P']);
  });

  it('removes the tag by Backspace in the list, or by its first entry', () => {
    for (const name of ['Backspace', 'Enter']) {
      const desk = open('Gündoğdu');
      desk.command('tag', { kind: 'person', id: '01G' });
      desk.select('A', 3);
      desk.command('tag');
      expect(list()?.[0]).toBe('[Remove tag: Samir Gündoğdu]');
      key(name);
      expect(marks(desk), name).toEqual([]);
      closeEditors();
    }
  });

  it('lets two people be meant by the same words', () => {
    const desk = open('Gündoğdular');
    desk.select('A', 0, 11);
    desk.command('tag', { kind: 'person', id: '01G' });
    desk.command('tag', { kind: 'person', id: '01X' });
    expect(marks(desk)).toEqual(['0–11 person 01G', '0–11 person 01X']);
    expect(desk.selection().tags).toHaveLength(2);
    desk.command('untag', { kind: 'person', id: '01G' });
    expect(marks(desk)).toEqual(['0–11 person 01X']);
  });

  it('closes by Escape and changes nothing', () => {
    const desk = open('Gündoğdu');
    desk.command('tag');
    key('Escape');
    expect(document.querySelector('.te-field')).toBeNull();
    expect(marks(desk)).toEqual([]);
  });

  it('marks a quotation over two blocks', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')]);
    desk.command('selectAll');
    desk.command('tag', { kind: 'quote', id: '01Q' });
    expect(desk.blocks().map((block) => block.text.marks)).toEqual([
      [{ start: 0, end: 3, mark: { type: 'quote', id: '01Q' } }],
      [{ start: 0, end: 3, mark: { type: 'quote', id: '01Q' } }],
    ]);
  });
});
