import { connect } from '../server/connection.ts';
import { serve } from '../server/lsp.ts';
import { keepHeapSmall } from '../server/node/small-heap.ts';
import { readArguments, UsageError } from './arguments.ts';
import { check, exportCommand, list, related, report, search, show, type Command } from './commands.ts';
import { openLibrary } from './open-library.ts';

const COMMANDS = new Map<string, Command>([
  ['list', list],
  ['show', show],
  ['search', search],
  ['related', related],
  ['report', report],
  ['check', check],
  ['export', exportCommand],
]);

const HELP = `carrel: papers, citations and notes of a folder

  carrel list               all papers, by citekey
  carrel show REF           one paper: by citekey, identifier, URL or exact title
  carrel search QUERY       the papers that fit, best first
  carrel related REF        the papers like one, and why
  carrel report             what was read from which file, and every problem (exit 1)
  carrel check              what is wrong in the notes (exit 1 on an error)
  carrel export --format bibtex|ris|csl-json|markdown [--cited-in NOTE]
  carrel lsp --stdio        the language server

  --library DIR             the folder to read (default: the current one)
  --json                    for programs
  --help, --version
`;

/** Exit codes: 0 done, 1 problems found, 2 wrong usage or unreadable input. */
async function main(argv: readonly string[]): Promise<number> {
  // The transport's own arguments are not ours to judge.
  if (argv[0] === 'lsp') {
    if (!argv.includes('--stdio')) throw new UsageError('`carrel lsp` needs --stdio');
    keepHeapSmall();
    serve(connect());
    return new Promise(() => undefined);
  }
  const request = readArguments(argv, process.cwd());
  if (request === 'help') return print(HELP.trimEnd(), 0);
  if (request === 'version') return print(VERSION, 0);
  const command = COMMANDS.get(request.command);
  if (!command)
    throw new UsageError(`there is no command “${request.command}”; \`carrel --help\` lists them`);
  const { output, problems, remarks = [] } = await command(await openLibrary(request.library), request);
  for (const remark of remarks) process.stderr.write(`carrel: ${remark}\n`);
  return print(output, problems ? 1 : 0);
}

/** Writes all of it before the process ends, also into a pipe. */
function print(output: string, code: number): Promise<number> {
  return new Promise((resolve) => {
    process.stdout.write(output === '' ? '' : `${output}\n`, () => resolve(code));
  });
}

// A reader such as `head` that has seen enough is no failure.
process.stdout.on('error', () => process.exit(0));

declare const VERSION: string;

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`carrel: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
