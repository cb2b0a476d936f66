import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Driver } from '@citeproc-rs/wasm';
import { fitStyle } from '../../../src/core/styles/csl-dialect.ts';
import { plainFormatted, readFormatted } from '../../../src/core/styles/formatted-text.ts';
import { styleItem } from '../../../src/core/styles/style-item.ts';
import { styleFault } from '../../../src/core/styles/style-fault.ts';
import { OWN_STYLES } from '../../../src/protocol/formatted.ts';

const FOLDER = new URL('../../../media/styles/', import.meta.url);
const textOf = (style: string): string => readFileSync(new URL(`${style}.csl`, FOLDER), 'utf8');

function formatted(style: string, item: object): string {
  const driver = new Driver({ style: fitStyle(style), formatOptions: { linkAnchors: false } });
  try {
    driver.resetReferences([styleItem(item as Record<string, unknown>)]);
    driver.includeUncited('All');
    return plainFormatted(readFormatted(driver.makeBibliography()[0]!.value));
  } finally {
    driver.free();
  }
}

const names = (...all: string[]): object[] =>
  all.map((name) => {
    const [given, family] = name.split('|');
    return { given, family };
  });
const PREPRINT = {
  type: 'article',
  title: 'Sketching: Attention in Near-Linear Time',
  author: names('Insu|Han', 'Rajesh|Jayaram', 'David P.|Woodruff'),
  issued: { 'date-parts': [[2023, 10, 9]] },
  number: 'arXiv:2310.05869',
  archive: 'arXiv',
  publisher: 'arXiv',
  URL: 'https://arxiv.org/abs/2310.05869',
};
const JOURNAL = {
  type: 'article-journal',
  title: 'Long short-term memory',
  author: names('Sepp|Hochreiter', 'Jürgen|Schmidhuber'),
  issued: { 'date-parts': [[1997, 11]] },
  'container-title': 'Neural Computation',
  volume: 9,
  issue: '8',
  page: '1735-1780',
  DOI: '10.1162/neco.1997.9.8.1735',
};
const CONFERENCE = {
  type: 'paper-conference',
  title: 'Attention is all you need',
  author: names('Ashish|Vaswani', 'Noam|Shazeer'),
  issued: { 'date-parts': [['2017']] },
  'container-title': 'Advances in Neural Information Processing Systems',
  page: '5998-6008',
};

test('the styles that are offered are those that there are', () => {
  const files = readdirSync(FOLDER).map((name) => name.replace(/\.csl$/, ''));
  assert.deepEqual(files.sort(), OWN_STYLES.map(({ style }) => style).sort());
});

