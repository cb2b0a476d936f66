import { parseDocument } from 'yaml';
import { yamlFault } from '../text/yaml/faults.ts';
import { editDistance } from '../text/edit-distance.ts';
import { globFault } from '../text/glob.ts';
import type { KeyFormat } from '../library/key-format/format.ts';
import { parseKeyFormat } from '../library/key-format/parse.ts';
import { FormatFault } from '../library/key-format/syntax.ts';
import type { Problem, Severity } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import { PROBLEM_CODES } from './problem-codes.ts';
import type { GivenSettings, SettingName } from './project-settings.ts';
import { plainSource, yamlSource, type SettingsSource } from './settings-source.ts';
import { SETTINGS_TABLE, SEVERITIES, type SettingForm } from './settings-table.ts';

export interface ReadSettings {
  readonly given: GivenSettings;
  readonly problems: readonly Problem[];
}

/**
 * Reads the text of `.carrel.yaml`. A setting that is wrong costs itself; a file that is no YAML gives nothing, since half of what was
 * meant could be worse than none.
 */
export function readProjectFile(text: string): ReadSettings {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [fault] = document.errors;
  if (fault) {
    const [start, end] = fault.pos;
    const message = `This is no YAML: ${yamlFault(fault)}. Until it is mended, the file counts as empty.`;
    return { given: {}, problems: [problem('error', 'settings-not-yaml', message, { start, end })] };
  }
  return readSource(yamlSource(document, document.contents));
}

/** Reads settings that a client sent, nested as in the file; its problems have no places. */
export function readClientSettings(value: unknown): ReadSettings {
  return readSource(plainSource(value));
}

function readSource(source: SettingsSource): ReadSettings {
  const reader = new Reader();
  reader.readGroup(source, '');
  return { given: Object.fromEntries(reader.given), problems: reader.problems };
}

/** The names of the table: settings, and the groups that they stand in. */
const NAMES = new Map<string, SettingForm | 'group'>(
  Object.entries(SETTINGS_TABLE).flatMap(([name, { form }]) => {
    const [group, rest] = name.split('.');
    return rest === undefined ? [[name, form] as const] : [[group!, 'group'] as const, [name, form] as const];
  }),
);

/** In place of a value that cannot be taken. */
const WRONG = Symbol('wrong');

class Reader {
  readonly given = new Map<SettingName, unknown>();
  readonly problems: Problem[] = [];

  readGroup(source: SettingsSource, prefix: string): void {
    const members = source.members();
    if (!members) {
      if (source.scalar() !== null) this.#wrong(source.span, prefix, 'a mapping of names to values');
      return;
    }
    for (const { name, nameSpan, value } of members) {
      const full = prefix === '' ? name : `${prefix}.${name}`;
      const form = NAMES.get(full);
      if (form === undefined) this.#unknown(full, prefix, nameSpan);
      else if (form === 'group') this.readGroup(value, full);
      else if (value.scalar() !== null) this.#readSetting(full as SettingName, form, value);
    }
  }

