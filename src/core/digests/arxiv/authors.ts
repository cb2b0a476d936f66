import { detach } from '../../text/fold.ts';
import type { Author, Entry } from '../entry.ts';
import { personOf } from './person.ts';

type Authors = Pick<Entry, 'authors' | 'authorCount'>;

/**
 * The authors of a line such as `Ann Lee (1), Bo Ray and the CMS Collaboration ((1) MIT)`: names are divided by commas and `and`
 * outside parentheses; what stands in parentheses is an affiliation and is left out. With `et al.` or `(87 additional authors …)`
 * the number is not that of the names. Source: arXiv's help page on author fields.
 */
export function readAuthors(line: string): Authors {
  const more = /\((?:and )?(\d+) additional authors? not shown\)/i.exec(line);
  const authors: Author[] = [];
  let isOpen = false;
  for (const name of namesOf(withoutParentheses(line))) {
    if (/^et\.? ?al\b\.?$/i.test(name) || /^others\.?$/i.test(name)) isOpen = true;
    else if (/^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i.test(name) && authors.length > 0) addSuffix(authors, name);
    else if (/[\p{L}\p{N}]/u.test(name)) {
      const shortened = /^(.*\S),? et\.? ?al\.?$/i.exec(name);
      if (shortened) isOpen = true;
      authors.push(personOf(shortened?.[1] ?? name));
    }
  }
  if (more) return { authors, authorCount: authors.length + Number(more[1]) };
  return { authors, authorCount: authors.length === 0 || isOpen ? null : authors.length };
}

/** The text outside parentheses; one that is never closed opens nothing. */
function withoutParentheses(line: string): string {
  if (!line.includes('(')) return line;
  const starts: number[] = [];
  const cuts: [number, number][] = [];
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '(') starts.push(i);
    else if (line[i] === ')' && starts.length > 0) {
      const start = starts.pop()!;
      while (cuts.length > 0 && cuts.at(-1)![0] > start) cuts.pop();
      cuts.push([start, i + 1]);
    }
  }
  let result = '';
  let from = 0;
  for (const [start, end] of cuts) {
    result += `${line.slice(from, start)} `;
    from = end;
  }
  return result + line.slice(from);
}

function namesOf(line: string): string[] {
  return line
    .split(/[,;]|\s(?:and|&)\s/i)
    .map((name) =>
      name
        .replace(/\s+/g, ' ')
        .replace(/^ ?(?:and|&) /i, '')
        .trim(),
    )
    .flatMap(divideCollaboration);
}

/** `CMS Collaboration: A. Bell` and `A. Bell for the CMS Collaboration` are a body and a person. */
function divideCollaboration(name: string): string[] {
  if (!/collaboration|consortium/i.test(name)) return name === '' ? [] : [name];
  return name.split(/\s*:\s*|\s+(?:for|on behalf of)\s+(?=the\s)/i).filter((part) => part !== '');
}

function addSuffix(authors: Author[], suffix: string): void {
  const last = authors.pop()!;
  if ('literal' in last || last.given === null) authors.push(last);
  else authors.push({ family: last.family, given: detach(`${last.given}, ${suffix}`) });
}
