import { TextSelection } from 'prosemirror-state';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Block, EditorOptions, IntakeBlock } from '../contract';
import { block, lines, p } from '../testing/blocks';
import { closeEditors, type Desk, openEditor } from '../testing/open';
import { MOST_PASTED } from './plugin';

afterEach(closeEditors);

/** A clipboard that keeps what was copied, and gives it back. */
function clip(types: Record<string, string> = {}): DataTransfer {
  const data = new Map(Object.entries(types));
  return {
    clearData: () => data.clear(),
    getData: (type: string) => data.get(type) ?? '',
    setData: (type: string, value: string) => void data.set(type, value),
  } as unknown as DataTransfer;
}

function send(desk: Desk, type: 'copy' | 'cut' | 'paste', data: DataTransfer): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: data });
  desk.view.dom.dispatchEvent(event);
  return event;
}

const item = (id: string, text: string, level = 0, ordered = false) =>
  block(id, { type: 'list_item', ordered, level }, text);

const paragraphs = (...texts: string[]): IntakeBlock[] =>
  texts.map((text) => ({ kind: { type: 'paragraph' }, text: { text, marks: [] } }));

function open(blocks: Block[], pasted: IntakeBlock[], options: Partial<EditorOptions> = {}): Desk {
  return openEditor(blocks, { pasteBlocks: () => Promise.resolve(pasted), ...options });
}

/** Lets a paste that the core has answered come in. */
async function pasteInto(desk: Desk, data = clip({ 'text/plain': 'x' })): Promise<void> {
  const before = desk.view.state.doc;
  send(desk, 'paste', data);
  await vi.waitFor(() => expect(desk.view.state.doc).not.toBe(before));
}

describe('copying', () => {
  it('puts clean HTML and plain text into the clipboard, without tags and notes', () => {
    const desk = openEditor([
      p('A', 'bir iki', [
        { start: 0, end: 3, mark: { type: 'person', id: '01G' } },
        { start: 4, end: 7, mark: { type: 'strong' } },
      ]),
      block('B', { type: 'note' }, 'gizli'),
      block('C', { type: 'heading', level: 2 }, 'Baş\nlıq'),
      item('D', 'a'),
      item('E', 'b', 1, true),
      item('F', 'c', 1, true),
      item('G', 'd'),
      block('H', { type: 'quotation' }, 'söz'),
      block('I', { type: 'quotation' }, 'söz 2'),
      block('J', { type: 'embed' }, 'https://example.org/?a=1&b=2'),
    ]);
    desk.command('selectAll');
    const data = clip();
    send(desk, 'copy', data);
    expect(data.getData('text/html')).toBe(
      '<p>bir <strong>iki</strong></p><h2>Baş<br>lıq</h2>' +
        '<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>' +
        '<blockquote><p>söz</p><p>söz 2</p></blockquote>' +
        '<p><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>',
    );
    expect(data.getData('text/plain')).toBe(
      'bir iki\n\nBaş\nlıq\n\n• a\n  1. b\n  2. c\n• d\n\nsöz\n\nsöz 2\n\nhttps://example.org/?a=1&b=2',
    );
  });

  it('of some words of one block is words, not a block', () => {
    const desk = openEditor([p('A', 'bir iki')]);
    desk.select('A', 4, 7);
    const data = clip();
    send(desk, 'copy', data);
    expect(data.getData('text/html')).toBe('iki');
  });

  it('of a note alone is the note', () => {
    const desk = openEditor([block('A', { type: 'note' }, 'gizli')]);
    desk.command('selectAll');
    const data = clip();
    send(desk, 'copy', data);
    expect(data.getData('text/plain')).toBe('gizli');
  });

  it('and pasting here keeps tags, and gives new ids', () => {
    const marks = [{ start: 0, end: 3, mark: { type: 'person' as const, id: '01G' } }];
    const desk = openEditor([p('A', 'bir', marks), item('B', 'iki'), p('C', '')]);
    const { view } = desk;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1, 9)));
    const data = clip();
    send(desk, 'copy', data);
    desk.select('C', 0);
    send(desk, 'paste', data);
    const body = desk.blocks();
    expect(body.map(({ text }) => text.text)).toEqual(['bir', 'iki', 'bir', 'iki']);
    expect(body[2]?.text.marks).toEqual(marks);
    expect(new Set(body.map(({ id }) => id)).size).toBe(4);
    expect(body.slice(0, 2).map(({ id }) => id)).toEqual(['A', 'B']);
  });

  it('into another report leaves tags behind that it does not know', () => {
    const marks = [
      { start: 0, end: 3, mark: { type: 'person' as const, id: '01G' } },
      { start: 0, end: 3, mark: { type: 'strong' as const } },
    ];
    const desk = openEditor([p('A', 'bir', marks)]);
    desk.select('A', 0, 3);
    const data = clip();
    send(desk, 'copy', data);
    const other = openEditor([p('B', '')]);
    send(other, 'paste', data);
    expect(other.blocks()[0]?.text.marks.map(({ mark }) => mark.type)).toEqual(['strong']);
  });

  it('and cutting takes the words away', () => {
    const desk = openEditor([p('A', 'bir iki')]);
    desk.select('A', 3, 7);
    const data = clip();
    send(desk, 'cut', data);
    expect(data.getData('text/plain')).toBe(' iki');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir']);
  });
});