  #readSetting(name: SettingName, form: SettingForm, source: SettingsSource): void {
    const value = this.#valueOf(name, form, source);
    if (value !== WRONG) this.given.set(name, value);
  }

  #valueOf(name: string, form: SettingForm, source: SettingsSource): unknown {
    const scalar = source.scalar();
    switch (form) {
      case 'globs':
      case 'paths':
        return this.#textsOf(name, form, source);
      case 'flag':
        return typeof scalar === 'boolean' ? scalar : this.#wrong(source.span, name, 'true or false');
      case 'folder':
        if (scalar === '') return null;
        return typeof scalar === 'string' && isInnerPath(scalar)
          ? scalar.replace(/^\.(?:\/|$)|\/+$/g, '')
          : this.#wrong(source.span, name, 'a folder inside this one');
      case 'name-pattern':
        return typeof scalar === 'string' && scalar.includes('{citekey}') && isInnerPath(scalar)
          ? scalar
          : this.#wrong(source.span, name, 'a file name with {citekey} in it');
      case 'citekey-format':
        return this.#keyFormatOf(name, source);
      case 'severities':
        return this.#severitiesOf(name, source);
    }
  }

  /** The texts of a list; those that are no globs are told and left out. */
  #textsOf(name: string, form: 'globs' | 'paths', source: SettingsSource): readonly string[] | typeof WRONG {
    const items = source.items();
    if (!items) return this.#wrong(source.span, name, `a list of ${form === 'globs' ? 'globs' : 'paths'}`);
    return items.flatMap((item) => {
      const text = item.scalar();
      if (typeof text !== 'string') {
        this.#wrong(item.span, name, 'a list of texts');
        return [];
      }
      const fault = form === 'globs' ? globFault(text) : null;
      if (fault === null) return text;
      const message = `“${text}” in ${name} cannot be read as a pattern of file names: ${fault}. It is left out.`;
      this.problems.push(problem('warning', 'settings-glob', message, item.span));
      return [];
    });
  }

  /** Null where an empty text says that there is to be none. */
  #keyFormatOf(name: string, source: SettingsSource): KeyFormat | typeof WRONG | null {
    const text = source.scalar();
    if (typeof text !== 'string') return this.#wrong(source.span, name, 'a text such as auth.lower + year');
    if (text.trim() === '') return null;
    const format = parseKeyFormat(text.trim());
    if (!(format instanceof FormatFault)) return format;
    const place = ` (character ${format.at + 1} of “${text.trim()}”)`;
    const message = `${name} cannot be read: ${format.message}${place}. It is left out.`;
    this.problems.push(problem('warning', 'settings-citekey-format', message, source.span));
    return WRONG;
  }

  #severitiesOf(name: string, source: SettingsSource): ReadonlyMap<string, Severity | 'off'> | typeof WRONG {
    const members = source.members();
    if (!members) return this.#wrong(source.span, name, 'a mapping of codes to severities');
    const severities = new Map<string, Severity | 'off'>();
    for (const { name: code, nameSpan, value } of members) {
      if (!PROBLEM_CODES.has(code)) {
        this.#unknownCode(code, nameSpan);
        continue;
      }
      // YAML 1.1 and people mean the word by it.
      const given = value.scalar() === false ? 'off' : value.scalar();
      const severity = SEVERITIES.find((known) => known === given);
      if (severity) severities.set(code, severity);
      else this.#wrong(value.span, `${name}.${code}`, `one of ${SEVERITIES.join(', ')}`);
    }
    return severities;
  }

  /** Tells of a value of the wrong form, which counts as not given. */
  #wrong(span: Span, name: string, wanted: string): typeof WRONG {
    const subject = name === '' ? 'The file' : name;
    const message = `${subject} must be ${wanted}. What stands here is left out.`;
    this.problems.push(problem('warning', 'settings-type', message, span));
    return WRONG;
  }

  #unknown(name: string, prefix: string, span: Span): void {
    this.#tellUnknown('setting', name, nearest(name, prefix), span);
  }

  #unknownCode(code: string, span: Span): void {
    this.#tellUnknown('problem with the code', code, nearestCode(code), span);
  }

  #tellUnknown(what: string, name: string, near: string | null, span: Span): void {
    const hint = near === null ? '.' : `; did you mean “${near}”?`;
    const message = `There is no ${what} “${name}”${hint} It is left out.`;
    this.problems.push(problem('warning', 'settings-unknown', message, span));
  }
}

/** The known name that is most like this one, first among those of the same group. */
function nearest(name: string, prefix: string): string | null {
  const own = name.slice(prefix === '' ? 0 : prefix.length + 1).toLowerCase();
  let best: string | null = null;
  let least = 4;
  for (const known of NAMES.keys()) {
    const last = known.slice(known.lastIndexOf('.') + 1);
    const elsewhere = known.slice(0, Math.max(0, known.lastIndexOf('.'))) === prefix ? 0 : 1;
    const distance = editDistance(own, last.toLowerCase(), 3) + elsewhere;
    if (distance < Math.min(least, last.length)) [best, least] = [known, distance];
  }
  return best;
}

/** The code that is most like this one: a few letters apart, or with the same words in it. */
function nearestCode(code: string): string | null {
  const own = code.toLowerCase().replaceAll('_', '-');
  const words = own.split('-').filter((word) => word.length > 3);
  let best: string | null = null;
  let least = Infinity;
  for (const known of PROBLEM_CODES) {
    const distance = editDistance(own, known, MOST_EDITS);
    const shared = known.split('-').filter((word) => words.includes(word)).length;
    const unlikeness = distance < MOST_EDITS ? distance : shared > 0 ? MOST_EDITS + 1 / shared : Infinity;
    if (unlikeness < least) [best, least] = [known, unlikeness];
  }
  return best;
}

/** A code that is so many letters apart is another one. */
const MOST_EDITS = 5;

function isInnerPath(path: string): boolean {
  return !/^(?:[A-Za-z]:|[\\/])/.test(path) && !path.split(/[\\/]/).includes('..');
}

function problem(severity: Severity, code: string, message: string, span: Span): Problem {
  return { severity, code, message, span };
}
