/**
 * A small grammar with the scope names of VS Code's own for Markdown (or, with another suffix, Quarto's): enough to see where an
 * injection comes and where it must not.
 */
export function hostGrammar(scopeName: string, suffix: string): object {
  const s = (name: string): string => `${name}.${suffix}`;
  return {
    scopeName,
    patterns: [{ include: '#front-matter' }, { include: '#block' }],
    repository: {
      'front-matter': {
        begin: '\\A---$',
        end: '^---$',
        contentName: 'meta.embedded.block.frontmatter',
      },
      block: {
        patterns: [
          { begin: '^```.*$', end: '^```$', name: s('markup.fenced_code.block') },
          { begin: '^(?: {4}|\\t)', while: '^(?: {4}|\\t)', name: s('markup.raw.block') },
          { begin: '^\\$\\$$', end: '^\\$\\$$', name: s('markup.math.block') },
          { begin: '<!--', end: '-->', name: 'comment.block.html' },
          {
            match: '^#{1,6} (.*)$',
            name: s('markup.heading'),
            captures: { 1: { name: s('entity.name.section'), patterns: [{ include: '#inline' }] } },
          },
          {
            match: '^\\[[^\\]]+\\]: (\\S+)$',
            name: s('meta.link.reference.def'),
            captures: { 1: { name: s('markup.underline.link') } },
          },
          {
            begin: '(^|\\G)(?=\\S)',
            while: '^(?=\\S)',
            name: s('meta.paragraph'),
            patterns: [{ include: '#inline' }],
          },
        ],
      },
      inline: {
        patterns: [
          { match: '`[^`]*`', name: s('markup.inline.raw.string') },
          { match: '\\$[^$]+\\$', name: s('markup.math.inline') },
          { begin: '<!--', end: '-->', name: 'comment.block.html' },
          { match: '<a href="([^"]*)">', name: 'meta.tag.inline.html' },
          {
            match: '\\[([^\\]]*)\\]\\(([^)]*)\\)',
            name: s('meta.link.inline'),
            captures: {
              1: { name: s('string.other.link.title'), patterns: [{ include: '#inline' }] },
              2: { name: s('markup.underline.link') },
            },
          },
          {
            match: '\\[([^\\]\\s]+)\\]',
            name: s('meta.link.reference'),
            captures: { 1: { name: s('string.other.link.title') } },
          },
          { begin: '\\*\\*', end: '\\*\\*', name: s('markup.bold'), patterns: [{ include: '#inline' }] },
        ],
      },
    },
  };
}
