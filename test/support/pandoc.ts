import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A citation as Pandoc finds it; prefix and suffix as plain text. */
export interface PandocCite {
  readonly key: string;
  readonly mode: 'AuthorInText' | 'SuppressAuthor' | 'NormalCitation';
  readonly prefix: string;
  readonly suffix: string;
}

/** What to give as node:test's `skip`: false where Pandoc is installed, else the reason that the runner prints. */
export function withoutPandoc(): string | false {
  return spawnSync('pandoc', ['--version']).status === 0 ? false : 'needs pandoc on the PATH';
}

/**
 * The citations in the text of each note (its metadata left out), as Pandoc's reader finds them, in no order that matters. All notes are
 * read one by one in a single process, so that nothing in one can reach another. Null for a note that Pandoc refuses.
 */
export function pandocCitations(notes: readonly string[], format = 'markdown'): (PandocCite[] | null)[] {
  const rows = readEach(notes, format, 'cites') as ([string, PandocCite['mode'], string, string][] | null)[];
  return rows.map(
    (cites) => cites?.map(([key, mode, prefix, suffix]) => ({ key, mode, prefix, suffix })) ?? null,
  );
}

/** Markdown as plain text, as Pandoc would print it. */
export function pandocPlain(texts: readonly string[]): string[] {
  return readEach(texts, 'markdown', 'plain').map((text) => (typeof text === 'string' ? text : ''));
}

function readEach(texts: readonly string[], format: string, what: 'cites' | 'plain' | 'reads'): unknown[] {
  if (texts.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'carrel-pandoc-'));
  try {
    writeFileSync(join(folder, 'filter.lua'), FILTER);
    writeFileSync(
      join(folder, 'texts'),
      texts.map((text) => `${withoutTabs(text.replaceAll('\0', ''))}\0`).join(''),
    );
    const { stdout, stderr, status } = spawnSync(
      'pandoc',
      ['--lua-filter', join(folder, 'filter.lua'), '-t', 'native'],
      {
        input: '',
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: { ...process.env, TEXTS: join(folder, 'texts'), FORMAT: format, WHAT: what },
      },
    );
    const lines = stdout.split('\n').slice(0, -1);
    if (status !== 0 || lines.length !== texts.length)
      throw new Error(`pandoc read ${lines.length} of ${texts.length} texts: ${stderr}`);
    return lines.map((line) => JSON.parse(line) as unknown);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Tabs as blanks up to the next stop of four, as the pandoc command reads its input; its Lua function does not. */
function withoutTabs(text: string): string {
  const expand = (line: string) =>
    line.replace(/([^\t]*)\t/g, (_, before: string) => before + ' '.repeat(4 - (before.length % 4)));
  return text.includes('\t') ? text.split('\n').map(expand).join('\n') : text;
}

/** Reads the texts of a file, each ended by a NUL, and prints one line of JSON for each. */
const FILTER = String.raw`
local function quote(text)
  return '"' .. text:gsub('[%c"\\]', function(char) return string.format('\\u%04x', char:byte()) end) .. '"'
end

local function plain(inlines)
  return quote(pandoc.utils.stringify(inlines))
end

local function cites(blocks)
  local rows = {}
  pandoc.walk_block(pandoc.Div(blocks), {
    Cite = function(cite)
      for _, c in ipairs(cite.citations) do
        rows[#rows + 1] = '[' .. table.concat({ quote(c.id), quote(c.mode), plain(c.prefix), plain(c.suffix) }, ',') .. ']'
      end
    end,
  })
  return '[' .. table.concat(rows, ',') .. ']'
end

function Pandoc()
  local file = io.open(os.getenv('TEXTS'), 'rb')
  local texts = file:read('a')
  file:close()
  for text in texts:gmatch('([^\0]*)\0') do
    local ok, doc = pcall(pandoc.read, text, os.getenv('FORMAT'))
    if not ok then
      io.write('null\n')
    elseif os.getenv('WHAT') == 'reads' then
      io.write('true\n')
    elseif os.getenv('WHAT') == 'cites' then
      io.write(cites(doc.blocks), '\n')
    else
      io.write(plain(pandoc.utils.blocks_to_inlines(doc.blocks)), '\n')
    end
  end
  os.exit(0)
end
`;

/** A note with the files beside it. */
export interface PandocCase {
  readonly note: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The keys in the text of each note (its metadata left out) that Pandoc's citeproc would not find; null where it refuses the note or a
 * bibliography. All in one process.
 */
export function pandocMissing(cases: readonly PandocCase[]): (readonly string[] | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-pandoc-'));
  try {
    cases.forEach(({ note, files }, i) => {
      mkdirSync(join(folder, String(i)));
      writeFileSync(join(folder, String(i), 'note.md'), withoutTabs(note));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, String(i), name), text);
    });
    writeFileSync(join(folder, 'filter.lua'), MISSING);
    const { stdout, stderr, status } = spawnSync(
      'pandoc',
      ['--lua-filter', join(folder, 'filter.lua'), '-t', 'native'],
      {
        input: '',
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: { ...process.env, CASES: folder, COUNT: String(cases.length) },
      },
    );
    const lines = stdout.split('\n').slice(0, -1);
    if (status !== 0 || lines.length !== cases.length)
      throw new Error(`pandoc judged ${lines.length} of ${cases.length} notes: ${stderr}`);
    return lines.map((line) => JSON.parse(line) as string[] | null);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints for each case the keys that are missing as a line of JSON. `references` reads bibliographies as `--citeproc` does. */
const MISSING = String.raw`
local function quote(text)
  return '"' .. text:gsub('[%c"\\]', function(char) return string.format('\\u%04x', char:byte()) end) .. '"'
end

local function judge()
  local file = io.open('note.md', 'rb')
  local text = file:read('a')
  file:close()
  local doc = pandoc.read(text, 'markdown')
  local known = {}
  for _, reference in ipairs(pandoc.utils.references(doc)) do known[reference.id] = true end
  local missing = {}
  pandoc.walk_block(pandoc.Div(doc.blocks), {
    Cite = function(cite)
      for _, c in ipairs(cite.citations) do
        if not known[c.id] then missing[#missing + 1] = quote(c.id) end
      end
    end,
  })
  return '[' .. table.concat(missing, ',') .. ']'
end

function Pandoc()
  for i = 0, tonumber(os.getenv('COUNT')) - 1 do
    pandoc.system.with_working_directory(os.getenv('CASES') .. '/' .. i, function()
      local ok, result = pcall(judge)
      io.write(ok and result or 'null', '\n')
    end)
  end
  os.exit(0)
end
`;

/** Whether Pandoc reads each text in a format, or refuses it. */
export function pandocReads(texts: readonly string[], format: string): boolean[] {
  return readEach(texts, format, 'reads').map((answer) => answer !== null);
}
