// Words for what differs between two texts.
import { plural } from '../plural';

export const difference = {
  inserted: 'added:',
  deleted: 'removed:',
  end: 'end of change',
  kind: {
    same: 'Unchanged',
    changed: 'Changed',
    added: 'Added',
    removed: 'Removed',
    moved: 'Moved',
  },
  same_blocks: (n: number) =>
    n === 1 ? 'One block is unchanged' : `${plural.number('en', n)} blocks are unchanged`,
  photo: {
    new: 'New photo',
    removed: 'Photo removed',
    words: 'Caption or credit changed',
    picture: 'Picture changed',
  },
};
