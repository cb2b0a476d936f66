import type { Span } from '../../text/span.ts';

/** What a line can say of a paper by a label in front of it. */
export type Field = 'title' | 'authors' | 'date' | 'abstract' | 'link' | 'venue' | 'other';

/** `**Authors:** Ada Moor`, `作者：…`: what a line tells, and where. The value may be empty. */
export interface Labelled {
  readonly field: Field;
  readonly value: Span;
}

/** Labels as lists write them, in the languages in which such lists are found. */
const LABELS: Readonly<Record<Field, string>> = {
  title:
    'title|paper title|paper|name|标题|题目|论文|论文标题|论文题目|论文名称|原标题|英文标题|タイトル|題名|論文|titre|titel|título|titolo|제목|название',
  authors:
    'author|authors|author(s)|by|作者|作者列表|第一作者|著者|auteur|auteurs|autor|autoren|autores|autori|저자|авторы',
  date: 'date|published|published on|publish date|published date|publication date|submitted|submitted on|submission date|submitted date|posted|posted on|year|日期|发布日期|发布时间|发表|发表日期|发表时间|提交日期|提交时间|时间|年份|公開日|日付|datum|jahr|année|fecha|año|날짜',
  abstract:
    'abstract|summary|tldr|tl;dr|摘要|论文摘要|概要|要旨|résumé|zusammenfassung|resumen|초록|аннотация',
  link: 'link|links|url|arxiv|arxiv id|arxiv link|arxiv url|paper link|paper url|pdf|pdf link|doi|html|链接|论文链接|原文链接|地址|论文地址|リンク|lien|enlace|링크',
  venue: 'venue|journal|conference|published in|期刊|会议|会议/期刊|期刊/会议|学会|revue|zeitschrift',
  other:
    'code|code link|github|repo|repository|project|project page|homepage|代码|代码链接|项目|项目主页|keyword|keywords|tag|tags|category|categories|primary category|subject|subjects|comment|comments|affiliation|affiliations|institution|institutions|机构|单位|关键词|关键字|分类|类别|标签|领域|评论|score|rating|updated|更新日期|upvotes|note|notes|dataset|datasets|task|tasks|method|methods|contribution|contributions|key points|highlights',
};

const FIELDS = new Map<string, Field>(
  (Object.keys(LABELS) as Field[]).flatMap((field) =>
    LABELS[field].split('|').map((name): [string, Field] => [name, field]),
  ),
);

/** A label is no longer; in UTF-16 units, marks included. */
const LONGEST = 40;
const LABEL =
  /^(?:[\p{Extended_Pictographic}\ufe0f\u200d]\s?){0,4}[*_`]{0,3}([\p{L}][\p{L}\p{M} ;./()]{0,28}?)\s?[*_`]{0,3}\s?[:：]\s?[*_`]{0,3}\s*/u;

/** The label that a line or item begins with and what stands behind it; null where it begins with none that is known. */
export function labelled(text: string, { start, end }: Span): Labelled | null {
  if (!hasColon(text, start, Math.min(end, start + LONGEST))) return null;
  const found = LABEL.exec(text.slice(start, Math.min(end, start + 2 * LONGEST)));
  const field = found && FIELDS.get(found[1]!.toLowerCase());
  if (!field) return null;
  const value = { start: Math.min(end, start + found[0].length), end };
  // "Paper: https://…" is a link, whatever it is called.
  return { field: field === 'title' && isBareLink(text, value) ? 'link' : field, value };
}

function hasColon(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 58 || code === 0xff1a) return true;
    if (code === 91 || code === 124) return false;
  }
  return false;
}

function isBareLink(text: string, { start, end }: Span): boolean {
  return /^(?:<?https?:|\[\[?\s?(?:paper|pdf|arxiv|link|html|abs|论文|链接)\s?\]?\]\()/i.test(
    text.slice(start, Math.min(end, start + 40)),
  );
}
