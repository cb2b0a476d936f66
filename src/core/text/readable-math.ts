import { formulasIn } from './math.ts';
import { repairForDisplay } from './latex-repair.ts';

/** A private character stands for each formula while the text between them is repaired, others for braces that are printed and marks that stay. */
const HOLD = '\ue000';
const [OPEN, CLOSE, UP, DOWN] = ['\ue001', '\ue002', '\ue003', '\ue004'] as const;
const PRIVATE = /[\ue000-\ue004]/g;

/** A text in one line of characters where nothing sets formulas: `O(√n)`, `x₁ ∈ ℝⁿ`. For showing only. */
export function readableText(source: string): string {
  if (!/[$\\]/.test(source)) return repairForDisplay(source);
  const text = source.replace(PRIVATE, '');
  const formulas = formulasIn(text);
  if (formulas.length === 0) return repairForDisplay(text);
  let held = '';
  let at = 0;
  for (const { start, end } of formulas) {
    held += text.slice(at, start) + HOLD;
    at = end;
  }
  const [first, ...between] = repairForDisplay(held + text.slice(at)).split(HOLD);
  return first! + between.map((part, i) => readableFormula(formulas[i]!.tex) + part).join('');
}

/** Rounds in which what is nested is read from the inside out. */
const ROUNDS = 6;

/** What TeX would set, as text. Commands that are not known lose their backslash. */
export function readableFormula(tex: string): string {
  let text = tex
    .replace(/\\\\(?=[a-zA-Z%])/g, '\\')
    .replace(/\\(?:begin|end)\{[^{}]{0,30}\}(?:\{[^{}]{0,30}\})?/g, ' ')
    .replace(/\\\\(?:\[[^\]]{0,20}\])?/g, '; ')
    .replace(/\\(?:left|right|middle)\s*\.|\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*/g, '')
    .replace(/\\([{}])/g, (_, brace) => (brace === '{' ? OPEN : CLOSE))
    .replace(/\\\|/g, '‖')
    .replace(/\\(?:limits|displaystyle|textstyle|nolimits)(?![A-Za-z])\s*|\\!/g, '')
    .replace(/\\(?:q?quad(?![A-Za-z])|[ ,;:>])|~|(?<!\\)&/g, ' ')
    .replace(/\\([%&#_$])/g, '$1');
  for (let round = 0; round < ROUNDS; round++) {
    const before = text;
    for (const [pattern, replacement] of RULES) text = text.replace(pattern, replacement as string);
    if (text === before) break;
  }
  return text
    .replace(/\\([A-Za-z]+)(?![A-Za-z])(?:\s|(?=[{\p{L}\p{N}]))/gu, '$1 ')
    .replace(/\\([A-Za-z]+)/g, '$1')
    .replace(/[{}]/g, '')
    .replaceAll(OPEN, '{')
    .replaceAll(CLOSE, '}')
    .replaceAll(UP, '^')
    .replaceAll(DOWN, '_')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[([⟨⌊⌈]) | (?=[)\],;⟩⌋⌉])/g, '')
    .trim();
}

type Replacement = string | ((match: string, ...groups: string[]) => string);

const SYMBOLS =
  tableOf(`alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π
Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω times × div ÷ pm ± mp ∓ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧
land ∧ vee ∨ lor ∨ cap ∩ cup ∪ setminus ∖ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ sim ∼ simeq ≃ approx ≈ cong ≅ equiv ≡
propto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ perp ⊥ bot ⊥ parallel ∥ mid | vert | Vert ‖ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇
emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ rightarrow → to → leftarrow ← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ Rightarrow ⇒
implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦ longrightarrow ⟶ hookrightarrow ↪ infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ
sum ∑ prod ∏ int ∫ oint ∮ bigcup ⋃ bigcap ⋂ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lVert ‖ rVert ‖ lvert | rvert | dots … ldots …
cdots ⋯ vdots ⋮ ddots ⋱ prime ′ degree ° dagger † ddagger ‡ top ⊤ triangle △ square □ checkmark ✓ lbrace \ue001 rbrace \ue002 colon : backslash ∖`);
const ACCENTS = tableOf(
  'hat \u0302 widehat \u0302 tilde \u0303 widetilde \u0303 bar \u0304 overline \u0304 vec \u20d7 overrightarrow \u20d7 dot \u0307 ddot \u0308 check \u030c breve \u0306 acute \u0301 grave \u0300',
);
const SUPERSCRIPTS = pairs(
  '0123456789+-=().abcdefghijklmnoprstuvwxyzT⊤∘′*',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾·ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵀ°′*',
);
const SUBSCRIPTS = pairs('0123456789+-=()aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');
const BLACKBOARD = tableOf('C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ');
const BLACKBOARD_A = 0x1d538;

const RULES: readonly (readonly [RegExp, Replacement])[] = [
  [/\\([A-Za-z]+)(?![A-Za-z]) ?(?=([A-Za-z\\])?)/g, symbol],
  [/\\(?:mathbb|mathds|Bbb)\s*(?:\{([A-Z])\}|([A-Z]))/g, (_, braced, bare) => blackboard(braced || bare)],
  [
    /\\(?:math(?:cal|bf|rm|it|sf|scr|frak|tt|normal)|text(?:bf|it|tt|sc|rm|sf|normal)?|boldsymbol|bm|operatorname\*?|mbox|emph|underline|pmb|mathop|ensuremath|overbrace|underbrace|boxed)\s*(?:\{([^{}]*)\}|([^\s{}\\]))/g,
    (_, braced, bare) => braced || bare || '',
  ],
  [/\\([a-z]+)(?![A-Za-z])\s*(?:\{([^{}\\]{1,40})\}|(\p{L}))/gu, accented],
  [
    /\\[dt]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))/g,
    (_, a, b, c, d) => `${whole(a || b || '')}/${whole(c || d || '')}`,
  ],
  [/\\[dt]?binom\{([^{}]*)\}\{([^{}]*)\}/g, (_, over, under) => `(${over.trim()} choose ${under.trim()})`],
  [
    /\\sqrt\s*(?:\[([^\]]{1,5})\])?\{([^{}]*)\}/g,
    (_, root, inner) => `${root ? (scriptOf(root, SUPERSCRIPTS) ?? root) : ''}√${whole(inner)}`,
  ],
  [
    /\^\s*(?:\{([^{}\\]*)\}|([^\s{}\\^_]))/g,
    (_, braced, bare) => script('^', braced || bare || '', SUPERSCRIPTS),
  ],
  [
    /_\s*(?:\{([^{}\\]*)\}|([^\s{}\\^_]))/g,
    (_, braced, bare) => script('_', braced || bare || '', SUBSCRIPTS),
  ],
];

