import type { CardAnnotation, CardQuote, Edit } from '../../protocol/card.ts';
import type { NoteTask } from './note-editor.ts';
import { stateWords } from './prose.ts';

/** What the tasks of the note editor need of the card. */
export interface TaskContext {
  readonly ref: string;
  readonly edit: (edit: Edit) => Promise<string | null>;
  /** The annotation as it is now; undefined where it is gone. */
  current(id: string): CardAnnotation | undefined;
  openFile(one: CardAnnotation): void;
  copyLink(one: CardAnnotation): void;
}

const MARKDOWN = 'Markdown. Ctrl+Enter saves.';

/** To write a comment on words that are selected. */
export function newCommentTask(quote: CardQuote, { ref, edit }: TaskContext): NoteTask {
  return {
    ...NOTHING,
    about: `${ref} new ${quote.field} ${quote.start} ${quote.exact}`,
    title: 'Comment',
    color: 'yellow',
    save: (comment, color) => edit({ kind: 'addHighlight', quote, color: color ?? 'yellow', comment }),
  };
}

export function remarkTask({ ref, edit }: TaskContext): NoteTask {
  return {
    ...NOTHING,
    about: `${ref} remark`,
    title: 'Remark',
    save: (text) =>
      text.trim() === '' ? Promise.resolve('Write something first.') : edit({ kind: 'addRemark', text }),
  };
}

/** To change a highlight or remark, or to read one that can be changed only where it stands. */
export function highlightTask(one: CardAnnotation, context: TaskContext): NoteTask {
  const { id, kind, comment, color, fixed } = one;
  const { edit } = context;
  const save = async (text: string): Promise<string | null> => {
    const now = context.current(id);
    if (now && now.comment === text) return null;
    // Another program, or another window, may have written meanwhile: its words are not to be lost unseen.
    if (now && now.comment !== comment && now.comment !== seen) {
      seen = now.comment;
      return `The file now says: “${now.comment}”. Save again to put your words in their place.`;
    }
    return edit({ kind: 'comment', id, of: kind, comment: text });
  };
  let seen: string | null = null;
  return {
    about: `${context.ref} ${id}`,
    title: kind === 'remark' ? 'Remark' : 'Comment',
    text: comment,
    placeholder: fixed ? '' : MARKDOWN,
    color: fixed ? null : color,
    save: fixed ? null : save,
    recolor: fixed || kind === 'remark' ? null : (chosen) => edit({ kind: 'recolor', id, color: chosen }),
    remove: fixed ? null : () => edit({ kind: 'remove', id, of: kind }),
    copyLink: one.link === null ? null : () => context.copyLink(one),
    openFile: () => context.openFile(one),
    notice: fixed ? 'This can be changed only in its file.' : stateWords(one.state),
  };
}

const NOTHING = {
  text: '',
  placeholder: MARKDOWN,
  color: null,
  recolor: null,
  remove: null,
  copyLink: null,
  openFile: null,
  notice: '',
} as const;