describe('pasting', () => {
  it('gives text and HTML to the core', async () => {
    const pasteBlocks = vi.fn(() => Promise.resolve(paragraphs('x')));
    const desk = openEditor([p('A', '')], { pasteBlocks });
    await pasteInto(desk, clip({ 'text/plain': 'x', 'text/html': '<p>x</p>' }));
    expect(pasteBlocks).toHaveBeenCalledWith('x', '<p>x</p>');
  });

  it('with Shift gives the words alone', async () => {
    const pasteBlocks = vi.fn(() => Promise.resolve(paragraphs('x')));
    const desk = openEditor([p('A', '')], { pasteBlocks });
    desk.press('v', { ctrlKey: true, shiftKey: true });
    await pasteInto(desk, clip({ 'text/plain': 'x', 'text/html': '<b>x</b>' }));
    expect(pasteBlocks).toHaveBeenCalledWith('x', null);
  });

  it('of one paragraph goes into the sentence', async () => {
    const desk = open([p('A', 'bir üç')], paragraphs(' iki'));
    desk.select('A', 3);
    await pasteInto(desk);
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir iki üç']);
    expect(desk.caret()).toBe('A:7');
  });

  it('of several splits the block: its beginning keeps the id, its end follows the last one', async () => {
    const desk = open([block('A', { type: 'lead' }, 'başson')], paragraphs(' bir', 'iki', 'üç '));
    desk.select('A', 3);
    await pasteInto(desk);
    expect(lines(desk.blocks())).toEqual([
      'A:lead baş bir',
      'N2:paragraph iki',
      'N3:paragraph üç son',
    ]);
    expect(desk.caret()).toBe('N3:3');
  });

  it('at the start of a block leaves the id with its words', async () => {
    const desk = open([p('A', 'son')], paragraphs('bir', 'iki '));
    desk.select('A', 0);
    await pasteInto(desk);
    expect(lines(desk.blocks())).toEqual(['N1:paragraph bir', 'A:paragraph iki son']);
  });

  it('keeps headings and lists apart from the words around', async () => {
    const pasted: IntakeBlock[] = [
      { kind: { type: 'heading', level: 2 }, text: { text: 'Başlıq', marks: [] } },
      { kind: { type: 'list_item', ordered: false, level: 0 }, text: { text: 'bir', marks: [] } },
    ];
    const desk = open([p('A', 'əvvəlson')], pasted);
    desk.select('A', 5);
    await pasteInto(desk);
    expect(lines(desk.blocks()).map((line) => line.replace(/^N\d/, 'N'))).toEqual([
      'A:paragraph əvvəl',
      'N:heading2 Başlıq',
      'N:list_item0 bir',
      'N:paragraph son',
    ]);
  });

  it('into an empty block fills it', async () => {
    const desk = open([block('A', { type: 'lead' }), p('B', 'iki')], paragraphs('bir', 'bir 2'));
    desk.select('A', 0);
    await pasteInto(desk);
    expect(lines(desk.blocks())).toEqual(['A:lead bir', 'N2:paragraph bir 2', 'B:paragraph iki']);
  });

  it('replaces what was selected', async () => {
    const desk = open([p('A', 'bir iki üç')], paragraphs('beş'));
    desk.select('A', 4, 7);
    await pasteInto(desk);
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir beş üç']);
    desk.command('undo');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir iki üç']);
  });

  it('comes where it was asked for, though one writes on meanwhile', async () => {
    let answer: (blocks: IntakeBlock[]) => void = () => undefined;
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')], {
      pasteBlocks: () => new Promise((resolve) => (answer = resolve)),
    });
    desk.select('B', 3);
    send(desk, 'paste', clip({ 'text/plain': 'x' }));
    desk.select('A', 3);
    desk.type(' və');
    answer(paragraphs('!'));
    await vi.waitFor(() => expect(lines(desk.blocks())[1]).toBe('B:paragraph iki!'));
    expect(lines(desk.blocks())[0]).toBe('A:paragraph bir və');
  });

  it('loses no words when the core cannot clean them', async () => {
    const desk = openEditor([p('A', '')], { pasteBlocks: () => Promise.reject(new Error('no')) });
    await pasteInto(desk, clip({ 'text/plain': 'bir\r\n\r\niki' }));
    expect(desk.blocks().map(({ text }) => text.text)).toEqual(['bir', 'iki']);
  });

  it('of a long text comes in parts, in order, and goes with one Undo', async () => {
    const texts = Array.from({ length: 450 }, (_, i) => `Abzas ${i} ${'söz '.repeat(20)}`);
    const desk = open([p('A', 'əvvəlson')], paragraphs(...texts));
    desk.select('A', 5);
    send(desk, 'paste', clip({ 'text/plain': 'x' }));
    await vi.waitFor(() => expect(desk.view.state.doc.childCount).toBe(451));
    const body = desk.blocks().map(({ text }) => text.text);
    expect(body).toEqual([`əvvəl${texts[0] ?? ''}`, ...texts.slice(1), 'son']);
    desk.command('undo');
    expect(lines(desk.blocks())).toEqual(['A:paragraph əvvəlson']);
  });

  it('of pictures alone is left to the window', () => {
    const desk = openEditor([p('A', 'bir')]);
    let heard = false;
    document.body.addEventListener('paste', () => (heard = true), { once: true });
    send(desk, 'paste', clip());
    expect(heard).toBe(true);
    expect(desk.take()).toBeNull();
  });
});

