import { alertMail } from './alerts/alert-mail.ts';
import { arxivPage } from './arxiv/listing-page.ts';
import { arxivMail } from './arxiv/mail.ts';
import { arxivJson } from './arxiv/records-json.ts';
import { bibtex } from './bibtex/bibtex.ts';
import { cslJson } from './csl/csl-json.ts';
import { arxivAtom, papersRss } from './feeds/feed.ts';
import { cslYaml } from './csl/csl-yaml.ts';
import type { DigestFormat } from './format.ts';
import { huggingFacePage } from './huggingface/page.ts';
import { huggingFacePaper } from './huggingface/paper-page.ts';
import { huggingFaceJson } from './huggingface/papers-json.ts';
import { markdownList } from './markdown/markdown-list.ts';
import { nbib } from './tagged/nbib.ts';
import { table } from './table/table.ts';
import { semanticScholarJson } from './semantic-scholar/works-json.ts';
import { ris } from './tagged/ris.ts';
import { webOfScience } from './tagged/web-of-science.ts';

/** Every format that Carrel reads, those that are told most surely first. */
export const ALL_FORMATS: readonly DigestFormat[] = [
  arxivMail,
  bibtex,
  ris,
  nbib,
  webOfScience,
  semanticScholarJson,
  huggingFaceJson,
  cslJson,
  cslYaml,
  arxivJson,
  arxivAtom,
  papersRss,
  table,
  arxivPage,
  alertMail,
  huggingFacePaper,
  huggingFacePage,
  markdownList,
];
