/** The header of a message or of one of its parts, and where its body starts. */
export interface MailHeader {
  /** By name in lower case; the first of several counts. Folded lines are unfolded. */
  readonly fields: ReadonlyMap<string, string>;
  readonly bodyStart: number;
}

/** Fields of which a message has at least one, so that prose such as "Note: …" is not taken for a header. */
const OF_MESSAGES = new Set(
  'from to subject date received mime-version content-type message-id return-path delivered-to'.split(' '),
);

const FIELD = /^([!-9;-~]{1,80}):(.*)$/;

/**
 * Reads the header at `start` (RFC 5322, section 2.2): fields, each perhaps folded over several lines, and an empty line. Null where
 * no header stands. Parts of a multipart message may have none: then `isPart` allows an empty one.
 */
export function readHeader(text: string, start: number, isPart: boolean): MailHeader | null {
  const fields = new Map<string, string>();
  let name: string | null = null;
  let at = start;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end).replace(/\r$/, '');
    const next = end + 1;
    if (line === '') return isPart || isMessage(fields) ? { fields, bodyStart: next } : null;
    const field = FIELD.exec(line);
    if (field) {
      name = field[1]!.toLowerCase();
      if (fields.has(name)) name = null;
      else fields.set(name, field[2]!.trim());
    } else if (/^[ \t]/.test(line) && at > start) {
      if (name !== null) fields.set(name, `${fields.get(name)!} ${line.trim()}`);
    } else {
      return isPart && fields.size === 0 ? { fields, bodyStart: start } : null;
    }
    at = next;
  }
  return null;
}

function isMessage(fields: ReadonlyMap<string, string>): boolean {
  if (fields.size < 2) return false;
  for (const name of fields.keys()) if (OF_MESSAGES.has(name)) return true;
  return false;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** A parameter of a field such as `text/plain; charset="utf-8"`, else null (RFC 2045, section 5.1). */
export function parameterOf(field: string, name: string): string | null {
  for (const part of field.split(';').slice(1)) {
    const cut = part.indexOf('=');
    if (cut > 0 && part.slice(0, cut).trim().toLowerCase() === name) {
      return part
        .slice(cut + 1)
        .trim()
        .replace(/^"|"$/g, '');
    }
  }
  return null;
}
