// The one door of the manuscript. The style sheet is `editor.css`, imported beside this.
export type * from './contract';
export { createEditor } from './editor';
export { fold } from './mention/fold';
export { searchMentions } from './mention/search';
export { type SaveState, type Saved, SaveQueue, type SaveQueueOptions } from './save-queue';
