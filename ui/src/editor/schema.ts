// The blocks and marks of the manuscript: those of the core, one to one, and nothing else.
import { Schema } from 'prosemirror-model';

import { em, strong } from './marks/emphasis';
import { link } from './marks/link';
import { tagSpec } from './marks/tag';
import { box } from './nodes/box';
import { embed } from './nodes/embed';
import { hardBreak } from './nodes/hard-break';
import { heading } from './nodes/heading';
import { lead } from './nodes/lead';
import { listItem } from './nodes/list-item/spec';
import { note } from './nodes/note';
import { panel } from './nodes/panel/spec';
import { paragraph } from './nodes/paragraph';
import { photo } from './nodes/photo/spec';
import { quotation } from './nodes/quotation';

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    // The first of the group is what ProseMirror makes where it needs a block.
    paragraph,
    lead,
    heading,
    list_item: listItem,
    quotation,
    panel,
    photo,
    embed,
    box,
    note,
    hard_break: hardBreak,
    text: { group: 'inline' },
  },
  // Outermost first: an underline of a tag runs through under strong and em.
  marks: {
    material: tagSpec('material'),
    quote: tagSpec('quote'),
    session: tagSpec('session'),
    organisation: tagSpec('organisation'),
    person: tagSpec('person'),
    place: tagSpec('place'),
    link,
    strong,
    em,
  },
});
