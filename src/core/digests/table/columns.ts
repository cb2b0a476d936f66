/** What a column of a table of papers holds. */
export type Column =
  'title' | 'abstract' | 'authors' | 'date' | 'doi' | 'arxiv' | 'url' | 'venue' | 'subjects';

/** Names of columns, in lower case without anything but letters, best first; as databases, reference managers and reviewers export them. */
const NAMES: Readonly<Record<Column, string>> = {
  title: 'title articletitle documenttitle primarytitle papertitle titles ti t1',
  abstract: 'abstract notesabstract abstractnote abstracts summary n2 ab',
  authors: 'authors author authornames authorfullnames firstauthors authortext authorlist authorsnames au',
  date: 'date published publicationdate publishedat created datepublished publicationyear pubyear year py coverdate',
  doi: 'doi',
  arxiv: 'arxivid arxiv eprint',
  url: 'url link urls abslink pdfurl pdflink',
  venue:
    'journal venue publicationtitle sourcetitle journalref journaltitle secondarytitle journalbook source',
  subjects: 'keywords authorkeywords categories manualtags tags subjects kw',
};

/** Which column holds what, by its names; null where the first row is no head of a table of papers. */
export function columnsOf(names: readonly string[]): ReadonlyMap<Column, number> | null {
  const folded = names.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const columns = new Map<Column, number>();
  for (const [column, known] of Object.entries(NAMES) as [Column, string][]) {
    const at = known
      .split(' ')
      .map((name) => folded.indexOf(name))
      .find((index) => index >= 0);
    if (at !== undefined) columns.set(column, at);
  }
  const told = (['abstract', 'authors', 'doi', 'arxiv'] as const).filter((column) => columns.has(column));
  return columns.has('title') && told.length > 0 ? columns : null;
}
