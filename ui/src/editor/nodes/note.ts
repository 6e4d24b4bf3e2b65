// A note of the author's, never exported. `labelled.ts` draws the line above it that says so.
import { textBlock } from './text-block';

export const note = textBlock('aside', 'te-note');
