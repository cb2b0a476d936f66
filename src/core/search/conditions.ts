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
  const fits = timeTest(query.range, facts.today());
  return (paper) => datesOf(query.field, paper, facts).some(fits);
}

function datesOf(field: TimeField, paper: Paper, facts: PaperFacts): readonly string[] {
  const one = (date: string | null): readonly string[] => (date === null ? [] : [date]);
  switch (field) {
    case 'year':
      return one(paper.date?.slice(0, 4) ?? null);
    case 'date':
      return one(paper.date);
    case 'added':
      return one(facts.added(paper.id));
    case 'read':
      return one(facts.read(paper.id));
    case 'highlighted':
      return facts.highlighted(paper.id);
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
      return ({ id }) =>
        facts
          .tags(id)
          .map(fold)
          .some(
            (own) => own === tag || own.startsWith(`${tag}/`) || (value.endsWith('*') && own.startsWith(tag)),
          );
    }
    case 'status':
      return ({ id }) => (facts.status(id) ?? 'none') === wanted;
    case 'source':
      return ({ entries }) => entries.some(({ path, format }) => contains([path, format]));
    case 'cited-in':
      return ({ id }) => contains(facts.citedIn(id));
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
      return ({ id }) => facts.notes(id) !== '';
    case 'highlights':
      return ({ id }) => facts.highlights(id) > 0;
    case 'tags':
      return ({ id }) => facts.tags(id).length > 0;
    case 'status':
      return ({ id }) => facts.status(id) !== null;
    case 'citations':
      return ({ id }) => facts.citedIn(id).length > 0;
  }
}
