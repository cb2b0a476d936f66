/**
 * LaTeX that stands in a page's text, raw or without its backslashes, as readable text. For showing only: data keeps what the
 * digest has. Each rule needs a context in which ordinary prose cannot be meant ("1.5sim3.0", "50\%", "Oleft(ndright)"), so that
 * "10 times" and "the left (red)" stay as they are. Applying it twice changes nothing more.
 */
export function repairForDisplay(text: string): string {
  if (!/[\\^_{$<]|\d(?:times|sim|approx|leq|geq|pm)|left[([]/.test(text)) return text;
  let repaired = text;
  for (const [pattern, replacement] of RULES) repaired = repaired.replace(pattern, replacement as string);
  return repaired === text ? text : repairForDisplay(repaired);
}

type Replacement = string | ((match: string, ...groups: string[]) => string);

const SYMBOLS = new Map(
  Object.entries({
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    varepsilon: 'ε',
    zeta: 'ζ',
    eta: 'η',
    theta: 'θ',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    varphi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Sigma: 'Σ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
    times: '×',
    sim: '∼',
    approx: '≈',
    leq: '≤',
    le: '≤',
    geq: '≥',
    ge: '≥',
    neq: '≠',
    pm: '±',
    cdot: '·',
    infty: '∞',
    ell: 'ℓ',
    rightarrow: '→',
    to: '→',
    leftarrow: '←',
    in: '∈',
    ll: '≪',
    gg: '≫',
    dots: '…',
    ldots: '…',
    log: 'log',
    exp: 'exp',
    min: 'min',
    max: 'max',
    ie: 'i.e.',
    eg: 'e.g.',
  }),
);

const ACCENTS = new Map([
  ['"', '\u0308'],
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['~', '\u0303'],
]);

const SUPERSCRIPTS = pairs('0123456789+-=().ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾·ⁿⁱ');
const SUBSCRIPTS = pairs('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎');

/** Characters at which a formula is certain to be one and not an amount of money. */
const FORMULA = /[\\^_{}=<>|]|^[A-Za-z]$/;

const RULES: readonly (readonly [RegExp, Replacement])[] = [
  // The markup that CSL and publishers allow in titles.
  [/<\/?(?:i|b|em|strong|sub|sup|sc|scp|span|jats:\w{1,12})(?:\s[^<>]{0,80})?>/g, ''],
  [/\$([^$\n]{1,120})\$(?!\d)/g, (match, inner) => (FORMULA.test(inner) ? inner.trim() : match)],
  [/\{\\(?:it|bf|em|tt|sc|rm)[ \t]+([^{}\\]*)\}/g, '$1'],
  [
    /\\(?:emph|text(?:bf|it|tt|sc|rm|sf)?|math(?:cal|bb|bf|rm|it|sf)|operatorname|url|mbox|underline)\{([^{}\\]*)\}/g,
    '$1',
  ],
  [
    /\{?\\(["'`^~])\{?([A-Za-z])\}?(?:(?<=\{\\.[A-Za-z])\})?/g,
    (_, accent, letter) => (letter + ACCENTS.get(accent)!).normalize('NFC'),
  ],
  [
    /\\[dt]?frac\{([^{}\\]{1,60})\}\{([^{}\\]{1,60})\}/g,
    (_, over, under) => `${whole(over)}/${whole(under)}`,
  ],
  [/\\sqrt\{([^{}\\]{1,60})\}/g, (_, inner) => `√${whole(inner)}`],
  [/\\([A-Za-z]+)(?![A-Za-z])/g, (match, name) => SYMBOLS.get(name) ?? match],
  [/\\([%&#_$])/g, '$1'],
  [/\\[ ,;]/g, ' '],
  [/(?<=\d)times(?=\d|\b)/g, '×'],
  [/(?<=\d[%KMBkx]?)sim(?=\d)/g, '∼'],
  [/(?<=\d)approx(?=\d)/g, '≈'],
  [/(?<=\d)leq(?=\d)/g, '≤'],
  [/(?<=\d)geq(?=\d)/g, '≥'],
  [/(?<=\d\.\d{1,3}%?)pm(?=\d)/g, '±'],
  [/\\(?:left|right)(?=[()[\]])/g, ''],
  [/(?<![a-z])([A-Z]?|[a-z])left([([])([^()[\]\n]{0,80})right([)\]])/g, '$1$2$3$4'],
  [/(?<=[\p{L}\p{N})\]])\^\{([0-9+\-=().ni]{1,8})\}/gu, (_, inner) => raised(inner, SUPERSCRIPTS)],
  [/(?<=[\p{L}\p{N})\]])\^(\d)(?!\d)/gu, (_, inner) => raised(inner, SUPERSCRIPTS)],
  [/(?<=[\p{L}\p{N})\]])_\{([0-9+\-=()]{1,8})\}/gu, (_, inner) => raised(inner, SUBSCRIPTS)],
  [/(?<=[\p{L}\p{N})\]])([_^])\{([\p{L}\p{N}]{1,20})\}/gu, '$1$2'],
];

/** A part of a formula, in brackets where it is more than one number, name or power. */
function whole(text: string): string {
  return /^[\p{L}\p{N}.^_\u00b2\u00b3\u00b9\u2070-\u209c]+$/u.test(text) ? text : `(${text.trim()})`;
}

function raised(text: string, forms: ReadonlyMap<string, string>): string {
  return text.replace(/[\s\S]/g, (c) => forms.get(c) ?? c);
}

/** Each character of one string with that at the same place of another; all are single UTF-16 units. */
function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(from.split('').map((char, at) => [char, to.charAt(at)]));
}
