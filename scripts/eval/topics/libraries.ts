import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { topicPaperOf } from '../../../src/core/features/topic-tree.ts';
import type { TopicPaper } from '../../../src/core/topics/topics.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';
import { corpus, withoutCorpus } from '../../../test/support/corpora.ts';

export interface LabelledPaper extends TopicPaper {
  /** What the collection itself files it under; null where it does not say. */
  readonly label: string | null;
}

export interface TopicLibrary {
  readonly name: string;
  readonly papers: readonly LabelledPaper[];
}

/** Real papers with abstracts; categories are hidden and kept as labels. Null where a collection is missing. */
export async function topicLibraries(): Promise<TopicLibrary[] | null> {
  const paths = ['judged/scirepeval_samples', 'judged/acl_anthology_toy', 'arxiv', 'huggingface'];
  if (paths.some((path) => withoutCorpus(path) !== false)) return null;
  return [
    await fieldsOfStudy(),
    await digests('arXiv, JSON', 'arxiv/json_shiyibihua'),
    await digests('Daily Papers, JSON', 'huggingface/api_json'),
    await digests('Daily Papers, 375 of 2024', 'huggingface/page/hf-2024.txt'),
    await anthology(),
  ];
}

/** The sample page of 35 papers. */
export function samplePage(): Promise<TopicLibrary> {
  return digests('sample page', 'huggingface/page/hf-attention.txt');
}

async function digests(name: string, path: string): Promise<TopicLibrary> {
  const workspace = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => '2026-01-01',
  });
  for (const file of await filesOf(corpus(path)))
    workspace.setFile(`digests/${file.replaceAll('/', '-')}`, await readFile(file, 'utf8'));
  workspace.commit();
  const papers = [...workspace.library.papers].map((paper): LabelledPaper => ({
    ...topicPaperOf(paper),
    categories: [],
    label: topicPaperOf(paper).categories[0] ?? null,
  }));
  return { name, papers };
}

async function fieldsOfStudy(): Promise<TopicLibrary> {
  const text = await readFile(corpus('judged/scirepeval_samples/fos_small.json'), 'utf8');
  const all = JSON.parse(text) as readonly {
    readonly corpus_id: number;
    readonly title: string;
    readonly abstract: string | null;
    readonly labels_text: readonly string[];
  }[];
  const papers = all.map(({ corpus_id: id, title, abstract, labels_text: [label] }) => ({
    ...bare(String(id), title, abstract),
    label: label ?? null,
  }));
  return { name: 'Fields of study', papers };
}

async function anthology(): Promise<TopicLibrary> {
  const papers: LabelledPaper[] = [];
  for (const file of await filesOf(corpus('judged/acl_anthology_toy/xml'))) {
    const text = await readFile(file, 'utf8');
    for (const [entry] of text.matchAll(/<paper id="[^"]*"[\s\S]*?<\/paper>/g)) {
      const field = (name: string): string =>
        (new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`).exec(entry)?.[1] ?? '').replace(/<[^>]+>/g, '');
      papers.push({
        ...bare(`${file}/${papers.length}`, field('title'), field('abstract') || null),
        label: null,
      });
    }
  }
  return { name: 'ACL Anthology', papers: papers.filter(({ abstract }) => abstract !== null) };
}

function bare(id: string, title: string, abstract: string | null): TopicPaper {
  return { id, title, abstract, keywords: [], categories: [] };
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const found = await readdir(path, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}
