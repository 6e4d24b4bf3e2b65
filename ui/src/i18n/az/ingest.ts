// Gələn fotolar: kartdan, qovluqdan, telefondan, başqa proqramlardan.
import type { Messages } from '../en';

export const ingest: Messages['ingest'] = {
  title: 'Fotoları gətir',
  batch_title: 'Bu fotolar haradandır?',
  batch_text: 'Hamısı haqqında bilinənlər; fotonun öz yazdığı olduğu kimi qalır.',
};
