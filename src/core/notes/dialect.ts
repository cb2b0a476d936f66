import type { NoteDialect } from './citation.ts';

/** How a note is read, by its file's name: `.qmd` is Quarto's, `.Rmd` and `.Rmarkdown` are R Markdown's, all else is Pandoc's Markdown. */
export function dialectOf(path: string): NoteDialect {
  if (/\.qmd$/i.test(path)) return 'quarto';
  return /\.(?:rmd|rmarkdown)$/i.test(path) ? 'rmarkdown' : 'markdown';
}

const CROSS_REFERENCE =
  /^(?:[Ff]ig|[Tt]bl|[Ss]ec|[Ee]q|[Ll]st|[Tt]hm|[Ll]em|[Cc]or|[Pp]rp|[Cc]nj|[Dd]ef|[Ee]xm|[Ee]xr|[Aa]lg|[Rr]em|[Ss]ol|[Nn]te|[Tt]ip|[Ww]rn|[Ii]mp|[Cc]au)-/;

/**
 * Whether a key names a figure, table, section, equation, listing, theorem or callout of the document itself.
 * Source: Quarto's guide "Cross References"; a capital first letter asks for a capital in the printed word.
 */
export function isCrossReference(key: string, dialect: NoteDialect): boolean {
  return dialect !== 'markdown' && CROSS_REFERENCE.test(key);
}

/**
 * The kinds of cross-references that metadata adds to Quarto's own, as `suppfig` for `@suppfig-one`.
 * Source: Quarto's reference "Cross-Reference Options", `crossref.custom`.
 */
export function customKinds(metadata: unknown): readonly string[] {
  const crossref = fieldOf(metadata, 'crossref');
  const custom = fieldOf(crossref, 'custom');
  if (!Array.isArray(custom)) return [];
  return custom.flatMap((kind: unknown) => {
    const key = fieldOf(kind, 'key');
    return typeof key === 'string' && key !== '' ? [key] : [];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Whether a key names something of the document by one of Quarto's kinds or of those that are added. */
export function isOfKind(key: string, custom: readonly string[]): boolean {
  return (
    isCrossReference(key, 'quarto') ||
    custom.some((kind) => key.toLowerCase().startsWith(`${kind.toLowerCase()}-`))
  );
}
