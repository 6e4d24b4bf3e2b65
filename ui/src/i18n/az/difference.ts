// İki mətnin fərqi üçün sözlər.
import type { Messages } from '../en';
import { plural } from '../plural';

export const difference: Messages['difference'] = {
  inserted: 'əlavə olunub:',
  deleted: 'silinib:',
  end: 'dəyişikliyin sonu',
  kind: {
    same: 'Dəyişməyib',
    changed: 'Dəyişib',
    added: 'Əlavə olunub',
    removed: 'Silinib',
    moved: 'Yeri dəyişib',
  },
  same_blocks: (n) => `${plural.number('az', n)} blok dəyişməyib`,
  photo: {
    new: 'Yeni foto',
    removed: 'Foto çıxarılıb',
    words: 'Şəkilaltı və ya müəllif dəyişib',
    picture: 'Şəklin özü dəyişib',
  },
};