/** A command's character; a letter behind it stays apart, as behind a command that sets a name. */
function symbol(match: string, name: string, next: string): string {
  const character = SYMBOLS.get(name);
  // TeX takes no notice of the blank behind a command, but one around an operator is easier to read.
  if (character !== undefined)
    return match.endsWith(' ') && !/[\p{L}∂∇]/u.test(character) ? `${character} ` : character;
  return FUNCTIONS.has(name) ? `${name}${next || match.endsWith(' ') ? ' ' : ''}` : match;
}

const FUNCTIONS = new Set(
  'log ln lg exp min max sup inf sin cos tan tanh cosh sinh arcsin arccos arctan cot det dim ker gcd arg lim limsup liminf deg hom Pr mod bmod'.split(
    ' ',
  ),
);

function blackboard(letter: string): string {
  return BLACKBOARD.get(letter) ?? String.fromCodePoint(BLACKBOARD_A + letter.charCodeAt(0) - 65);
}

function accented(match: string, name: string, braced: string | undefined, bare: string | undefined): string {
  const mark = ACCENTS.get(name);
  if (mark === undefined) return match;
  const letters = Array.from(braced ?? bare ?? '');
  return letters.length === 1 ? (letters[0]! + mark).normalize('NFC') : letters.join('');
}

function whole(text: string): string {
  const inner = text.trim();
  return /^(?:[\p{L}\p{N}\p{M}.√′°∂∇]|[ᵃ-ᶻ⁰-ₜ])*$/u.test(inner) ? inner : `(${inner})`;
}

function script(mark: string, text: string, forms: ReadonlyMap<string, string>): string {
  const inner = text.trim();
  if (inner === '') return '';
  // Another character for the mark, so that it is not read again.
  return (
    scriptOf(inner, forms) ??
    `${mark === '^' ? UP : DOWN}${/^[\p{L}\p{N}\p{M}]+$/u.test(inner) ? inner : `(${inner})`}`
  );
}

function scriptOf(text: string, forms: ReadonlyMap<string, string>): string | null {
  const written = Array.from(text.replace(/\s+/g, ''), (character) => forms.get(character));
  return written.every((character) => character !== undefined) ? written.join('') : null;
}

function tableOf(words: string): ReadonlyMap<string, string> {
  const list = words.split(/\s+/);
  return new Map(list.flatMap((word, i) => (i % 2 === 0 ? [[word, list[i + 1]!]] : [])));
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const forms = Array.from(to);
  return new Map(Array.from(from, (character, i) => [character, forms[i]!]));
}