// As the official styles of the same names print them.
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  apa: [
    'Han, I., Jayaram, R., & Woodruff, D. P. (2023). Sketching: Attention in Near-Linear Time (arXiv:2310.05869). arXiv. https://arxiv.org/abs/2310.05869',
    'Hochreiter, S., & Schmidhuber, J. (1997). Long short-term memory. Neural Computation, 9(8), 1735–1780. https://doi.org/10.1162/neco.1997.9.8.1735',
    'Vaswani, A., & Shazeer, N. (2017). Attention is all you need. Advances in Neural Information Processing Systems, 5998–6008.',
  ],
  'chicago-author-date': [
    'Han, Insu, Rajesh Jayaram, and David P. Woodruff. 2023. “Sketching: Attention in Near-Linear Time.” arXiv. https://arxiv.org/abs/2310.05869.',
    'Hochreiter, Sepp, and Jürgen Schmidhuber. 1997. “Long Short-Term Memory.” Neural Computation 9 (8): 1735–80. https://doi.org/10.1162/neco.1997.9.8.1735.',
    'Vaswani, Ashish, and Noam Shazeer. 2017. “Attention Is All You Need.” In Advances in Neural Information Processing Systems, 5998–6008.',
  ],
  harvard: [
    'Han, I., Jayaram, R. and Woodruff, D.P. (2023) “Sketching: Attention in Near-Linear Time.” arXiv. Available at: https://arxiv.org/abs/2310.05869.',
    'Hochreiter, S. and Schmidhuber, J. (1997) “Long short-term memory,” Neural Computation, 9(8), pp. 1735–1780. Available at: https://doi.org/10.1162/neco.1997.9.8.1735.',
    'Vaswani, A. and Shazeer, N. (2017) “Attention is all you need,” in Advances in Neural Information Processing Systems, pp. 5998–6008.',
  ],
  ieee: [
    'I. Han, R. Jayaram, and D. P. Woodruff, “Sketching: Attention in Near-Linear Time,” Oct. 09, 2023, arXiv: arXiv:2310.05869. Available: https://arxiv.org/abs/2310.05869',
    'S. Hochreiter and J. Schmidhuber, “Long short-term memory,” Neural Computation, vol. 9, no. 8, pp. 1735–1780, Nov. 1997, doi: 10.1162/neco.1997.9.8.1735.',
    'A. Vaswani and N. Shazeer, “Attention is all you need,” in Advances in Neural Information Processing Systems, 2017, pp. 5998–6008.',
  ],
  mla: [
    'Han, Insu, et al. Sketching: Attention in Near-Linear Time. arXiv:2310.05869, arXiv, 9 Oct. 2023, https://arxiv.org/abs/2310.05869.',
    'Hochreiter, Sepp, and Jürgen Schmidhuber. “Long Short-Term Memory.” Neural Computation, vol. 9, no. 8, Nov. 1997, pp. 1735–80, https://doi.org/10.1162/neco.1997.9.8.1735.',
    'Vaswani, Ashish, and Noam Shazeer. “Attention Is All You Need.” Advances in Neural Information Processing Systems, 2017, pp. 5998–6008.',
  ],
  vancouver: [
    'Han I, Jayaram R, Woodruff DP. Sketching: Attention in Near-Linear Time [Internet]. arXiv; 2023. Available from: https://arxiv.org/abs/2310.05869',
    'Hochreiter S, Schmidhuber J. Long short-term memory. Neural Computation. 1997 Nov;9(8):1735–80. doi:10.1162/neco.1997.9.8.1735',
    'Vaswani A, Shazeer N. Attention is all you need. In: Advances in Neural Information Processing Systems. 2017. p. 5998–6008.',
  ],
};

for (const { style, label } of OWN_STYLES)
  test(`${label} prints a preprint, an article and a paper of a conference`, () => {
    const printed = [PREPRINT, JOURNAL, CONFERENCE].map((item) => formatted(textOf(style), item));
    assert.deepEqual(printed, EXPECTED[style]);
  });

test('texts of others are text: markup is none, and what no item can have is left out', () => {
  const hostile = {
    type: 'nonsense',
    title: 'a < b & <script>x</script> <i>E. coli</i>',
    author: [{ literal: '<b>O</b> & Sons' }, 7, null, {}],
    issued: { 'date-parts': [[2020, 'May']] },
    volume: { a: 1 },
    number: null,
    URL: 'https://example.org/?a=1&b=2',
  };
  assert.equal(
    formatted(textOf('apa'), hostile),
    'O & Sons. (2020). a < b & <script>x</script> E. coli. https://example.org/?a=1&b=2',
  );
});

test('a formula in a title keeps its letters as they are', () => {
  const printed = formatted(textOf('chicago-author-date'), {
    ...JOURNAL,
    title: 'fast $x_i$ of $O(n)$ with <i>y</i>',
  });
  assert.match(printed, /“Fast \$x_i\$ of \$O\(n\)\$ with Y\.”/);
});

test('a faulty style is told with its line', () => {
  const broken = textOf('apa').replace('variable="page"', 'variable="pagee"');
  const line = broken.slice(0, broken.indexOf('"pagee"')).split('\n').length;
  assert.throws(
    () => formatted(broken, PREPRINT),
    (error: Error & { data?: unknown }) =>
      styleFault(broken, error.data, error.message) === `Line ${line}: Unknown variable "pagee".`,
  );
  assert.throws(
    () => formatted('<style', PREPRINT),
    (error: Error & { data?: unknown }) =>
      /not well-formed/.test(styleFault('<style', error.data, error.message)),
  );
});
