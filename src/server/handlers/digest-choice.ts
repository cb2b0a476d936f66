import type { Connection } from 'vscode-languageserver';
import { escapeGlob } from '../../core/text/glob.ts';
import { editProjectFile, type ListChange } from '../../core/workspace/project-edit.ts';
import { PROJECT_SETTINGS_FILE } from '../../core/workspace/project-settings.ts';
import { LIBRARY_COMMANDS, type FileRuleResult } from '../../protocol/library.ts';
import { serverCommand, textOf, type ServerCommand } from '../commands.ts';
import type { Configuration } from '../configuration.ts';
import { showInformation } from '../detached.ts';
import type { FileEditor } from '../file-editor.ts';
import type { Session } from '../session.ts';

interface Parts {
  readonly connection: Connection;
  readonly session: Session;
  readonly configuration: Configuration;
  readonly editor: FileEditor;
  /** Makes what the project files say count. */
  readonly reapply: () => Promise<void>;
}

/** `carrel.digests.add` and `.remove`: write into the folder's project file that a file is a digest, or is none. */
export function digestCommands(parts: Parts): [string, ServerCommand][] {
  const command = (
    choose: (parts: Parts, path: string, glob: string, inner: string) => Choice,
  ): ServerCommand =>
    serverCommand(
      (argument) => textOf(argument, 'uri'),
      (uri) => run(parts, uri, choose),
    );
  return [
    [LIBRARY_COMMANDS.addDigest, command(toAdd)],
    [LIBRARY_COMMANDS.removeDigest, command(toRemove)],
  ];
}

/** What to write, or in a text why nothing is written. */
type Choice = readonly ListChange[] | string;

async function run(
  parts: Parts,
  uri: string,
  choose: (parts: Parts, path: string, glob: string, inner: string) => Choice,
): Promise<FileRuleResult> {
  const { session, editor, connection } = parts;
  const path = session.roots.pathOf(uri);
  if (path === null) return told(connection, 'The file lies in no folder of the workspace.');
  const prefix = session.roots.all.find((root) => path.startsWith(root.prefix))?.prefix ?? '';
  const inner = path.slice(prefix.length);
  const choice = choose(parts, path, escapeGlob(inner), inner);
  if (typeof choice === 'string') return told(connection, choice);
  const project = prefix + PROJECT_SETTINGS_FILE;
  const outcome = await editor.edit(project, (text) => editProjectFile(text, choice));
  if (!outcome.done) return told(connection, `${project} was not changed: ${outcome.reason}.`);
  await parts.reapply();
  return { done: true, project: session.roots.uriOf(project), message: `${inner}: see ${project}` };
}

function toAdd({ configuration }: Parts, path: string, glob: string, inner: string): Choice {
  const { rules } = configuration;
  if (rules.kindOf(path) === 'digest') return `${inner} is read as a digest already.`;
  const { 'digests.include': include, 'digests.exclude': exclude } = rules.settingsOf(path);
  const changes: ListChange[] = [];
  if (exclude.includes(glob)) changes.push({ list: 'digests.exclude', remove: glob });
  else if (rules.leftOut(path) === 'digests.exclude')
    return `${inner} is left out by digests.exclude: ${exclude.join(', ')}. Change that first.`;
  if (rules.leftOut(path) === 'files.exclude') return `${inner} is hidden by the editor's files.exclude.`;
  if (isInSkippedFolder(rules, path)) return `${inner} lies in a folder that is never read.`;
  const added = include.includes(glob) || (changes.length > 0 && rules.isDigestWithout(path, glob));
  if (!added) changes.push({ list: 'digests.include', add: glob });
  return overridden(configuration, path, changes) ?? changes;
}

function toRemove({ session, configuration }: Parts, path: string, glob: string, inner: string): Choice {
  const { rules } = configuration;
  if (rules.kindOf(path) !== 'digest') {
    return session.workspace.reportOf(path)
      ? `${inner} says by its own content that it is a digest.`
      : `${inner} is not read as a digest.`;
  }
  const changes: ListChange[] = [];
  if (rules.settingsOf(path)['digests.include'].includes(glob))
    changes.push({ list: 'digests.include', remove: glob });
  if (changes.length === 0 || rules.isDigestWithout(path, glob))
    changes.push({ list: 'digests.exclude', add: glob });
  return overridden(configuration, path, changes) ?? changes;
}

/** A list that the reader's own editor sets is not the project file's to change. */
function overridden(
  configuration: Configuration,
  path: string,
  changes: readonly ListChange[],
): string | null {
  const list = changes.map((change) => change.list).find((name) => configuration.overrides(path, name));
  return list === undefined
    ? null
    : `The setting carrel.${list} of your editor overrides the project file; change it there.`;
}

function isInSkippedFolder(rules: Configuration['rules'], path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((name) => rules.skipsFolder(name));
}

function told(connection: Connection, message: string): FileRuleResult {
  showInformation(connection, message);
  return { done: false, project: null, message };
}
