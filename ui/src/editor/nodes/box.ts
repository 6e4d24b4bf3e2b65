// A text box beside the story.
import { textBlock } from './text-block';

export const box = textBlock('aside', 'te-box');