describe('a passage of material', () => {
  const material = '01M';
  const describeTag = (kind: string, id: string) =>
    kind === 'material' && id === material ? { label: 'Press-reliz', detail: 'Nazirlik' } : null;
  const open = (blocks: IntakeBlock[]): Desk =>
    openEditor([p('A', 'Yazılıb: '), p('B')], {
      pasteBlocks: () => Promise.resolve(blocks),
      mentions: { search: () => [], describe: describeTag },
    });
  const span = (words: string, id = material) =>
    `<span data-tag="material" data-id="${id}">${words}</span>`;

  it('keeps its source where it is pasted, and what is around it has none', async () => {
    const desk = open(paragraphs('Əvvəl sözün özü burada sonra', 'ikinci sətir'));
    desk.select('A', 9);
    const html = `<p>Əvvəl ${span('sözün  özü\n<b>burada</b>')} sonra</p><p>${span('ikinci sətir')}</p>`;
    await pasteInto(desk, clip({ 'text/plain': 'x', 'text/html': html }));
    const mark = { type: 'material', id: material } as const;
    expect(desk.blocks().map(({ text }) => text)).toEqual([
      { text: 'Yazılıb: Əvvəl sözün özü burada sonra', marks: [{ start: 15, end: 31, mark }] },
      { text: 'ikinci sətir', marks: [{ start: 0, end: 12, mark }] },
      { text: '', marks: [] },
    ]);
  });

  it('of another forum brings words alone', async () => {
    const desk = open(paragraphs('söz'));
    desk.select('A', 9);
    await pasteInto(desk, clip({ 'text/plain': 'söz', 'text/html': span('söz', '01X') }));
    expect(desk.blocks()[0]?.text.marks).toEqual([]);
  });
});

describe('a very long paste', () => {
  const chapter = 'Söz sözə, fikir fikrə söykənir. '.repeat(30);

  it('of a million characters comes whole, bit by bit, and goes by one undo', async () => {
    const texts = Array.from({ length: Math.ceil(1_000_000 / chapter.length) }, () => chapter);
    const desk = open([p('A', 'var')], paragraphs(...texts));
    desk.select('A', 3);
    send(desk, 'paste', clip({ 'text/plain': 'x' }));
    await vi.waitFor(() => expect(desk.stats().characters).toBeGreaterThan(1_000_000), {
      timeout: 20_000,
    });
    expect(desk.blocks()).toHaveLength(texts.length);
    await vi.waitFor(() => expect(document.querySelector('.te-waiting')).toBeNull());
    desk.command('undo');
    expect(lines(desk.blocks())).toEqual(['A:paragraph var']);
  }, 30_000);

  it('beyond what a report can be is refused with words, before anything is done to it', () => {
    const failed: unknown[] = [];
    const pasteBlocks = vi.fn(() => Promise.resolve([]));
    const desk = openEditor([p('A', 'var')], { pasteBlocks, pasteFailed: (e) => failed.push(e) });
    send(desk, 'paste', clip({ 'text/plain': 'a'.repeat(MOST_PASTED + 1) }));
    expect(failed).toMatchObject([{ code: 'window.paste_too_long' }]);
    expect(pasteBlocks).not.toHaveBeenCalled();
    expect(lines(desk.blocks())).toEqual(['A:paragraph var']);
  });

  it('that the core refuses leaves its words, and its error is told', async () => {
    const failed: unknown[] = [];
    const error = { code: 'intake.too_large', params: {}, detail: '' };
    const desk = openEditor([p('A')], {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the core
      pasteBlocks: () => Promise.reject(error),
      pasteFailed: (thrown) => failed.push(thrown),
    });
    await pasteInto(desk, clip({ 'text/plain': 'bir\n\niki', 'text/html': '<p>…' }));
    expect(desk.blocks().map(({ text }) => text.text)).toEqual(['bir', 'iki']);
    expect(failed).toEqual([error]);
  });
});
