import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../core/text/problem.ts';

/** Beyond this a file is reported, not read: its text and entries would not fit into memory beside the rest. */
const MOST_BYTES = 256 * 1024 * 1024;

export type FileContent =
  | { readonly text: string }
  | { readonly problem: Pick<Problem, 'code' | 'message' | 'severity'> }
  | 'missing';

/** Reads a text file; whatever goes wrong comes back as a problem that a person understands. */
export async function readText(file: string): Promise<FileContent> {
  try {
    const handle = await open(file, 'r');
    try {
      const info = await handle.stat();
      if (!info.isFile()) return 'missing';
      if (info.size > MOST_BYTES)
        return failure(
          'file-too-large',
          `The file has ${megabytes(info.size)} MB; Carrel reads up to ${megabytes(MOST_BYTES)} MB.`,
        );
      return decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return 'missing';
    return failure('file-unreadable', `The file cannot be read: ${describeError(code)}.`);
  }
}

/** Text of bytes: UTF-8, UTF-16 with a mark, else Windows-1252, which Latin-1 files are read as on the web too. */
export function decode(bytes: Uint8Array): FileContent {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be', { ignoreBOM: true }).decode(bytes) };
  if (bytes.subarray(0, 8192).includes(0))
    return failure('file-not-text', 'The file is not text: it holds zero bytes.');
  return { text: decodeUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes) };
}

/** Text of UTF-8 bytes, a mark kept, such that encoding it gives the same bytes; null for any other bytes. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What a walk meets: a file, or a folder that cannot be listed. */
export type Found = { readonly file: string } | { readonly folder: string; readonly reason: string };

/**
 * All files below a folder that `enter` lets it look into, in no particular order. Links to folders are followed once; a link to
 * itself or to a parent ends there.
 */
export async function* walk(directory: string, enter: (name: string) => boolean): AsyncGenerator<Found> {
  const seen = new Set<string>();
  const waiting = [directory];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    let entries;
    try {
      const real = await realpath(current);
      if (seen.has(real)) continue;
      seen.add(real);
      entries = await readdir(current, { withFileTypes: true });
    } catch (error) {
      yield { folder: current, reason: describeError(codeOf(error)) };
      continue;
    }
    for (const entry of entries) {
      const path = join(current, entry.name);
      const kind = entry.isSymbolicLink()
        ? await kindOfLink(path)
        : entry.isDirectory()
          ? 'folder'
          : entry.isFile()
            ? 'file'
            : 'other';
      if (kind === 'folder' && enter(entry.name)) waiting.push(path);
      if (kind === 'file') yield { file: path };
    }
  }
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function kindOfLink(path: string): Promise<'folder' | 'file' | 'other'> {
  try {
    const target = await stat(path);
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other';
  } catch {
    // A link to itself or to nothing: reading it tells why it cannot be read.
    return 'file';
  }
}

function failure(code: string, message: string): FileContent {
  return { problem: { severity: 'warning', code, message } };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function describeError(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ELOOP':
      return 'a symbolic link leads to itself';
    case 'EMFILE':
      return 'too many files are open';
    default:
      return code;
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
