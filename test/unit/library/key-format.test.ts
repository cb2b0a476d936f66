import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { basesOfKey, keyStems, longestKey } from '../../../src/core/library/citekey.ts';
import { FILTERS } from '../../../src/core/library/key-format/filters.ts';
import { formattedKey } from '../../../src/core/library/key-format/format.ts';
import { parseKeyFormat } from '../../../src/core/library/key-format/parse.ts';
import { FormatFault } from '../../../src/core/library/key-format/syntax.ts';
import { VALUES } from '../../../src/core/library/key-format/values.ts';
import { citationOf } from '../../../src/core/features/completion.ts';
import { entry } from '../../support/entries.ts';

const person = (family: string, given: string | null = null) => ({ family, given });
const dunes = entry({
  title: "The Desert's Slow Near-Shore Dunes: A Survey of Sand",
  authors: [
    person('van der Berg', 'Ada'),
    person('Øvergård', 'Bo'),
    person('Li', 'Chen'),
    person('Roy'),
    person('Ng'),
  ],
  date: '2021-03-04',
  venue: 'Journal of Sand',
  locator: { volume: '3', number: null, page: '117' },
});

function key(source: string, of = dunes): string | null {
  const format = parseKeyFormat(source);
  assert.ok(
    !(format instanceof FormatFault),
    `${source}: ${format instanceof FormatFault ? format.message : ''}`,
  );
  return formattedKey(format, of);
}

test('formulas of Better BibTeX and patterns of JabRef say the same', () => {
  for (const [formula, pattern, wanted] of [
    ['auth.lower + year', '[auth:lower][year]', 'vanderberg2021'],
    [
      'auth.lower + shorttitle(3,3) + year',
      '[auth:lower][shorttitle3_3][year]',
      'vanderbergDesertsSlowNearShore2021',
    ],
    ["auth(3) + '_' + shortyear", '[auth3]_[shortyear]', 'van_21'],
    ['auth(0,2) + year', '[auth0_2][year]', 'Overgard2021'],
    ['authEtAl.condense("-")', '[authEtAl:condense,-]', 'van-der-Berg-EtAl'],
    ['authEtal2 + year', '[auth.etal][year]', 'vanderBerg.etal2021'],
    ['authAuthEa', '[auth.auth.ea]', 'vanderBerg.Overgard.ea'],
    ['authors(2).upper', '[authors2:upper]', 'VANDERBERGOVERGARDETAL'],
    ['authorsAlpha + year', '[authorsAlpha][year]', 'vOL2021'],
    ['authshort + ":" + firstpage', '[authshort]:[firstpage]', 'v.O.L:117'],
    ['authorLast + month', '[authorLast][month]', 'Ngmar'],
    ['authIni(2)', '[authIni2]', 'va.Ov.Li.Ro.Ng'],
    ['authorIni', '[authorIni]', 'vand.O.L.R.N'],
    ['veryshorttitle.lower + authForeIni', '[veryshorttitle:lower][authForeIni]', 'desertsA'],
    ['journal.abbr', '[journal:abbr]', 'JoS'],
    ['journal.skipwords.select(2,1).prefix(in)', '[journal:skipwords:select,2,1:prefix,in]', 'inSand'],
    ['title.substring(1,7)', '[title:substring,1,7]', 'Deserts'],
    ['camel.abbr', '[camel:abbr]', 'TDSNDASOS'],
  ] as const) {
    assert.equal(key(formula), wanted, formula);
    assert.equal(key(pattern), wanted, pattern);
  }
});

test('values have names and places, texts quotes, and blanks count nowhere', () => {
  assert.equal(key('  shorttitle( n = 1 , m=1 )+"-"  +\tyear '), 'Deserts-2021');
  assert.equal(key('shorttitle(m=1, n=2).lower.condense(sep=_)'), 'deserts_slow');
  assert.equal(key("'it\\'s' + year"), 'its2021');
});

