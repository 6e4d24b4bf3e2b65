// Finding in the manuscript: the places of what is looked for, kept while one writes. A block is read
// only when it has changed, and so is only its part of what is shown.
import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

import { children } from '../blocks/find';
import { isText } from '../blocks/selected';
import { plainText } from '../convert/to-blocks';
import type { Range } from '../marks/range';
import { type FindQuery, folded, type Place, places } from './match';

/** How many places are shown at once on either side of the current one: more would be felt. */
const SHOWN = 400;

export type Found = {
  query: FindQuery;
  /** In the order of the text. */
  matches: readonly Range[];
  /** Which one one stands at; -1 when there is none. */
  current: number;
};

type State = Found & { shown: DecorationSet; from: number; to: number };

/** `at`: the place from which on the first match is the current one. */
type Action = { query: FindQuery; at: number } | { current: number } | { close: true };

const key = new PluginKey<State | null>('find');

/** Returns two plugins: one shows all matches, the other, over it, the one where one stands. */
export function finding(lang: string): Plugin[] {
  /** The places in a block's text, for the query that is looked for. */
  let known = new WeakMap<Node, Place[]>();
  const folds = [new WeakMap<Node, string>(), new WeakMap<Node, string>()] as const;

  const placesIn = (node: Node, query: FindQuery): Place[] => {
    let found = known.get(node);
    if (!found) {
      const fold = folds[query.matchCase ? 1 : 0];
      let hay = fold.get(node);
      if (hay === undefined) fold.set(node, (hay = folded(plainText(node), query.matchCase, lang)));
      const needle = folded(query.text.normalize('NFC'), query.matchCase, lang);
      known.set(node, (found = places(hay, needle, query.wholeWord)));
    }
    return found;
  };

  const matchesOf = (doc: Node, query: FindQuery): Range[] => {
    const all: Range[] = [];
    let pos = 0;
    for (const node of children(doc)) {
      if (isText(node)) {
        for (const { start, end } of placesIn(node, query)) {
          all.push({ from: pos + 1 + start, to: pos + 1 + end });
        }
      }
      pos += node.nodeSize;
    }
    return all;
  };

  const drawn = (
    doc: Node,
    query: FindQuery,
    matches: readonly Range[],
    current: number,
  ): State => {
    const from = Math.max(0, current - SHOWN);
    const to = Math.min(matches.length, Math.max(current, 0) + SHOWN);
    const shown = DecorationSet.create(doc, matches.slice(from, to).map(mark));
    return { query, matches, current, from, to, shown };
  };

  const all = new Plugin<State | null>({
    key,
    state: {
      init: () => null,
      apply(tr, before, old, now) {
        const action = tr.getMeta(key) as Action | undefined;
        if (action && 'close' in action) return null;
        if (action && 'query' in action) {
          known = new WeakMap();
          const matches = matchesOf(now.doc, action.query);
          return drawn(now.doc, action.query, matches, firstFrom(matches, action.at));
        }
        if (!before) return null;
        if (action) {
          const { current } = action;
          const inSight = current >= before.from && current < before.to;
          if (inSight) return { ...before, current };
          return drawn(now.doc, before.query, before.matches, current);
        }
        if (!tr.docChanged) return before;
        const matches = matchesOf(now.doc, before.query);
        const here = before.matches[before.current];
        const current = firstFrom(matches, here ? tr.mapping.map(here.from) : 0);
        // Beyond what is shown at once, what is shown depends on where one stands.
        if (matches.length > SHOWN || before.matches.length > SHOWN) {
          return drawn(now.doc, before.query, matches, current);
        }
        const shown = redrawn(before.shown, tr, old.doc, matches);
        return { ...before, matches, current, from: 0, to: matches.length, shown };
      },
    },
    props: { decorations: (state) => key.getState(state)?.shown },
  });
  const here = new Plugin({
    props: {
      decorations(state) {
        const match = currentMatch(state);
        if (!match) return null;
        const { from, to } = match;
        return DecorationSet.create(state.doc, [
          Decoration.inline(from, to, { class: 'te-found-here' }),
        ]);
      },
    },
  });
  return [all, here];
}

export function currentMatch(state: EditorState): Range | null {
  const now = key.getState(state);
  return now?.matches[now.current] ?? null;
}

export function found(state: EditorState): Found | null {
  return key.getState(state) ?? null;
}

export const findAction = (tr: Transaction, action: Action): Transaction => tr.setMeta(key, action);

/** Returns the first match at or after a place, from the beginning again when there is none. */
function firstFrom(matches: readonly Range[], at: number): number {
  if (matches.length === 0) return -1;
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.from ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low === matches.length ? 0 : low;
}

function mark({ from, to }: Range): Decoration {
  return Decoration.inline(from, to, { class: 'te-found' });
}

/** Returns what is shown, drawn anew only in the blocks that changed. */
function redrawn(
  before: DecorationSet,
  tr: Transaction,
  old: Node,
  matches: readonly Range[],
): DecorationSet {
  const [from, to] = changedBlocks(old, tr.doc);
  const mapped = before.map(tr.mapping, tr.doc);
  const changed = matches.filter((match) => match.to > from && match.from < to);
  return mapped.remove(mapped.find(from, to)).add(tr.doc, changed.map(mark));
}

/** Returns the stretch of the new document in which its blocks are others than the old one's. */
function changedBlocks(old: Node, now: Node): [number, number] {
  const [a, b] = [children(old), children(now)];
  let start = 0;
  let from = 0;
  while (start < b.length && a[start] === b[start]) from += b[start++]?.nodeSize ?? 0;
  let [i, j] = [a.length, b.length];
  let to = now.content.size;
  while (i > start && j > start && a[i - 1] === b[j - 1]) {
    j -= 1;
    i -= 1;
    to -= b[j]?.nodeSize ?? 0;
  }
  return [from, to];
}
