/**
 * Why a style cannot be used, in one sentence for people: the first fault with its line, and how many there are. `data` is what the
 * processor throws beside its message.
 */
export function styleFault(style: string, data: unknown, message: string): string {
  const { tag, content } = (typeof data === 'object' && data !== null ? data : {}) as Readonly<
    Record<string, unknown>
  >;
  if (tag === 'DependentStyle') {
    const parent = (content as { readonly requiredParent?: unknown } | null)?.requiredParent;
    return typeof parent === 'string'
      ? `The style only refers to another one, ${parent}; use the file of that one.`
      : 'The style only refers to another one.';
  }
  if (tag === 'ParseError' && typeof content === 'string') return `The style is not well-formed: ${content}.`;
  if (tag === 'Invalid' && Array.isArray(content)) {
    const faults = content.flatMap((one): Fault[] => (isFault(one) ? [one] : []));
    const first = faults.toSorted((a, b) => a.range.start - b.range.start)[0];
    if (first) {
      const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
      return `Line ${lineAt(style, first.range.start)}: ${first.message}${more}.`;
    }
  }
  return `The style cannot be used: ${message.split('\n')[0]!.slice(0, 300)}.`;
}

interface Fault {
  readonly range: { readonly start: number };
  readonly message: string;
}

function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null || !('range' in value) || !('message' in value))
    return false;
  const { range, message } = value;
  return (
    typeof message === 'string' &&
    typeof range === 'object' &&
    range !== null &&
    'start' in range &&
    typeof range.start === 'number'
  );
}

/** The line of an offset in bytes, from 1. */
function lineAt(style: string, offset: number): number {
  let line = 1;
  let bytes = 0;
  for (const char of style) {
    if (bytes >= offset) break;
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (char === '\n') line++;
  }
  return line;
}
