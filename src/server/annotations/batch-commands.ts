import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { textOf, type ServerCommand } from '../commands.ts';
import type { AnnotationResult, Annotator } from './annotator.ts';
import { ANNOTATION_FORMATS, exportAnnotations } from './exchange.ts';
import { importAnnotations } from './importing.ts';
import { failed } from './file-writer.ts';
import { moveInList } from './moving.ts';

/** The longest text that is imported, in UTF-16 units. */
const MOST = 50_000_000;

/**
 * `carrel.annotate.import` takes `text`; `.export` takes `format` and, for one note's papers, `note` (a URI); `.move` puts the task of
 * `paper` before that of `before`, or behind all where that is null; `.batch` runs the annotation commands of `commands`, and is what undoes
 * an import.
 */
export function batchCommands(
  annotator: Annotator,
  table: ReadonlyMap<string, ServerCommand>,
): [string, ServerCommand][] {
  return [
    [
      'carrel.annotate.import',
      async (argument, token, progress) => {
        const text = valueOf(argument, 'text');
        if (typeof text !== 'string') throw wrong('it needs `text`');
        if (text.length > MOST) throw failed('Nothing was imported: the file is too large; divide it.');
        return importAnnotations(annotator, text, token, progress);
      },
    ],
    [
      'carrel.annotate.export',
      async (argument) => {
        const format = ANNOTATION_FORMATS.find((known) => known === valueOf(argument, 'format'));
        if (!format) throw wrong(`\`format\` is one of ${ANNOTATION_FORMATS.join(', ')}`);
        return exportAnnotations(annotator.session, format, textOf(argument, 'note'));
      },
    ],
    [
      'carrel.annotate.move',
      async (argument) => {
        const paper = textOf(argument, 'paper');
        if (paper === null) throw wrong('it needs `paper`');
        const before = textOf(argument, 'before');
        const token = valueOf(argument, 'token');
        if (typeof token === 'number') annotator.undo.forget(token);
        return moveInList(
          annotator,
          annotator.paperOf(paper),
          before === null ? null : annotator.paperOf(before),
          token,
        );
      },
    ],
    [
      'carrel.annotate.batch',
      async (argument) => {
        const commands = valueOf(argument, 'commands');
        if (!Array.isArray(commands)) throw wrong('it needs `commands`');
        const made: AnnotationResult[] = [];
        for (const one of commands as unknown[]) {
          const id = textOf(one, 'command') ?? '';
          const run = id === 'carrel.annotate.batch' ? undefined : table.get(id);
          const given = valueOf(one, 'arguments');
          if (!run) throw wrong(`${id} is no annotation command`);
          made.push((await run(Array.isArray(given) ? given[0] : undefined)) as AnnotationResult);
        }
        return { files: [...new Set(made.flatMap(({ files }) => files))], inverse: annotator.asOne(made) };
      },
    ],
  ];
}

function wrong(why: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, `The command was called wrongly: ${why}.`);
}

function valueOf(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name];
}
