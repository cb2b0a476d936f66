import type { Paper } from '../library/paper.ts';
import { fold } from '../text/fold.ts';
import type { PaperFacts } from './facts.ts';
import type { Has, TimeField, ValueField } from './query/fields.ts';
import type { Query } from './query/query.ts';
import { timeTest } from './query/time.ts';

export type Condition = (paper: Paper) => boolean;

/** The test that `field:value` and `field:time` put to papers. Texts are compared without case and accents. */
export function conditionOf(query: Extract<Query, { kind: 'is' | 'time' }>, facts: PaperFacts): Condition {
  if (query.kind === 'is') return valueCondition(query.field, query.value, facts);
  return timeCondition(query.field, timeTest(query.range, facts.today()), facts);
}

/** Of most papers a reader has said nothing: those are not asked about. */
function annotated(facts: PaperFacts, test: (id: string) => boolean): Condition {
  const known = facts.annotated();
  return ({ id }) => known.has(id) && test(id);
}

function timeCondition(field: TimeField, fits: (date: string) => boolean, facts: PaperFacts): Condition {
  const one = (date: string | null): boolean => date !== null && fits(date);
  switch (field) {
    case 'year':
      return ({ date }) => date !== null && fits(date.slice(0, 4));
    case 'date':
      return ({ date }) => one(date);
    case 'added':
      return annotated(facts, (id) => one(facts.added(id)));
    case 'read':
      return annotated(facts, (id) => one(facts.read(id)));
    case 'highlighted':
      return annotated(facts, (id) => facts.highlighted(id).some(fits));
  }
}

function valueCondition(field: ValueField, value: string, facts: PaperFacts): Condition {
  const wanted = fold(value).replace(/\*+$/, '');
  const contains = (texts: readonly string[]): boolean => texts.some((text) => fold(text).includes(wanted));
  switch (field) {
    case 'topic':
      return ({ id, subjects }) => contains(facts.topics(id)) || contains(subjects);
    case 'tag': {
      const tag = wanted.replace(/^#/, '');
      // A tag holds for those below it.
      const fits = (own: string): boolean =>
        own === tag || own.startsWith(`${tag}/`) || (value.endsWith('*') && own.startsWith(tag));
      return annotated(facts, (id) => facts.tags(id).some((own) => fits(fold(own))));
    }
    case 'status': {
      if (wanted !== 'none') return annotated(facts, (id) => facts.status(id) === wanted);
      const withStatus = annotated(facts, (id) => facts.status(id) !== null);
      return (paper) => !withStatus(paper);
    }
    case 'source':
      return ({ entries }) => entries.some(({ path, format }) => contains([path, format]));
    case 'cited-in': {
      const cited = facts.citedIn((path) => fold(path).includes(wanted));
      return ({ id }) => cited.has(id);
    }
    case 'arxiv': {
      const id = wanted.replace(/^arxiv:/, '').replace(/v\d+$/, '');
      return ({ arxiv }) => arxiv?.toLowerCase().startsWith(id) ?? false;
    }
    case 'doi': {
      const doi = wanted.replace(/^https?:\/\/(?:dx\.)?doi\.org\//, '');
      return (paper) => paper.doi?.toLowerCase().startsWith(doi) ?? false;
    }
    case 'has':
      return hasCondition(value as Has, facts);
  }
}

function hasCondition(what: Has, facts: PaperFacts): Condition {
  switch (what) {
    case 'abstract':
    case 'arxiv':
    case 'doi':
    case 'url':
    case 'venue':
    case 'date':
      return (paper) => paper[what] !== null;
    case 'notes':
      return annotated(facts, (id) => facts.notes(id) !== '');
    case 'highlights':
      return annotated(facts, (id) => facts.highlights(id) > 0);
    case 'tags':
      return annotated(facts, (id) => facts.tags(id).length > 0);
    case 'status':
      return annotated(facts, (id) => facts.status(id) !== null);
    case 'citations': {
      const cited = facts.citedIn(() => true);
      return ({ id }) => cited.has(id);
    }
  }
}
