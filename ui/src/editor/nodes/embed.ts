// Something of another site. Its address is its text, so that it merges and is found like any text.
import { textBlock } from './text-block';

export const embed = textBlock('div', 'te-embed');
