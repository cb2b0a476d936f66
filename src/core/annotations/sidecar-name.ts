/** Names that some system keeps for itself. Source: Microsoft's "Naming Files, Paths, and Namespaces". */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
/** In bytes; many file systems end at 255, and synchronisation tools add to names. */
const LONGEST = 200;

/**
 * The name of a new sidecar: `@<citekey>.md`, with an annotator `@<citekey>.<annotator>.md`. What a file name cannot hold on some system is
 * percent-encoded; names suit the strictest system. The front matter says which paper it is; the name is a hint.
 */
export function sidecarName(
  key: string,
  annotator: string | null,
  isTaken: (name: string) => boolean,
  pattern = '@{citekey}.md',
): string {
  const [before, behind] = (pattern.includes('{citekey}') ? pattern : '@{citekey}.md').split('{citekey}') as [
    string,
    string,
  ];
  const extension = /\.(?:md|markdown|qmd|rmd)$/i.exec(behind)?.[0] ?? '.md';
  const who = annotator === null ? '' : `.${encodePart(annotator).slice(0, 60)}`;
  const rest = encodePart(behind.slice(0, behind.length - extension.length)) + who;
  const stem = encodePart(before) + shortened(encodePart(key), LONGEST - rest.length - before.length);
  const safe = stem.replace(RESERVED, (name) => `%${hex(name.charCodeAt(0))}${name.slice(1)}`);
  for (let n = 1; ; n++) {
    const name = `${safe}${n === 1 ? '' : `~${n}`}${rest}${extension}`;
    if (!isTaken(name.toLowerCase())) return name;
  }
}

/** The citekey that a file's name gives: that of `@<citekey>.md`; the annotator's part is left to whoever knows the keys. */
export function keyOfName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const match = /^@(.+)\.(?:md|markdown|qmd|rmd)$/i.exec(name);
  if (!match) return null;
  try {
    return decodeURIComponent(match[1]!);
  } catch {
    return match[1]!;
  }
}

function encodePart(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*%#^[\]]|[. ]$/gu, (c) => `%${hex(c.charCodeAt(0))}`);
}

/** Cut at a whole character and not within an encoded one. */
function shortened(text: string, most: number): string {
  let bytes = 0;
  let result = '';
  for (const part of text.match(/%[0-9A-F]{2}|[^]/gu) ?? []) {
    const code = part.codePointAt(0)!;
    bytes +=
      part.length === 3 && code === 37 ? 3 : code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > most) break;
    result += part;
  }
  return result;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}
