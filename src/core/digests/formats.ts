import type { DigestFormat } from './format.ts';
import { huggingFacePage } from './huggingface/page.ts';

/** Every format that Carrel reads. */
export const ALL_FORMATS: readonly DigestFormat[] = [huggingFacePage];
