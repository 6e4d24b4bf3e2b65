// Whom and what `@` finds: people and sessions of the report's forum. A first mention is written
// with the role that the speaker has in the session where one writes, else with the first announced at
// this forum; later ones in the short form.
import { type MentionItem, type MentionSource, searchMentions } from '../../editor/index';
import type { ForumDocument } from '../../shared/forum-document.svelte';
import { makeSpeaker } from '../../shared/make-speaker';
import { inLanguage, sessionTitle, type Speaker, speakers } from '../../shared/names';

function personItem(
  { person, appearances }: Speaker,
  language: string,
  session: string | null,
): MentionItem {
  const label = inLanguage(person.full, language);
  const here = appearances.find((one) => session !== null && one.session === session);
  const detail = inLanguage((here ?? appearances[0])?.roles ?? {}, language);
  const short = person.short[language] ?? label;
  // The role stands before the name in Azerbaijani and behind it in English.
  const withRole = language === 'en' ? `${label}, ${detail}` : `${detail} ${label}`;
  const first = detail === '' ? label : withRole;
  return { kind: 'person', id: person.id, label, detail, insert: { first, later: short } };
}

/** `session` is the one whose part the caret is in: there a speaker has the role of that session. */
export function mentionSource(
  forum: ForumDocument,
  language: () => string,
  session: () => string | null = () => null,
): MentionSource {
  const items = (): MentionItem[] => {
    const people = speakers(forum.forum).map((speaker) =>
      personItem(speaker, language(), session()),
    );
    const sessions = forum.forum.sessions.map(({ id, titles, room }): MentionItem => {
      const label = inLanguage(titles, language());
      const insert = { first: `“${label}”`, later: `“${label}”` };
      return { kind: 'session', id, label, detail: room ?? '', insert };
    });
    return [...people, ...sessions];
  };
  return {
    search: (query) => searchMentions(items(), query),
    create: async (name) => {
      const made = await makeSpeaker(forum, {
        name,
        role: '',
        session: null,
        part: 'speaker',
        language: language(),
      });
      return items().find(({ id }) => id === made.person) ?? null;
    },
    describe: (kind, id) => {
      if (kind === 'session') {
        const label = sessionTitle(forum.forum, id, language());
        return label === '' ? null : { label, detail: '' };
      }
      if (kind === 'material') {
        const material = forum.forum.materials.find((entry) => entry.id === id);
        return material ? { label: material.title ?? '', detail: material.source ?? '' } : null;
      }
      const item = items().find((entry) => entry.kind === kind && entry.id === id);
      return item ? { label: item.label, detail: item.detail } : null;
    },
  };
}
