import { readFile } from 'node:fs/promises';
import { corpus, withoutCorpus } from '../../test/support/corpora.ts';
import type { Judgements } from './measures.ts';

export interface JudgedDocument {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly abstract: string;
}

export interface JudgedQuery {
  readonly text: string;
  readonly judged: Judgements;
  /** Documents that take no part: from which the question was made. */
  readonly left: ReadonlySet<string>;
}

export interface Collection {
  readonly name: string;
  readonly documents: readonly JudgedDocument[];
  /** Those for which something is relevant. */
  readonly queries: readonly JudgedQuery[];
}

const FOLDER = 'judged/ir_classic';

/** The three classic collections in SMART's format, or null where they are missing. */
export async function irClassic(): Promise<Collection[] | null> {
  if (withoutCorpus(FOLDER) !== false) return null;
  const read = (path: string): Promise<string> => readFile(corpus(`${FOLDER}/${path}`), 'utf8');
  const collection = async (
    name: string,
    texts: string,
    questions: string,
    judgements: string,
  ): Promise<Collection> => {
    const queries = records(await read(questions));
    const judged = judgementsOf(await read(judgements));
    return {
      name,
      documents: records(await read(texts)).map(documentOf),
      // The judgements of cran count its questions from 1; the numbers printed beside them are others.
      queries: queries.flatMap((fields, i) => {
        const of = judged.get(i + 1);
        if (!of || of.gains.size === 0) return [];
        return [
          { text: `${fields.get('W') ?? ''} ${fields.get('A') ?? ''}`, judged: of.gains, left: of.left },
        ];
      }),
    };
  };
  return [
    await collection('cran', 'cran/cran.all.1400', 'cran/cran.qry', 'cran/cranqrel'),
    await collection('cacm', 'cacm/cacm.all', 'cacm/query.text', 'cacm/qrels.text'),
    await collection('adi', 'adi/ADI.ALL', 'adi/ADI.QRY', 'adi/ADI.REL'),
  ];
}

/** SMART's records: `.I number`, then fields, each opened by a line of a dot and a letter. */
function records(text: string): Map<string, string>[] {
  const found: Map<string, string>[] = [];
  let field = '';
  for (const line of text.split(/\r?\n/)) {
    const [, letter, number] = /^\.([A-Z])(?: +(\d+))?\s*$/.exec(line) ?? [];
    if (letter === 'I') found.push(new Map([['I', String(Number(number))]]));
    else if (letter !== undefined) field = letter;
    else {
      const record = found.at(-1);
      record?.set(field, `${record.get(field) ?? ''}${line}\n`);
    }
    if (letter === 'I') field = 'I-rest';
  }
  return found;
}

function documentOf(fields: ReadonlyMap<string, string>): JudgedDocument {
  const title = (fields.get('T') ?? '').trim();
  const abstract = (fields.get('W') ?? '').trim();
  return {
    id: fields.get('I')!,
    title,
    authors: (fields.get('A') ?? '').trim(),
    // cran repeats the title at the beginning of its text.
    abstract: abstract.startsWith(title) ? abstract.slice(title.length).trim() : abstract,
  };
}

/**
 * Lines of question, document and, in cran, a code: from 1 (a complete answer) to 4 (of minimum interest), so the gain is 5 less the code;
 * -1 marks the paper from whose author the question is, which takes no part. Without a code the gain is 1.
 */
function judgementsOf(text: string): Map<number, { gains: Map<string, number>; left: Set<string> }> {
  const found = new Map<number, { gains: Map<string, number>; left: Set<string> }>();
  for (const line of text.split(/\r?\n/)) {
    const [query, document, code] = line.trim().split(/\s+/);
    if (query === undefined || document === undefined) continue;
    const number = Number(query);
    const of = found.get(number) ?? { gains: new Map<string, number>(), left: new Set<string>() };
    found.set(number, of);
    const value = Number(code);
    if (value < 0) of.left.add(String(Number(document)));
    else of.gains.set(String(Number(document)), value >= 1 ? 5 - value : 1);
  }
  return found;
}