test('an alternative that gives nothing, or is too short, passes to the next', () => {
  const untitled = entry({ title: '', authors: [person('Li')], date: '2020' });
  assert.equal(key('title | auth + year', untitled), 'Li2020');
  assert.equal(key('auth.len(">", 3) | year', untitled), '2020');
  assert.equal(key('[auth][>3] | [year]', untitled), '2020');
  assert.equal(key('[auth][>1] | [year]', untitled), 'Li');
  assert.equal(key('[journal:(unpublished)][year]', untitled), 'unpublished2020');
  assert.equal(key('journal', untitled), null);
});

test('a fault says where it is and what would do', () => {
  for (const [source, at, message] of [
    ['auth +', 6, /it ends where a function/],
    ['auth year', 5, /“year” stands where “\+”, “\|” or the end/],
    ['author + year', 0, /no function “author” here; did you mean “authors”\?/],
    ['inspireHep', 0, /no function “inspireHep” here; there are auth, /],
    ['auth.lowr', 5, /no filter “lowr” here; did you mean “lower”\?/],
    ['auth(three)', 0, /auth wants a number in place of “three”/],
    ['auth(1,2,3)', 0, /auth takes only n and m/],
    ['year(2)', 0, /year takes no values/],
    ['auth(type=editor)', 0, /auth takes only n and m/],
    ['auth.len("~", 1)', 5, /len compares with/],
    ['auth(', 5, /a value is missing/],
    ['auth(1', 6, /it ends where “\)”/],
    ["'open", 0, /“'” stands where/],
    ['[auth', 0, /a bracket has no other half/],
    ['[auth]]', 6, /a bracket has no other half/],
    ['[auth:lowr]', 6, /did you mean “lower”/],
    ['', 0, /it ends/],
    ['a'.repeat(501), 500, /too long/],
  ] as const) {
    const fault = parseKeyFormat(source);
    assert.ok(fault instanceof FormatFault, source);
    assert.match(fault.message, message, source);
    assert.equal(fault.at, at, source);
  }
});

const anyName = fc.constantFrom(...VALUES.keys());
const anyFilter = fc.constantFrom(...FILTERS.keys());
const anyFormula = fc
  .array(
    fc.oneof(
      fc
        .tuple(anyName, fc.array(anyFilter, { maxLength: 3 }))
        .map(([name, filters]) => [name, ...filters].join('.')),
      fc.string({ maxLength: 5 }).map((text) => JSON.stringify(text)),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .chain((terms) => fc.constantFrom(' + ', ' | ').map((joint) => terms.join(joint)));
const anyEntry = fc
  .record({
    title: fc.string({ unit: 'binary' }),
    authors: fc.array(
      fc.oneof(
        fc.record({ family: fc.string({ unit: 'binary' }), given: fc.option(fc.string()) }),
        fc.string().map((literal) => ({ literal })),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    date: fc.option(fc.constantFrom('2020', '1999-12')),
    venue: fc.option(fc.string()),
  })
  .map(entry);

test('whatever a formula gives, Pandoc reads it without braces, and each of its forms leads back to it', () => {
  fc.assert(
    fc.property(anyFormula, anyEntry, (source, of) => {
      const format = parseKeyFormat(source);
      assert.ok(!(format instanceof FormatFault), source);
      const [stem] = keyStems(of, format);
      for (const form of [stem!.base, stem!.longer, longestKey(stem!, 'x')]) {
        assert.ok(basesOfKey(form).includes(stem!.base), form);
        assert.equal(citationOf(form), `@${form}`);
      }
    }),
    { numRuns: 2000 },
  );
});

test('any text is a format or has a fault inside it', () => {
  const pieces = fc.constantFrom(
    'auth',
    'year',
    '[',
    ']',
    '(',
    ')',
    '+',
    '|',
    '.',
    ':',
    ',',
    "'",
    '"',
    '3',
    '_',
    ' ',
    'lower',
    '=',
    '<',
    'ß',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((some) => some.join('')),
      ),
      (source) => {
        const read = parseKeyFormat(source);
        if (read instanceof FormatFault) assert.ok(read.at >= 0 && read.at <= source.length, read.message);
        else assert.equal(typeof (formattedKey(read, dunes) ?? ''), 'string');
      },
    ),
    { numRuns: 3000 },
  );
});
