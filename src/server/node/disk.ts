import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { finish, type Steps } from '../../core/text/steps.ts';
import type { FileProblem } from '../../core/workspace/digest-file.ts';
import { inSlices } from '../slices.ts';
import { lineOf, mixedText, otherwise, strayBytes, strayRemark } from './encodings.ts';

/** Beyond this a file is reported, not read: text and entries take about ten times a file's size in memory (measured). */
const MOST_BYTES = 128 * 1024 * 1024;

/** How often a file is read that changes meanwhile; then what was read last counts, with a remark. */
const TRIES = 3;

const CHUNK = 1024 * 1024;

export type FileContent =
  /** A remark tells what is doubtful about the text. */
  { readonly text: string; readonly remark?: FileProblem } | { readonly problem: FileProblem } | 'missing';

/** Reads a text file; whatever goes wrong comes back as a problem that a person understands. Never waits for a pipe or device. */
export async function readText(file: string): Promise<FileContent> {
  try {
    const info = await stat(file);
    if (info.isDirectory()) return 'missing';
    if (!info.isFile()) return notAFile();
    // Without blocking, where the system knows that: it could have become a pipe since.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await readSteady(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EISDIR') return 'missing';
    if (code === 'ENOENT' || code === 'ENOTDIR') return whyMissing(file);
    return failure('file-unreadable', `The file cannot be read: ${describeError(error)}.`);
  }
}

/** Reads until the file is the same before and after, some times at most. */
async function readSteady(handle: FileHandle): Promise<FileContent> {
  for (let attempt = 1; ; attempt++) {
    const before = await handle.stat();
    if (!before.isFile()) return notAFile();
    const bytes = await readBounded(handle, before.size);
    if (bytes === null) {
      const { size } = await handle.stat();
      return failure(
        'file-too-large',
        `The file has ${megabytes(size)} MB; Carrel reads up to ${megabytes(MOST_BYTES)} MB.`,
      );
    }
    const after = await handle.stat();
    const steady = before.size === after.size && before.mtimeMs === after.mtimeMs;
    if (!steady && attempt < TRIES) continue;
    const content = await inSlices(decodeSteps(bytes));
    return steady || content === 'missing' || 'problem' in content
      ? content
      : { ...content, remark: CHANGING };
  }
}

const CHANGING: FileProblem = {
  severity: 'warning',
  code: 'file-changing',
  message:
    'The file changed while it was read: what was read may be a mixture. It is read again when it changes.',
};

/** All bytes from the start, whatever the file was said to hold; null where they are too many. */
async function readBounded(handle: FileHandle, expected: number): Promise<Uint8Array | null> {
  if (expected > MOST_BYTES) return null;
  // One byte more than expected tells the end without a second buffer.
  let buffer = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
    if (length > MOST_BYTES) return null;
    if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length + CHUNK);
  }
}

/** Text of bytes: UTF-8, UTF-16 with a mark, else Windows-1252, which Latin-1 files are read as on the web too. */
export function decode(bytes: Uint8Array): FileContent {
  return finish(decodeSteps(bytes));
}

function* decodeSteps(bytes: Uint8Array): Steps<FileContent> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return otherwise('UTF-16', yield* decodeAs('utf-16le', bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return otherwise('UTF-16', yield* decodeAs('utf-16be', bytes));
  const head = bytes.subarray(0, 8192);
  if (head.includes(0)) return failure('file-not-text', 'The file is not text: it holds zero bytes.');
  const text = yield* utf8Steps(bytes);
  if (text !== null) return { text };
  if (controls(head) * 50 > head.length)
    return failure('file-not-text', 'The file is not text: it holds many bytes that no text has.');
  const { strays, characters } = yield* strayBytes(bytes);
  if (strays.length > characters)
    return otherwise('Windows-1252', yield* decodeAs('windows-1252', bytes), lineOf(bytes, strays[0]!));
  return { text: yield* mixedText(bytes, strays), remark: strayRemark(bytes, strays) };
}

/** In bytes: decoding so many takes a millisecond or two. */
const PIECE = 1024 * 1024;

function* decodeAs(encoding: string, bytes: Uint8Array): Steps<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE) {
    if (start > 0) yield;
    text += decoder.decode(bytes.subarray(start, start + PIECE), { stream: true });
  }
  return text + decoder.decode();
}

/** Null for bytes that are not UTF-8. Pieces end where characters do: decoding a stream is many times slower. */
function* utf8Steps(bytes: Uint8Array): Steps<string | null> {
  let text = '';
  for (let start = 0; start < bytes.length;) {
    if (start > 0) yield;
    let end = Math.min(bytes.length, start + PIECE);
    while (end < bytes.length && end > start + PIECE - 4 && (bytes[end]! & 0xc0) === 0x80) end--;
    const piece = decodeUtf8(bytes.subarray(start, end));
    if (piece === null) return null;
    text += piece;
    start = end;
  }
  return text;
}

/** How many bytes are control characters that text files do not have. */
function controls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) count++;
  return count;
}

/** Text of UTF-8 bytes, a mark kept, such that encoding it gives the same bytes; null for any other bytes. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What a walk meets: a file, which may also be a pipe or a device; or a folder, and why it cannot be listed if so. */
export type Found = { readonly file: string } | { readonly folder: string; readonly reason: string | null };

/**
 * All files below a folder that `enter` lets it look into, in no particular order. Links to folders are followed once; a link to
 * itself or to a parent ends there. `opened` is told of each folder, with the names in it, before what it holds is given.
 */
export async function* walk(
  directory: string,
  enter: (name: string, folder: string) => boolean,
  opened?: (folder: string, names: ReadonlySet<string>) => Promise<void>,
): AsyncGenerator<Found> {
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
      yield { folder: current, reason: current.includes('\ufffd') ? BAD_NAME : describeError(error) };
      continue;
    }
    if (opened) await opened(current, new Set(entries.map(({ name }) => name)));
    yield { folder: current, reason: null };
    for (const entry of entries) {
      const path = join(current, entry.name);
      const kind = entry.isSymbolicLink() ? await kindOfLink(path) : entry.isDirectory() ? 'folder' : 'file';
      if (kind === 'folder' && enter(entry.name, path)) waiting.push(path);
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

async function kindOfLink(path: string): Promise<'folder' | 'file'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    // A link to itself or to nothing: reading it tells why it cannot be read.
    return 'file';
  }
}

const BAD_NAME = 'its name is not valid UTF-8; rename it';

/** A listing may name what cannot be opened: a link to nothing, or a name that is no text. */
async function whyMissing(file: string): Promise<FileContent> {
  const isLink = await lstat(file).then(
    (info) => info.isSymbolicLink(),
    () => false,
  );
  const reason = isLink ? 'a symbolic link leads to nothing' : file.includes('\ufffd') ? BAD_NAME : null;
  return reason === null ? 'missing' : failure('file-unreadable', `The file cannot be read: ${reason}.`);
}

function notAFile(): FileContent {
  return failure('not-a-file', 'This is a pipe, a socket or a device, not a file; it is not read.');
}

function failure(code: string, message: string): FileContent {
  return { problem: { severity: 'warning', code, message } };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function describeError(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ELOOP':
      return 'a symbolic link leads to itself';
    case 'ENAMETOOLONG':
      return 'its path is too long';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    case 'unknown':
      return error instanceof Error ? error.message : String(error);
    default:
      return code;
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
