import {
  FIELDS,
  HAS,
  isTextField,
  isTimeField,
  STATUSES,
  type QueryField,
  type ValueField,
} from './fields.ts';
import { tokensOfQuery, type Token } from './lexer.ts';
import type { ParsedQuery, Query, QueryProblem } from './query.ts';
import { parseTimeRange } from './time.ts';

/** What a query may hold at most; the rest is left out, and that is said. In UTF-16 units, leaves, and nested groups. */
const MOST_TEXT = 2000;
const MOST_LEAVES = 64;
const MOST_DEPTH = 32;

/** Reads a query as one types it. Never throws: what cannot be read is named by a problem, and the rest counts. */
export function parseQuery(text: string): ParsedQuery {
  const problems: QueryProblem[] = [];
  if (text.length > MOST_TEXT)
    problems.push({
      span: { start: MOST_TEXT, end: text.length },
      message: `Only the first ${MOST_TEXT} characters are searched for.`,
    });
  const tokens = tokensOfQuery(text.slice(0, MOST_TEXT), problems);
  const parser = new Parser(tokens, problems);
  const query = parser.all();
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { query, problems, unfinished: parser.unfinished };
}

/** Recursive descent: OR binds least, then AND, then words side by side, then NOT. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #problems: QueryProblem[];
  #at = 0;
  #depth = 0;
  #leaves = 0;
  unfinished: Query | null = null;

  constructor(tokens: readonly Token[], problems: QueryProblem[]) {
    this.#tokens = tokens;
    this.#problems = problems;
  }

  all(): Query | null {
    const parts: Query[] = [];
    while (this.#at < this.#tokens.length) {
      const part = this.#or(null);
      if (part) parts.push(part);
      const token = this.#next();
      if (token?.kind !== 'close') continue;
      this.#problem(token, 'There is no parenthesis that this one closes.');
      this.#at++;
    }
    return joined('beside', parts);
  }

  #or(field: QueryField | null): Query | null {
    return this.#chain('or', () => this.#and(field));
  }

  #and(field: QueryField | null): Query | null {
    return this.#chain('and', () => this.#beside(field));
  }

  #chain(kind: 'or' | 'and', operand: () => Query | null): Query | null {
    const parts: Query[] = [];
    let operator: Token | null = null;
    for (;;) {
      const part = operand();
      if (part) parts.push(part);
      else if (operator) this.#problem(operator, `${kind.toUpperCase()} needs something behind it.`);
      const next = this.#next();
      if (next?.kind !== kind) break;
      if (!part && !operator) this.#problem(next, `${kind.toUpperCase()} needs something before it.`);
      operator = next;
      this.#at++;
    }
    return joined(kind, parts);
  }

  #beside(field: QueryField | null): Query | null {
    const parts: Query[] = [];
    for (let token = this.#next(); token && !isEnd(token); token = this.#next()) {
      const part = this.#unary(field);
      if (part) parts.push(part);
    }
    return joined('beside', parts);
  }

  #unary(field: QueryField | null): Query | null {
    const nots: Token[] = [];
    for (let token = this.#next(); token?.kind === 'not'; token = this.#next()) {
      nots.push(token);
      this.#at++;
    }
    const token = this.#next();
    const part = token && !isEnd(token) ? this.#primary(field) : null;
    if (nots.length === 0) return part;
    if (!part) {
      if (!token || isEnd(token)) this.#problem(nots.at(-1)!, 'NOT needs something behind it.');
      return null;
    }
    return nots.length % 2 === 1 ? { kind: 'not', part } : part;
  }

  #primary(field: QueryField | null): Query | null {
    const token = this.#next()!;
    this.#at++;
    switch (token.kind) {
      case 'word':
      case 'phrase':
        return this.#leaf(token, field);
      case 'field': {
        const inner = this.#primary(token.field);
        return inner && isTextField(token.field) ? { kind: 'in', field: token.field, query: inner } : inner;
      }
      case 'open':
        return this.#group(token, field);
      case 'close':
      case 'and':
      case 'or':
      case 'not':
        return null;
    }
  }

  #group(open: Token, field: QueryField | null): Query | null {
    if (this.#depth >= MOST_DEPTH) {
      this.#problem(open, `Parentheses are nested more than ${MOST_DEPTH} deep.`);
      return null;
    }
    this.#depth++;
    const inner = this.#or(field);
    this.#depth--;
    if (this.#next()?.kind === 'close') this.#at++;
    else this.#problem(open, 'The parenthesis is not closed.');
    return inner;
  }

  #leaf(token: Extract<Token, { text: string }>, field: QueryField | null): Query | null {
    if (++this.#leaves > MOST_LEAVES) {
      if (this.#leaves === MOST_LEAVES + 1)
        this.#problem(token, `Only the first ${MOST_LEAVES} words are searched for.`);
      return null;
    }
    if (field !== null && isTimeField(field)) {
      const range = parseTimeRange(token.text);
      if (range) return { kind: 'time', field, range };
      this.#problem(token, `“${field}:” takes ${TIME_FORMS}, not “${token.text}”.`);
      return null;
    }
    if (field !== null && !isTextField(field)) return this.#value(token, field);
    if (!/[\p{L}\p{N}]/u.test(token.text)) return null;
    const leaf: Query =
      token.kind === 'phrase'
        ? { kind: 'phrase', text: token.text }
        : { kind: 'word', text: token.text.replace(/\*+$/, ''), prefix: token.text.endsWith('*') };
    if (!token.finished) this.unfinished = leaf;
    return leaf;
  }

  #value({ text, span }: Extract<Token, { text: string }>, field: ValueField): Query | null {
    const value = text.trim();
    if (value === '') {
      this.#problems.push({ span, message: `“${field}:” needs a value.` });
      return null;
    }
    const known: readonly string[] | null = field === 'has' ? HAS : field === 'status' ? STATUSES : null;
    if (known && !known.includes(value.toLowerCase())) {
      this.#problems.push({ span, message: `“${field}:” takes ${known.join(', ')}; not “${value}”.` });
      return null;
    }
    return { kind: 'is', field, value: known ? value.toLowerCase() : value };
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #problem({ span }: Token, message: string): void {
    this.#problems.push({ span, message });
  }
}

const TIME_FORMS = `a year, a date, a range such as ${FIELDS.get('year')!.example.slice(5)}, or a time such as 7d`;

function isEnd({ kind }: Token): boolean {
  return kind === 'close' || kind === 'and' || kind === 'or';
}

/** One node of several, those of its own kind dissolved in it; the part itself where there is one; null of none. */
function joined(kind: 'beside' | 'and' | 'or', parts: readonly Query[]): Query | null {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length > 1 ? { kind, parts: flat } : (flat[0] ?? null);
}
