import type { NoteScan } from '../../notes/citation.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * The edit that names the version of an arXiv paper behind the first citation of a key at or behind an offset: `[@key, v2]`, or `@key [v2]` in the
 * text. Null where none is there that says nothing else yet.
 */
export function withVersion(scan: NoteScan, from: number, key: string, version: number): TextEdit | null {
  const cited = scan.citations.find(({ span }) => span.start >= from);
  if (cited?.form !== 'pandoc' || cited.name !== key || cited.suffix !== '') return null;
  const { end } = cited.span;
  return { span: { start: end, end }, text: cited.group ? `, v${version}` : ` [v${version}]` };
}
