// How the fake host reads a foreign text: enough of crates/intake for every part of the review to
// have something to show.
import type { BlockKind, IncomingText, IntakeBlock, LeftOut } from '../bindings';

const DATELINE = /^(\d{2})-(\d{2})-(\d{4})(?:\s*\[(\d{2}):(\d{2})\])?$/;
const BYLINE = /^(?:Müəllif|Author|By)\s*:\s*(.+)$/i;

const plain = (kind: BlockKind, text: string): IntakeBlock => ({ kind, text: { text, marks: [] } });

function blockOf(line: string, first: boolean): IntakeBlock {
  const heading = /^(#{2,4})\s+(.*)$/.exec(line);
  if (heading) return plain({ type: 'heading', level: heading[1]?.length ?? 2 }, heading[2] ?? '');
  const item = /^[-•*]\s+(.*)$/.exec(line);
  if (item) return plain({ type: 'list_item', ordered: false, level: 0 }, item[1] ?? '');
  return plain({ type: first ? 'lead' : 'paragraph' }, line);
}

/** Reads a text as a report; what stands behind the byline is another's. */
export function readText(name: string, source: string): IncomingText {
  const lines = source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const headline = lines.shift() ?? null;
  const read: IncomingText = {
    name,
    headline: headline === null ? null : headline.replace(/^#\s+/, ''),
    headline_marker: /\(([A-ZƏİĞŞÇÖÜ]+)\)$/.exec(headline ?? '')?.[1] ?? null,
    dateline: null,
    byline: [],
    source_credit: null,
    language: /[əışğ]/.test(source) ? 'az' : 'en',
    blocks: [],
    left_out: [],
    encoding: 'UTF-8',
    warnings: [],
  };
  for (const line of lines) {
    const date = DATELINE.exec(line);
    const byline = BYLINE.exec(line);
    if (date && read.dateline === null) {
      const [, day, month, year, hour, minute] = date;
      const timed = hour !== undefined;
      const at = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? '00'}:${minute ?? '00'}:00`;
      read.dateline = { text: line, at, timed, place: null };
    } else if (byline) {
      read.byline = (byline[1] ?? '').split(/\s*,\s*/);
    } else if (read.byline.length > 0) {
      read.left_out.push(leftOut(read.blocks.length, line));
    } else {
      read.blocks.push(blockOf(line, read.blocks.length === 0));
    }
  }
  return read;
}

function leftOut(after_block: number, text: string): LeftOut {
  const reason = /©|hüquq/i.test(text) ? 'copyright' : 'other_headline';
  return { after_block, text, reason };
}

/** The text that the fake file dialog "opens". */
export const sampleText = `Göygöldə gənc bağbanlar yarışdı: 120 iştirakçı, bir alma bağı (FOTOLAR)
16-11-2025 [18:05]
Noyabrın 16-da Göygölün Zurnabad kəndində gənc bağbanların ilk yarışı keçirilib.
Yarışda 11 rayondan 120 gənc iştirak edib. Onlar budama, calaq və damcı suvarma üzrə üç mərhələdə güclərini sınayıblar.
“Bağ səbir istəyir, yarış isə sürət. Biz ikisini bir yerə gətirməyə çalışdıq”, – deyə təşkilatçı Ülviyyə Ənsərli bildirib.
## Qaliblər
- budama: Samux komandası;
- calaq: Daşkəsən komandası;
- damcı suvarma: Göygöl komandası.
Yarışın növbəti mərhələsi yazda baş tutacaq.
Müəllif: Səidə Məcidli
Lerik yollarında qar təmizlənir
Bakıda yeni avtobus marşrutu açılıb
Naftalanda həkimlərin qurultayı keçirilir
Şəkidə ipək muzeyi təmirdən sonra açılır
© Bütün hüquqlar qorunur`;
