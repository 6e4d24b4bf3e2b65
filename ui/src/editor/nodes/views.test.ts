import { afterEach, describe, expect, it, vi } from 'vitest';

import type { MentionItem } from '../contract';
import { block, p } from '../testing/blocks';
import { closeEditors, openEditor } from '../testing/open';

afterEach(closeEditors);

const session: MentionItem = {
  kind: 'session',
  id: '01S',
  label: 'Rəqəmsal cəmiyyət',
  detail: 'Panel 2',
  insert: { first: '', later: '' },
};
const person: MentionItem = { ...session, kind: 'person', id: '01G', label: 'Samir Gündoğdu' };

const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector);

describe('a note', () => {
  it('says above its words that it is never exported, where one cannot write', () => {
    const desk = openEditor([block('A', { type: 'note' }, 'qeyd')]);
    const line = find('.te-note .te-line');
    expect(line?.textContent).toBe('Note, never exported');
    expect(line?.contentEditable).toBe('false');
    expect(desk.blocks()[0]?.text.text).toBe('qeyd');
  });
});

describe('a panel', () => {
  it('shows the title of its session, as it is called now', () => {
    let label = 'Rəqəmsal cəmiyyət';
    const desk = openEditor([block('A', { type: 'panel', session: '01S' }, 'bir')], {
      mentions: { search: () => [], describe: () => ({ label, detail: 'Panel 2' }) },
    });
    expect(find('.te-session')?.textContent).toBe('Rəqəmsal cəmiyyət');
    label = 'Yeni ad';
    desk.refresh();
    expect(find('.te-session')?.textContent).toBe('Yeni ad');
    expect(desk.take()).toBeNull();
  });

  it('takes another session from the list of sessions', () => {
    const desk = openEditor([block('A', { type: 'panel', session: null }, 'bir')], {
      mentions: { search: () => [person, session], describe: () => session },
    });
    expect(find('.te-session')?.textContent).toBe('Choose a session');
    find('.te-session')?.click();
    const options = [...document.querySelectorAll<HTMLElement>('.te-field .te-option')];
    expect(options.map((option) => option.querySelector('.te-option-label')?.textContent)).toEqual([
      'Rəqəmsal cəmiyyət',
    ]);
    options[0]?.click();
    expect(desk.blocks()[0]?.kind).toEqual({ type: 'panel', session: '01S' });
  });
});

describe('an embed', () => {
  it('names the site, or says that it is no address of the web', () => {
    const desk = openEditor([block('A', { type: 'embed' }, 'https://www.example.org/v?a=1')]);
    expect(find('.te-site')?.textContent).toBe('example.org');
    const write = (address: string): void => {
      const { doc, tr } = desk.view.state;
      desk.view.dispatch(tr.insertText(address, 1, doc.content.size - 1));
    };
    for (const bad of ['javascript:alert(1)', 'example.org', 'https://a b.az', 'ftp://a.az']) {
      write(bad);
      expect(find('.te-embed.te-bad .te-site')?.textContent).toBe('Not an address');
    }
    write('http://a.az');
    expect([find('.te-bad'), find('.te-site')?.textContent]).toEqual([null, 'a.az']);
  });
});

describe('a picture in the text', () => {
  it('shows the photo and caption of its placement, and says when there is none', () => {
    let caption: string | null = 'Açılış';
    const desk = openEditor([block('A', { type: 'photo', placement: '01P' })], {
      photo: () => (caption === null ? null : { src: 'data:,', alt: 'alt', caption }),
    });
    expect(find('.te-photo figcaption')?.textContent).toBe('Açılış');
    expect(find<HTMLImageElement>('.te-photo img')?.alt).toBe('alt');
    caption = null;
    desk.refresh();
    expect(find('.te-photo figcaption')?.textContent).toBe('Photo is missing');
  });
});

describe('empty blocks', () => {
  it('say what belongs there, a paragraph only where one writes', () => {
    const desk = openEditor([block('A', { type: 'lead' }), p('B'), p('C', 'üç')], {});
    const words = () =>
      [...document.querySelectorAll('.te-empty')].map((e) => e.getAttribute('data-placeholder'));
    desk.select('C', 0);
    expect(words()).toEqual(['What happened?']);
    desk.select('A', 0);
    desk.type('x');
    expect(words()).toEqual([]);
  });
});

describe('a tag', () => {
  const tagged = p('A', 'Gündoğdu dedi', [
    { start: 0, end: 8, mark: { type: 'person', id: '01G' } },
  ]);

  it('says who it is when the pointer rests on it', () => {
    vi.useFakeTimers();
    openEditor([tagged], { mentions: { search: () => [], describe: () => person } });
    find('.te-tag')?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    vi.runAllTimers();
    expect(find('.te-tooltip:not([hidden])')?.textContent).toBe('Samir Gündoğdu Panel 2');
    find('.te-lead, p')?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    expect(find('.te-tooltip:not([hidden])')).toBeNull();
    vi.useRealTimers();
  });

  it('is opened by Alt+Enter with the caret in it', () => {
    const onOpenTag = vi.fn();
    const desk = openEditor([tagged], { onOpenTag });
    desk.select('A', 12);
    desk.press('Enter', { altKey: true });
    expect(onOpenTag).not.toHaveBeenCalled();
    desk.select('A', 3);
    expect(desk.press('Enter', { altKey: true })).toBe(true);
    expect(onOpenTag.mock.calls[0]?.[0]).toEqual({ kind: 'person', id: '01G' });
  });
});
