/** Makes notes at random from a grammar of what people write around citations, for comparing our reading with Pandoc's. */

type Random = (below: number) => number;

const KEYS = [
  'doe99', 'Foo_2010', 'müller:2003', 'a-b.c', '李2020', 'x', '1st', '_under', 'smith04a', 'van_der-Berg+x', 'k$1', 'Ünal#2', 'a//b',
  'Lambert:1992', 'p.q.r', 'tag~1', 'n?m', 'Q&A', 'r%s', 'u<v', 'w>z', 'Gödel1931', 'one_', 'double__x', '{any.key.}', '{a{b}c}',
]; // prettier-ignore
/** Keys without what TeX reads in its own way. */
const WORDY = ['doe99', 'x', 'a-b.c', 'Lambert:1992'];
const LOCATORS = ['p. 3', 'pp. 33-35', 'chap. *2*', '“x; y”', "'q'; z", 'and *passim*', '§3', '5*3', '$x;y$', '`a;b]`', '[sic]', 'e.g. [x](http://y/;)', '--', 'x_y_z', '^2^']; // prettier-ignore
const PREFIXES = [
  'see',
  'e.g.',
  'see *also*',
  'cf.',
  '“quoted”',
  'x-',
  '_as in_',
  'compare (b)',
  'a;',
  'see,',
  '--',
  'mail <a@b.example>',
];
const WORDS = ['models', 'learn', 'quickly', 'in 2020', 'don’t', "isn't", 'a.b', '“said”', '"so; they"', 'x*y', 'a_b_c', '3 < 4', 'AT&T;', 'e.g.', 'é', '中文', '[sic]', '(aside)', '5 % of']; // prettier-ignore
const AFTER = [
  '',
  '',
  '',
  '.',
  ',',
  ';',
  ':',
  '’s',
  "'s",
  ')',
  '!',
  '?',
  '...',
  '—',
  '*',
  '"',
  '/x',
  '(2020)',
  ' ',
  '{',
  '[^1]',
  '\\',
  '@',
  '…',
];

