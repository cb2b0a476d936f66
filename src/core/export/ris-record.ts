import type { Paper } from '../library/paper.ts';

/** A paper as a RIS record with the tags that reference managers agree on; lines end in CRLF as the format has it. */
export function risRecord(paper: Paper): string {
  const lines: [string, string][] = [['TY', paper.venue !== null && paper.doi !== null ? 'JOUR' : 'GEN']];
  lines.push(['ID', paper.key], ['TI', paper.title]);
  for (const author of paper.authors) {
    lines.push([
      'AU',
      'literal' in author ? author.literal : [author.family, author.given].filter(Boolean).join(', '),
    ]);
  }
  if (paper.date !== null)
    lines.push(['PY', paper.date.slice(0, 4)], ['DA', paper.date.replaceAll('-', '/')]);
  if (paper.venue !== null) lines.push(['JO', paper.venue]);
  if (paper.doi !== null) lines.push(['DO', paper.doi]);
  if (paper.arxiv !== null)
    lines.push(['AN', `arXiv:${paper.arxiv}`], ['UR', `https://arxiv.org/abs/${paper.arxiv}`]);
  else if (paper.url !== null) lines.push(['UR', paper.url]);
  if (paper.abstract !== null) lines.push(['AB', paper.abstract]);
  lines.push(['ER', '']);
  return lines.map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, ' ').trim()}\r\n`).join('');
}
