// The first paragraph, which says the news.
import { textBlock } from './text-block';

export const lead = textBlock('p', 'te-lead');