/** What stands behind a citation without beginning something else. */
const PLAIN_AFTER = AFTER.filter((text) => !/^[:*"\\(@{[]/.test(text));

/**
 * A note at random. Where `broken` is false no bracket stays open: what an open one does to the rest of a note is a matter of how far
 * Pandoc's reader goes back, and no one's grammar.
 */
export function randomNote(random: Random, broken = true): string {
  let footnotes = 0;
  const pick = <T>(choices: readonly T[]): T => choices[random(choices.length)]!;
  const one = (makers: readonly (() => string)[]): string => pick(makers)();
  const times = (most: number, make: () => string, between: string): string =>
    Array.from({ length: 1 + random(most) }, make).join(between);

  const key = (): string => `@${pick(KEYS)}`;
  const inText = (): string => one([key, key, () => `${key()} [${pick(LOCATORS)}]`, () => `${key()} [${pick(LOCATORS)}; ${member()}]`, () => `${key()}[${member()}]`]); // prettier-ignore
  const member = (): string =>
    `${random(3) === 0 ? `${pick(PREFIXES)} ` : ''}${random(5) === 0 ? '-' : ''}${key()}${random(2) === 0 ? `${pick([',', ' ', ', '])}${pick(LOCATORS)}` : ''}`;
  const group = (): string => `[${times(3, member, pick(['; ', ';', ' ;', ';\n']))}]`;
  const malformed = (): string => one([() => `[${member()}; z]`, () => `[${member()};]`, () => `[ ${member()} ]`, () => `[@]`, () => `[;${member()}]`]); // prettier-ignore
  const open = (): string => one([() => `[${member()}`, () => `${member()}]`]);
  const odd = (): string => (broken && random(3) === 0 ? open() : malformed());
  const after = (): string => pick(broken ? AFTER : PLAIN_AFTER);
  const citation = (): string => one([inText, inText, group, group, group, odd]) + after();
  const hidden = (): string =>
    one([
      () => `\`${key()}\``,
      () => `\`\`x \` ${key()}\`\``,
      () => `$${key()} x$`,
      () => `$$ ${key()} $$`,
      () => `<!-- ${key()} -->`,
      () => `<b title="${key()}">x</b>`,
      () => `\\emph{@${pick(WORDY)}}`,
      () => `\\${key()}`,
      () => `me${key()}`,
      () => `<me@doe.example>`,
      () => `[x](http://y/${key()})`,
      () => `![x](y.png "${key()}")`,
      () => `<http://y/${key()}>`,
      () => `\`x\`{.r k="${key()}"}`,
    ]);
  const around = (): string =>
    one([
      () => `*${citation()}*`,
      () => `**${citation()}**`,
      () => `_${citation()}_`,
      () => `~~${citation()}~~`,
      () => `^${key()}^`,
      () => `"${citation()}"`,
      () => `'${citation()}'`,
      () => `(${citation()})`,
      () => `^[${citation()}]`,
      () => `[${citation()}](http://y)`,
      () => `[x ${citation()}]{.c}`,
      () => `![${citation()}](y.png)`,
      () => `<b>${citation()}</b>`,
      () => `[x ${citation()} y]`,
    ]);
  const inline = (): string =>
    one([() => pick(WORDS), () => pick(WORDS), citation, citation, hidden, around]);
  const line = (): string => `Text ${times(5, inline, pick([' ', ' ', ' ', '', '\n']))}`;
  const paragraph = (): string => times(2, line, '\n');
  const indented = (text: string, prefix: string): string => text.split('\n').join(`\n${prefix}`);
  const single = (): string => line().replaceAll('\n', ' ');
  const cell = (): string => single().replaceAll('|', '');
  const block = (): string =>
    one([
      paragraph,
      paragraph,
      () =>
        `- ${indented(paragraph(), '  ')}\n- ${indented(paragraph(), '  ')}\n\n  ${indented(paragraph(), '  ')}`,
      () => `1. ${indented(paragraph(), '   ')}\n\n   - ${indented(paragraph(), '     ')}\n2. ${single()}`,
      () => `(a) ${indented(paragraph(), '    ')}\n\n    ${indented(paragraph(), '    ')}`,
      () => `> ${indented(paragraph(), '> ')}\n> > ${indented(single(), '> > ')}`,
      () => `# ${single()} {#id .c k="${key()}"}`,
      () => `${single()}\n---`,
      () => `| A | B |\n|---|:-:|\n| ${cell()} | ${cell()} |\n| ${cell()} |`,
      () =>
        `+-----------+\n| ${single()
          .replaceAll(/[|+\\]/g, '')
          .padEnd(9)
          .slice(0, 9)} |\n+-----------+`,
      () =>
        `Term ${citation().replaceAll('\n', ' ')}\n:   ${indented(paragraph(), '    ')}\n\n    ${indented(paragraph(), '    ')}`,
      () => {
        const label = `[^n${++footnotes}]`;
        return `${label}: ${indented(paragraph(), '    ')}\n\n    ${indented(paragraph(), '    ')}\n\nSee${label}.`;
      },
      () => `\`\`\`{.r}\n${key()}\n\`\`\``,
      () => `~~~\n${group()}\n~~~`,
      () => `Code:\n\n    ${key()} ${group().replaceAll('\n', ' ')}`,
      () => `- Code:\n\n      ${key()}\n\n  ${indented(paragraph(), '  ')}`,
      () => `<!--\n${key()}\n\n${group()}\n-->\n\n${paragraph()}`,
      () => `<div class="${key()}">\n${paragraph()}\n\n${paragraph()}\n</div>`,
      () => `::: {.note k="${key()}"}\n${paragraph()}\n:::`,
      () => `| ${single()}\n| ${single()}`,
      () => `$$\n${key()}\n$$`,
      () => `\\begin{equation}\n${key()}\n\\end{equation}`,
      () => `<pre>\n${key()}\n</pre>`,
      () => `[ref${random(9)}]: http://y/${key()} "title"`,
    ]);
  return `${times(3, block, '\n\n')}\n`;
}

const TOKENS = [
  '[', '[', ']', ']', '@a', '@b', '@c', '@d', '-@e', ';', '; ', ' ', ' ', ' ', '*', '**', '_', '"', "'", '`', '$', '(', ')', '\\', '^', '~', '~~',
  '<b>', '{.c}', '-', ',', 'w', 'x', '.', ':', '\n', '!', '<!-- z -->', '](u)', '@{f}', '[^1]', '^[', '1', '&amp;', '<http://u>', 'm@n.o', '--',
  '{', '}', '§', 'é', '“', '”', '’', '[@a', '; @b', '[see ', ', p. 3]',
]; // prettier-ignore

/** A line of tokens in any order, which no one would write. */
export function randomTokens(random: Random, most: number): string {
  const tokens = Array.from({ length: 1 + random(most) }, () => TOKENS[random(TOKENS.length)]!);
  return `Z ${tokens.join('').trimStart()}\n`;
}
