import { escapeMarkdown } from '../text/markdown-escape.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { formatName, plural } from './paper-text.ts';

/** The honest report as Markdown: every file that was considered, what was read from it, and what was not, and why. */
export function reportMarkdown(workspace: Workspace): string {
  const { reports, library } = workspace;
  const entries = reports.reduce((sum, file) => sum + file.entries, 0);
  const problems = reports.reduce((sum, file) => sum + file.problems.length, 0);
  const lines = [
    '# What Carrel read',
    '',
    `${plural(reports.length, 'file')}, ${entries} entries, ${plural(library.size, 'paper')}: ` +
      `${entries - library.size} entries were merged into others. ${plural(problems, 'problem')}.`,
    ...(workspace.doubts.ready
      ? []
      : ['', 'Papers are still being compared: what may be one paper is not told yet.']),
    '',
    '| File | Format | Entries | Problems |',
    '| --- | --- | ---: | ---: |',
    ...reports.map(({ path, format, recognisedBy, entries: count, problems: { length } }) => {
      const how = format === null ? 'not recognised' : `${formatName(format)} (by ${recognisedBy ?? 'name'})`;
      return `| ${escapeMarkdown(path)} | ${how} | ${count} | ${length} |`;
    }),
  ];
  for (const { path, problems: list } of reports) {
    if (list.length === 0) continue;
    lines.push('', `## ${escapeMarkdown(path)}`, '');
    for (const { line, column, severity, message, code } of list) {
      lines.push(`- ${line}:${column} ${severity}: ${escapeMarkdown(message)} (${code})`);
    }
  }
  return `${lines.join('\n')}\n`;
}
