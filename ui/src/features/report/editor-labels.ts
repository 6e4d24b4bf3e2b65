// The words of the manuscript, read anew whenever they are shown: the editor has none of its own and
// outlives a change of the language.
import type { EditorLabels } from '../../editor/index';
import { t } from '../../i18n/index.svelte';

export function editorLabels(): EditorLabels {
  return {
    get manuscript() {
      return t().editor.manuscript;
    },
    get placeholders() {
      const { lead_placeholder: lead, paragraph_placeholder: paragraph } = t().editor;
      return { lead, paragraph, embed: t().writing.embed_placeholder };
    },
    get blocks() {
      return t().editor.blocks;
    },
    get blockMenu() {
      return t().editor.block_menu;
    },
    get note() {
      return t().editor.note;
    },
    get panel() {
      return t().editor.panel;
    },
    get chooseSession() {
      return t().editor.choose_session;
    },
    get embed() {
      return t().editor.embed;
    },
    get box() {
      return t().editor.box;
    },
    get photoMissing() {
      return t().editor.photo_missing;
    },
    get mentionMenu() {
      return t().editor.mention_menu;
    },
    get tagField() {
      return t().editor.tag_field;
    },
    get kinds() {
      return t().editor.kinds;
    },
    get noMatches() {
      return t().editor.no_matches;
    },
    matches: (count) => t().editor.matches(count),
    newSpeaker: (name) => t().editor.new_speaker(name),
    removeTag: (label) => t().editor.remove_tag(label),
    get linkField() {
      return t().editor.link_field;
    },
    get linkHint() {
      return t().editor.link_hint;
    },
    get linkBad() {
      return t().editor.link_bad;
    },
    get pasting() {
      return t().editor.pasting;
    },
    get choosePhoto() {
      return t().writing.choose_photo;
    },
    get noPhotos() {
      return t().writing.no_photos;
    },
    get fromDisk() {
      return t().writing.from_disk;
    },
    get importing() {
      return t().writing.importing;
    },
    get unnamedPhoto() {
      return t().writing.unnamed_photo;
    },
    get ownCaption() {
      return t().writing.own_caption;
    },
    get takeOut() {
      return t().writing.take_out;
    },
    get embedBad() {
      return t().writing.embed_bad;
    },
  };
}
