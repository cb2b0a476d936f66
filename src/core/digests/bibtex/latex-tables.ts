/** Accent commands as combining marks; those that are letters take their argument behind a blank or in braces. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['u', '\u0306'],
  ['v', '\u030c'],
  ['H', '\u030b'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['r', '\u030a'],
  ['d', '\u0323'],
  ['b', '\u0331'],
  ['G', '\u030f'],
  ['U', '\u030e'],
  ['textcommabelow', '\u0326'],
]);

/** Commands that stand for a character, in text or in math. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...pairs('& & % % $ $ # # _ _ { { } } @ @ ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ'),
  ...pairs('dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ NG Ŋ SS ẞ P ¶ S § pounds £ euro € copyright © dag † ddag ‡'),
  ...pairs(
    'textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” quotedblbase „',
  ),
  ...pairs(
    'guillemotleft « guillemotright » flqq « frqq » glqq „ grqq “ textquotesingle \' textquotedbl " textellipsis …',
  ),
  ...pairs(
    'ldots … dots … cdots ⋯ textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ textbar | textless <',
  ),
  ...pairs(
    'textgreater > textdollar $ textpercent % textbraceleft { textbraceright } texttrademark ™ textregistered ®',
  ),
  ...pairs(
    'textasciimacron ¯ textasciiacute ´ textasciidieresis ¨ textasciigrave ` textasciicaron ˇ textasciibreve ˘',
  ),
  ...pairs(
    'textcopyright © textdegree ° degree ° textmu µ texteuro € textsection § textparagraph ¶ textbullet • textperiodcentered ·',
  ),
  ...pairs(
    'textexclamdown ¡ textquestiondown ¿ textonehalf ½ textordfeminine ª textordmasculine º texttimes × textpm ±',
  ),
  ...pairs(
    'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ',
  ),
  ...pairs(
    'pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π',
  ),
  ...pairs(
    'Sigma Σ Phi Φ Psi Ψ Omega Ω times × cdot · pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ approx ≈ sim ∼ simeq ≃ equiv ≡',
  ),
  ...pairs(
    'infty ∞ partial ∂ nabla ∇ rightarrow → to → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ in ∈ subset ⊂ cup ∪ cap ∩',
  ),
  ...pairs(
    'forall ∀ exists ∃ prime ′ ell ℓ hbar ℏ dagger † star ⋆ circ ∘ sqrt √ sum ∑ prod ∏ int ∫ ll ≪ gg ≫ langle ⟨ rangle ⟩ propto ∝ perp ⊥',
  ),
  ...cyrillic(),
  ...pairs('LaTeX LaTeX TeX TeX BibTeX BibTeX slash / hyphen - textinterrobang ‽'),
]);

/** Commands that say how their argument looks, and leave it otherwise alone. */
export const WRAPPERS: ReadonlySet<string> = new Set(
  (
    'emph textit textbf textsc texttt textrm textsf textsl textup textmd textnormal text mathrm mathit mathbf mathsf mathtt mathcal ' +
    'mathbb mathnormal mbox hbox underline uppercase lowercase MakeUppercase MakeLowercase NoCaseChange bibstring ' +
    'textsuperscript textsubscript uline ensuremath mkbibemph mkbibbold mkbibitalic t protect operatorname bibinfo'
  ).split(' '),
);

export const ADDRESSES: ReadonlySet<string> = new Set(['url', 'path', 'nolinkurl']);

/** Switches without argument, and spacing: they leave nothing, or what white space is around them. */
export const SWITCHES: ReadonlySet<string> = new Set(
  (
    'it bf em cal sc tt rm sf sl itshape bfseries scshape ttfamily rmfamily sffamily upshape mdseries normalfont em relax protect small ' +
    'large footnotesize scriptsize tiny normalsize ignorespaces noindent par sloppy allowbreak linebreak nobreak cyrchar / - !'
  ).split(' '),
);

export const SPACES: ReadonlySet<string> = new Set([
  ' ',
  ',',
  ';',
  ':',
  '\\',
  '\n',
  'quad',
  'qquad',
  'space',
  'newline',
  'thinspace',
  'enspace',
]);

/** Commands whose first argument is not for reading, and the second is. */
export const FIRST_HIDDEN: ReadonlySet<string> = new Set([
  'href',
  'foreignlanguage',
  'textcolor',
  'textlang',
]);

/** Commands whose argument is for sorting or a program, not for reading. */
export const HIDDEN: ReadonlySet<string> = new Set([
  'noopsort',
  'NoopSort',
  'noop',
  'SortNoop',
  'sortnoop',
  'label',
  'phantom',
  'color',
  'selectlanguage',
  'hphantom',
  'vphantom',
  'ding',
  'cite',
  'index',
  'hspace',
  'vspace',
]);

/** The letters of LaTeX's encoding T2A, as programs write Cyrillic: `\cyrchar\CYRV`. */
function cyrillic(): [string, string][] {
  const names = 'A B V G D E ZH Z I ISHRT K L M N O P R S T U F H C CH SH SHCH HRDSN ERY SFTSN EREV YU YA';
  return names
    .split(' ')
    .map((name, i): [string, number] => [name, 0x410 + i])
    .concat([['YO', 0x401]])
    .flatMap(([name, code]): [string, string][] => {
      const letter = String.fromCharCode(code);
      return [
        [`CYR${name}`, letter],
        [`cyr${name.toLowerCase()}`, letter.toLowerCase()],
      ];
    });
}

function pairs(list: string): [string, string][] {
  const words = list.trim().split(' ');
  return Array.from({ length: words.length >> 1 }, (_, i) => [words[2 * i]!, words[2 * i + 1]!]);
}
