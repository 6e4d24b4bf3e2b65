// How the fake host compares a text that came back with the one that was sent: what is the same
// stays, what is alike was changed, the rest was added or taken out.
import type { Block, Report, ReturnedChange, RichText } from '../bindings';
import { common, likeness, pieces } from './difference';

/** Two blocks that have this much in common are one block that was changed. */
const ALIKE = 0.4;

const plain = (text: string): RichText => ({ text, marks: [] });

/** Returns the text that an editor sent back, when only a path is known: a few changes of theirs. */
export function editedElsewhere(sent: Report): { headline: string; lines: string[] } {
  const lines = sent.body
    .filter(({ kind }) => kind.type !== 'note')
    .map(({ text }) => text.text)
    .filter((text) => text !== '');
  const changed = lines.map((line, at) =>
    at === 1 ? line.replace(/bildirib/, 'qeyd edib') : line,
  );
  if (changed.length > 4) changed.splice(-2, 1);
  changed.push('Tədbirin yekununda iştirakçılara sertifikatlar təqdim olunub.');
  const headline = (sent.headlines.main ?? '').replace(/ nələr deyildi\?/, ' nə deyildi?');
  return { headline, lines: changed };
}

/** Says what is different in a text that came back. */
export function comparedTexts(
  base: Report,
  now: Report,
  headline: string | null,
  lines: string[],
): { changes: ReturnedChange[]; same: number } {
  const changes: ReturnedChange[] = [];
  const add = (change: Partial<ReturnedChange>): void => {
    changes.push({
      id: String(changes.length + 1),
      kind: 'changed',
      field: null,
      block: null,
      block_kind: null,
      after: null,
      before: null,
      theirs: null,
      now: null,
      conflict: false,
      pieces: pieces(change.before?.text ?? '', change.theirs?.text ?? ''),
      ...change,
    });
  };
  const main = base.headlines.main ?? '';
  if (headline !== null && headline !== main) {
    const ours = now.headlines.main ?? '';
    add({
      kind: 'field',
      field: 'headline',
      before: plain(main),
      theirs: plain(headline),
      now: ours === main ? null : plain(ours),
      conflict: ours !== main && ours !== headline,
    });
  }

  const sent = base.body.filter(({ kind, text }) => kind.type !== 'note' && text.text !== '');
  const sameText = common(
    sent.map(({ text }) => text.text),
    lines,
  );
  const paired = new Map<number, number>(sameText.map(([i, j]) => [j, i]));
  const used = new Set(sameText.map(([i]) => i));
  const moved = new Set<number>();
  for (const [j, line] of lines.entries()) {
    const i = sent.findIndex(({ text }, at) => !used.has(at) && text.text === line);
    if (paired.has(j) || i < 0) continue;
    paired.set(j, i);
    used.add(i);
    moved.add(j);
  }
  for (const [j, line] of lines.entries()) {
    if (paired.has(j)) continue;
    const alike = sent
      .map(({ text }, i) => ({ i, much: used.has(i) ? 0 : likeness(text.text, line) }))
      .sort((a, b) => b.much - a.much)[0];
    if (alike && alike.much >= ALIKE) {
      paired.set(j, alike.i);
      used.add(alike.i);
    }
  }

  const oursOf = (block: Block): RichText | null => {
    const ours = now.body.find(({ id }) => id === block.id);
    return ours && ours.text.text !== block.text.text ? ours.text : null;
  };
  let after: string | null = null;
  let same = 0;
  for (const [j, line] of lines.entries()) {
    const block = sent[paired.get(j) ?? -1];
    if (!block) {
      const id = `new-${j}`;
      add({ id, kind: 'added', block_kind: { type: 'paragraph' }, after, theirs: plain(line) });
      after = id;
      continue;
    }
    const about = { block: block.id, block_kind: block.kind, after, before: block.text };
    const ours = oursOf(block);
    if (moved.has(j)) add({ ...about, kind: 'moved', theirs: block.text });
    else if (block.text.text === line) same += 1;
    else
      add({
        ...about,
        theirs: plain(line),
        now: ours,
        conflict: ours !== null && ours.text !== line,
      });
    after = block.id;
  }
  for (const [i, block] of sent.entries()) {
    if (used.has(i)) continue;
    const ours = oursOf(block);
    const about = { block: block.id, block_kind: block.kind, after: sent[i - 1]?.id ?? null };
    add({ ...about, kind: 'removed', before: block.text, now: ours, conflict: ours !== null });
  }
  return { changes, same };
}

/** Returns the report with the changes that were taken over. */
export function withReturned(
  now: Report,
  changes: ReturnedChange[],
  newId: () => string,
): { report: Report; made: string[] } {
  let { body, headlines } = now;
  const ids = new Map<string, string>();
  for (const { id, kind, block, after, theirs, block_kind } of changes) {
    const behind = body.findIndex((entry) => entry.id === (ids.get(after ?? '') ?? after)) + 1;
    if (kind === 'field' && theirs) headlines = { ...headlines, main: theirs.text };
    else if (kind === 'removed') body = body.filter((entry) => entry.id !== block);
    else if (kind === 'changed' && theirs) {
      body = body.map((entry) => (entry.id === block ? { ...entry, text: theirs } : entry));
    } else if (kind === 'added' && theirs) {
      const made: Block = { id: newId(), kind: block_kind ?? { type: 'paragraph' }, text: theirs };
      ids.set(id, made.id);
      body = body.toSpliced(behind, 0, made);
    } else if (kind === 'moved') {
      const entry = body.find((one) => one.id === block);
      const others = body.filter((one) => one.id !== block);
      const at = others.findIndex((one) => one.id === (ids.get(after ?? '') ?? after)) + 1;
      if (entry) body = others.toSpliced(at, 0, entry);
    }
  }
  return { report: { ...now, headlines, body }, made: [...ids.values()] };
}
