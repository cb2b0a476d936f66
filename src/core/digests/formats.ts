import { arxivMail } from './arxiv/mail.ts';
import { bibtex } from './bibtex/bibtex.ts';
import type { DigestFormat } from './format.ts';
import { huggingFacePage } from './huggingface/page.ts';

/** Every format that Carrel reads, those that are told most surely first. */
export const ALL_FORMATS: readonly DigestFormat[] = [arxivMail, bibtex, huggingFacePage];
