import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE } from '../harness/paths.ts';
import { run } from '../harness/run.ts';

/** A BibTeX parser that others use; gives how many entries it found. */
export interface Peer {
  readonly name: string;
  read(text: string): number;
}

const PACKAGES = [
  'latex-utensils@7.0.0',
  '@retorquere/bibtex-parser@9.0.29',
  'biblatex-csl-converter@3.6.0',
  '@citation-js/core@0.9.0',
  '@citation-js/plugin-bibtex@0.9.0',
];
const FOLDER = join(CACHE, 'bench-peers');

/** The peers, fetched on first use into the cache. One that cannot be loaded is left out, and that is said. */
export async function peers(): Promise<Peer[]> {
  const done = join(FOLDER, 'installed');
  if (!existsSync(done)) {
    console.log('Fetching the parsers to compare with, once…');
    await mkdir(FOLDER, { recursive: true });
    await writeFile(join(FOLDER, 'package.json'), '{ "private": true }\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', ...PACKAGES, ...quiet], { cwd: FOLDER });
    await writeFile(done, PACKAGES.join('\n'));
  }
  const load = createRequire(join(FOLDER, 'package.json'));
  const loaders: readonly [string, () => Peer['read'] | Promise<Peer['read']>][] = [
    ['latex-utensils', () => latexUtensils(load('latex-utensils') as LatexUtensils)],
    ['@retorquere/bibtex-parser', async () => retorquere(await asModule('@retorquere/bibtex-parser'))],
    ['biblatex-csl-converter', () => converter(load('biblatex-csl-converter') as Converter)],
    ['@citation-js/plugin-bibtex', () => citationJs(load)],
  ];
  const loaded: Peer[] = [];
  for (const [name, make] of loaders) {
    try {
      loaded.push({ name, read: await make() });
    } catch (error) {
      console.log(`${name} cannot be loaded: ${String(error).split('\n')[0]!}`);
    }
  }
  return loaded;
}

/** Imports a package whose CommonJS files Node takes for modules (its package.json says so), through a module that lies beside it. */
async function asModule<T>(name: string): Promise<T> {
  const file = join(FOLDER, `${name.replace(/\W/g, '-')}.mjs`);
  await writeFile(file, `export * from ${JSON.stringify(name)};\n`);
  return (await import(pathToFileURL(file).href)) as T;
}

interface LatexUtensils {
  readonly bibtexParser: { parse(text: string): { readonly content: readonly unknown[] } };
}
function latexUtensils({ bibtexParser }: LatexUtensils): Peer['read'] {
  return (text) => bibtexParser.parse(text).content.length;
}

interface Retorquere {
  parse(text: string, options: object): { readonly entries: readonly unknown[] };
}
function retorquere(module: Retorquere): Peer['read'] {
  return (text) => module.parse(text, { sentenceCase: false }).entries.length;
}

interface Converter {
  parse(text: string, options: object): { readonly entries: object };
}
function converter(module: Converter): Peer['read'] {
  return (text) => Object.keys(module.parse(text, { processUnexpected: true }).entries).length;
}

interface CitationCore {
  readonly plugins: { readonly input: { chain(text: string, options: object): readonly unknown[] } };
}
function citationJs(load: NodeJS.Require): Peer['read'] {
  const core = load('@citation-js/core') as CitationCore;
  load('@citation-js/plugin-bibtex');
  return (text) => core.plugins.input.chain(text, { generateGraph: false }).length;
}
