// The one door of the manuscript.
import './editor.css';

export type * from './contract';
export { createEditor } from './editor';
export { fold } from './mention/fold';
export { searchMentions } from './mention/search';
export { type SaveState, type Saved, SaveQueue, type SaveQueueOptions } from './save-queue';
