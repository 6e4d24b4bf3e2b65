// What a key press and a save cost in a long report: 10,000 words, 200 tags. Run by
// `npx vitest bench src/editor`.
import { EditorState, type Plugin } from 'prosemirror-state';
import { bench, describe } from 'vitest';

import { children } from './blocks/find';
import { uniqueIds } from './blocks/unique-ids';
import { findAction, finding } from './find/plugin';
import { heldRanges } from './held-ranges';
import { historyPlugins } from './history';
import { typing } from './input/rules';
import { regrow } from './marks/regrow';
import { placeholders } from './placeholders';
import { ChangeTracker } from './changes/tracker';
import { docFromBlocks } from './convert/from-blocks';
import { count } from './count';
import { p } from './testing/blocks';

const WORDS = 10_000;
const TAGS = 200;
const BLOCKS = 250;

const sentence = Array.from({ length: WORDS / BLOCKS }, (_, i) => `söz${i}`).join(' ');
const body = Array.from({ length: BLOCKS }, (_, i) =>
  p(
    `B${i}`,
    sentence,
    i < TAGS ? [{ start: 5, end: 15, mark: { type: 'person', id: `P${i % 20}` } }] : [],
  ),
);

describe('in a report of 10,000 words with 200 tags', () => {
  const doc = docFromBlocks(body);
  // Inside a word of the block in the middle.
  const middle = (doc.firstChild?.nodeSize ?? 0) * (BLOCKS / 2) + 10;
  let state = EditorState.create({ doc, plugins: [uniqueIds(() => 'N')] });
  const tracker = new ChangeTracker(children(doc));
  let written = false;
  /** Writes a letter and takes it away again, in turn: the report stays as long as it is. */
  const type = (): void => {
    const tr = written ? state.tr.delete(middle, middle + 1) : state.tr.insertText('a', middle);
    written = !written;
    state = state.apply(tr);
  };

  bench('a key press', type);

  bench('a key press and a take', () => {
    type();
    tracker.take(children(state.doc));
  });

  bench('a take that finds nothing', () => {
    tracker.take(children(state.doc));
  });

  bench('counting after a key press', () => {
    type();
    count(children(state.doc));
  });

  bench('opening: blocks to a document', () => {
    docFromBlocks(body);
  });
});

describe('with all that the manuscript has, in a report of 10,000 words with 200 tags', () => {
  const doc = docFromBlocks(body);
  const middle = (doc.firstChild?.nodeSize ?? 0) * (BLOCKS / 2) + 10;
  const plugins: Plugin[] = [
    typing('az'),
    ...historyPlugins(undefined),
    regrow(),
    uniqueIds(() => 'N'),
    heldRanges(),
    ...finding('az'),
    placeholders({}),
  ];
  const query = (text: string) => ({ text, matchCase: false, wholeWord: false });
  const begun = EditorState.create({ doc, plugins });
  const looking = begun.apply(findAction(begun.tr, { query: query('söz7'), at: 0 }));
  const typist = (from: EditorState): (() => void) => {
    let state = from;
    let written = false;
    return () => {
      const tr = written ? state.tr.delete(middle, middle + 1) : state.tr.insertText('a', middle);
      written = !written;
      state = state.apply(tr);
      for (const plugin of plugins) plugin.props.decorations?.call(plugin, state);
    };
  };

  bench('a key press', typist(begun));
  bench('a key press while 250 matches are shown', typist(looking));
  bench('a search', () => {
    begun.apply(findAction(begun.tr, { query: query('SÖZ7'), at: 0 }));
  });
  bench('a search for a letter that stands everywhere', () => {
    begun.apply(findAction(begun.tr, { query: query('s'), at: 0 }));
  });
});
