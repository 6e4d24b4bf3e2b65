// Adding a person to a forum: once, however often the name is typed.
import type { Part } from '../ipc/bindings';
import { orderBetween } from '../ipc/order';
import type { ForumDocument } from './forum-document.svelte';
import { sameName, shortName } from './names';

export type NewSpeaker = {
  name: string;
  role: string;
  session: string | null;
  part: Part;
  language: string;
};

/** Adds a person with an appearance; a known name gets one appearance more. */
export function makeSpeaker(
  forum: ForumDocument,
  speaker: NewSpeaker,
): Promise<{ person: string; undo: () => Promise<void> }> {
  return forum.undo.together(() => make(forum, speaker));
}

async function make(
  forum: ForumDocument,
  { name, role, session, part, language }: NewSpeaker,
): Promise<{ person: string; undo: () => Promise<void> }> {
  const full = name.trim().replace(/\s+/g, ' ');
  const known = forum.forum.people.find((person) =>
    Object.values(person.full).some((text) => sameName(text, full)),
  );
  let person = known?.id;
  if (person === undefined) {
    const short = shortName(full);
    const fields = {
      full: { [language]: full },
      short: short === null ? {} : { [language]: short },
    };
    const edited = await forum.run([{ op: 'put', collection: 'people', id: null, fields }]);
    person = edited.made[0] ?? '';
  }
  const last = forum.forum.appearances
    .filter((appearance) => appearance.session === session)
    .reduce<string | null>(
      (highest, { order }) => ((order ?? '') > (highest ?? '') ? order : highest),
      null,
    );
  const roles = role.trim() === '' ? {} : { [language]: role.trim() };
  const fields = { person, session, part, roles, order: orderBetween(last, null) };
  const { step } = await forum.run([{ op: 'put', collection: 'appearances', id: null, fields }]);
  // One operation: its last step stands for both.
  return { person, undo: () => forum.revert(step) };
}
