import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IRawGrammar } from 'vscode-textmate';

/** A run of characters with one stack of scopes, as VS Code's tokeniser gives it. */
export interface Token {
  readonly text: string;
  /** Outermost first. */
  readonly scopes: readonly string[];
}

/** Where the project's own grammars stand, by scope. */
const OWN = new Map([
  ['text.paper-digest', 'paper-digest.tmLanguage.json'],
  ['carrel.citations.injection', 'citations.injection.tmLanguage.json'],
  ['carrel.citations-quarto.injection', 'citations-quarto.injection.tmLanguage.json'],
]);

/** A tokeniser for one grammar, run by the engine and the regular expressions library of VS Code itself. */
export async function tokeniser(
  scope: string,
  more: { readonly hosts?: ReadonlyMap<string, object>; readonly injections?: readonly string[] } = {},
): Promise<(text: string) => Token[][]> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(await readFile(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => oniguruma.createOnigScanner(patterns),
      createOnigString: (text) => oniguruma.createOnigString(text),
    }),
    async loadGrammar(name) {
      const host = more.hosts?.get(name);
      if (host) return textmate.parseRawGrammar(JSON.stringify(host), 'host.json');
      const file = OWN.get(name);
      return file === undefined ? null : readGrammar(file);
    },
    getInjections: (name) => (name === scope ? [...(more.injections ?? [])] : undefined),
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar for ${scope}`);
  return (text) => {
    let state = textmate.INITIAL;
    return text.split('\n').map((line) => {
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        scopes,
      }));
    });
  };
}

async function readGrammar(file: string): Promise<IRawGrammar> {
  const path = new URL(`../../../syntaxes/${file}`, import.meta.url);
  return textmate.parseRawGrammar(await readFile(path, 'utf8'), file);
}

/** The texts that carry a scope, or one that begins with it; neighbours of one line are joined. */
export function textsWith(lines: readonly (readonly Token[])[], scope: string): string[] {
  const found: string[] = [];
  for (const line of lines) {
    let open = false;
    for (const { text, scopes } of line) {
      const has = scopes.some((s) => s === scope || s.startsWith(`${scope}.`));
      if (has && open) found.push((found.pop() ?? '') + text);
      else if (has && text !== '') found.push(text);
      open = has;
    }
  }
  return found;
}
