import { afterEach, describe, expect, it } from 'vitest';

import { block, lines, p } from '../testing/blocks';
import { closeEditors, openEditor } from '../testing/open';

afterEach(closeEditors);

function written(keys: string, lang = 'az'): string {
  const desk = openEditor([p('A')], { lang });
  desk.type(keys);
  const text = desk.blocks()[0]?.text.text ?? '';
  closeEditors();
  return text;
}

describe('signs at the start of a block', () => {
  it.each([
    ['## ', { type: 'heading', level: 2 }],
    ['### ', { type: 'heading', level: 3 }],
    ['#### ', { type: 'heading', level: 4 }],
    ['- ', { type: 'list_item', ordered: false, level: 0 }],
    ['* ', { type: 'list_item', ordered: false, level: 0 }],
    ['1. ', { type: 'list_item', ordered: true, level: 0 }],
    ['> ', { type: 'quotation' }],
  ] as const)('%s make a block of another kind, which Backspace takes back', (signs, kind) => {
    const desk = openEditor([p('A')]);
    desk.type(signs);
    expect(desk.blocks()).toEqual([block('A', kind)]);
    desk.press('Backspace');
    expect(desk.blocks()).toEqual([p('A', signs)]);
  });

  it('stay what they are elsewhere: a date, a dash in a sentence, a list item', () => {
    expect(written('19. oktyabr')).toBe('19. oktyabr');
    expect(written('QHT - ')).toBe('QHT - ');
    const desk = openEditor([block('A', { type: 'list_item', ordered: false, level: 0 })]);
    desk.type('> ');
    expect(lines(desk.blocks())).toEqual(['A:list_item0 >']);
  });

  it('go on with a list that stands before, at its depth', () => {
    const item = block('A', { type: 'list_item', ordered: true, level: 1 }, 'bir');
    const desk = openEditor([item, p('B')]);
    desk.select('B', 0);
    desk.type('2. ');
    expect(desk.blocks()[1]?.kind).toEqual(item.kind);
  });
});

describe('quotation marks', () => {
  it('open and close as one writes, also before an ending and in brackets', () => {
    expect(written('"Gilavar"nun ("Zəfər") – "İşıq".')).toBe('“Gilavar”nun (“Zəfər”) – “İşıq”.');
  });

  it('are straight again after Backspace', () => {
    const desk = openEditor([p('A')]);
    desk.type('"');
    desk.press('Backspace');
    expect(desk.blocks()[0]?.text.text).toBe('"');
  });

  it('leave the apostrophe alone in Azerbaijani, and set it in English', () => {
    expect(written("O'Neill", 'az')).toBe("O'Neill");
    expect(written("O'Neill said 'yes'", 'en')).toBe('O’Neill said ‘yes’');
  });

  it('within others are the inner ones of the language', () => {
    expect(written('"Onun "Zəfər" adlı əsəri", – dedi, "bəli"')).toBe(
      '“Onun «Zəfər» adlı əsəri”, – dedi, “bəli”',
    );
    expect(written('"She said "it\'s yes" twice" and "no"', 'en')).toBe(
      '“She said ‘it’s yes’ twice” and “no”',
    );
  });

  it('stay straight in addresses of the web and of mail', () => {
    expect(written('www.a.az/?q="x" "y"')).toBe('www.a.az/?q="x" “y”');
    expect(written("https://a.com/o'n--x o'n", 'en')).toBe("https://a.com/o'n--x o’n");
    expect(written('a--b@c.az')).toBe('a–b@c.az');
  });

  it('stay straight in an address', () => {
    const desk = openEditor([block('A', { type: 'embed' })]);
    desk.type('"');
    expect(desk.blocks()[0]?.text.text).toBe('"');
  });

  it('keep the emphasis that one writes in', () => {
    const desk = openEditor([p('A')]);
    desk.command('strong');
    desk.type('a "b');
    expect(desk.blocks()).toEqual([
      p('A', 'a “b', [{ start: 0, end: 4, mark: { type: 'strong' } }]),
    ]);
  });
});

describe('dashes', () => {
  it('are two hyphens, and long ones three; dots stay dots', () => {
    expect(written('bir -- iki --- üç...')).toBe('bir – iki — üç...');
  });

  it('are hyphens again after Backspace', () => {
    const desk = openEditor([p('A', 'a ')]);
    desk.select('A', 2);
    desk.type('--');
    expect(desk.blocks()[0]?.text.text).toBe('a –');
    desk.press('Backspace');
    expect(desk.blocks()[0]?.text.text).toBe('a --');
  });
});

describe('the letters of the language', () => {
  it('come out as they were typed', () => {
    const text = 'İclasın mövzusu: Şəhər, ğ ı ö ü ç Ə İ I';
    expect(written(text)).toBe(text);
  });
});
