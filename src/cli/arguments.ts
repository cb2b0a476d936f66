import { parseArgs } from 'node:util';

/** What the user asked for, read from the command line. */
export interface Request {
  readonly command: string;
  readonly operands: readonly string[];
  readonly library: string;
  readonly json: boolean;
  /** For `export`. */
  readonly format: string | null;
  readonly citedIn: string | null;
}

/** The command cannot be done as it was asked: shown as one line, exit 2. */
export class UsageError extends Error {}

export function readArguments(argv: readonly string[], cwd: string): Request | 'help' | 'version' {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        library: { type: 'string' },
        json: { type: 'boolean', default: false },
        format: { type: 'string' },
        'cited-in': { type: 'string' },
        stdio: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? firstSentence(error.message) : String(error));
  }
  if (parsed.values.help) return 'help';
  if (parsed.values.version) return 'version';
  const [command, ...operands] = parsed.positionals;
  if (command === undefined) throw new UsageError('name a command; `carrel --help` lists them');
  const { library = cwd, json, format = null, 'cited-in': citedIn = null } = parsed.values;
  return { command, operands, library, json, format, citedIn };
}

function firstSentence(message: string): string {
  return message.split(/\. |\n/)[0]!.replace(/\.$/, '');
}
