// Mətnin yanında önizləmə.
import type { Messages } from '../en';

export const preview: Messages['preview'] = {
  title: 'Önizləmə',
  hint: 'Səhifənin portalda görünəcəyi hal; yazdıqca dəyişir.',
  close: 'Önizləməni bağla',
  loading: 'Səhifə hazırlanır…',
  failed: 'Önizləməni hazırlamaq alınmadı',
};
