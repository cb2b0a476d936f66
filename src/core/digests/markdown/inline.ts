import type { Span } from '../../text/span.ts';
import { TextCollector, type TextSink } from '../../text/text-map.ts';

/** Words that name a link and no paper. */
const GENERIC = new Set(
  'paper papers pdf arxiv abs abstract html link links url code github project page website web doi here this read blog hf hugging huggingface face semantic scholar openreview video slides demo tweet full text read 原文 论文 链接'.split(
    ' ',
  ),
);

/**
 * Whether the text of a span begins with a word that names no link, so that it says more than what kind of link it is. False is no
 * answer: then its plain text has to be looked at.
 */
export function startsWithName(source: string, { start, end }: Span): boolean {
  let at = start;
  let hasLetters = false;
  for (; at < end && at < start + 40; at++) {
    const code = source.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
    hasLetters = true;
  }
  // A blank ends a word whatever marks stand behind it.
  return (
    hasLetters &&
    at < end &&
    source.charCodeAt(at) === 32 &&
    !GENERIC.has(source.slice(start, at).toLowerCase())
  );
}

/** Whether a text says only what kind of link it is: `[PDF]`, `[2310.05869]`, an icon. */
export function isGeneric(text: string): boolean {
  if (text.length > 60) return false;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => GENERIC.has(word) || /^\d+(?:v\d+)?$/.test(word));
}

const MARK = /[!<\]\\*`~[]/g;
const WINDOW = 600;

/** Appends Markdown as plain text: emphasis, code marks, link targets, images, escapes and HTML line breaks undone. */
export function appendPlain(source: string, start: number, end: number, to: TextSink): void {
  let from = start;
  MARK.lastIndex = start;
  for (let mark = MARK.exec(source); mark && mark.index < end; mark = MARK.exec(source)) {
    const at = mark.index;
    const undone = undo(source.slice(at, Math.min(end, at + WINDOW)));
    if (undone.length > 0) {
      to.copy(source, from, at);
      if (undone.made !== '') to.put(undone.made, at, at + undone.length);
      from = at + undone.length;
    }
    MARK.lastIndex = at + Math.max(1, undone.length + undone.skip);
  }
  MARK.lastIndex = 0;
  to.copy(source, from, end);
}

interface Undone {
  /** How many characters are left out; 0 where the mark stands for itself. */
  readonly length: number;
  readonly made: string;
  /** How many characters behind it stand for themselves. */
  readonly skip: number;
}

const AS_IT_IS: Undone = { length: 0, made: '', skip: 0 };

function undo(rest: string): Undone {
  switch (rest.charCodeAt(0)) {
    case 33: // !
      return leaveOut(/^!\[[^\]\n]{0,300}\]\([^()\s]{0,500}\)/.exec(rest));
    case 60: {
      // <
      const comment = /^<!--[^]{0,590}?-->/.exec(rest);
      if (comment) return leaveOut(comment);
      const tag =
        /^<(?:br\s*\/?|\/?(?:b|i|u|s|em|strong|sub|sup|span|p|code|small|kbd|font|a|img|details|summary)(?:\s[^<>]{0,400})?)>/i.exec(
          rest,
        );
      return leaveOut(tag, tag && /^<br/i.test(tag[0]) ? ' ' : '');
    }
    case 93: // ]
      return leaveOut(
        /^\](?:\([^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?(?:\s"[^"]{0,200}")?\)|\[[^[\]\n]{0,200}\])/.exec(
          rest,
        ),
      );
    case 91: // [
      return leaveOut(/^\[(?=(?:[^[\]]|\[[^[\]]{0,300}\]){0,500}\][([])/.exec(rest));
    case 92: // \
      return /^\\[!-/:-@[-`{-~]/.test(rest) ? { length: 1, made: '', skip: 1 } : AS_IT_IS;
    case 42: // *
      return leaveOut(/^\*{1,3}/.exec(rest));
    case 96: // `
      return leaveOut(/^`{1,2}/.exec(rest));
    default: // ~
      return leaveOut(/^~~/.exec(rest));
  }
}

function leaveOut(match: RegExpExecArray | null, made = ''): Undone {
  return match ? { length: match[0].length, made, skip: 0 } : AS_IT_IS;
}

export function plainText(source: string, { start, end }: Span): string {
  const raw = source.slice(start, end);
  if (!/[!<\]\\*`~[]| {2}|[^\S ]/.test(raw)) return raw.trim();
  const to = new TextCollector();
  appendPlain(source, start, end, to);
  return to.text.replace(/\s+/g, ' ').trim();
}
