import fc from 'fast-check';

const TYPES = [
  'ready',
  'openPaper',
  'openSource',
  'openCitation',
  'openLink',
  'openAnnotation',
  'copyLink',
  'copyQuote',
  'copyAs',
  'edit',
  'session',
  'openUrl',
  'command',
  'constructor',
  '__proto__',
];

/** What a page that somebody took over could say: messages that are nearly right, of another time, or meant to reach further. */
export function hostileMessages(count: number): unknown[] {
  const evil = fc.constantFrom<unknown>(
    -1,
    1e9,
    0.5,
    '0',
    null,
    '../../../etc/passwd',
    'file:///etc/passwd',
    'command:workbench.action.terminal.new',
    'javascript:alert(1)',
    { __proto__: { type: 'edit' } },
    [],
    'x'.repeat(250_000),
  );
  const edit = fc.record({
    kind: fc.constantFrom(
      'addRemark',
      'setTags',
      'setStatus',
      'setRating',
      'remove',
      'undo',
      'write',
      'constructor',
    ),
    text: evil,
    tags: fc.array(evil, { maxLength: 2 }),
    status: evil,
    rating: evil,
    id: evil,
    of: evil,
    path: evil,
  });
  const whole = { kind: 'addRemark', text: 'written by nobody' };
  const message = fc.record({
    type: fc.constantFrom(...TYPES),
    ref: fc.oneof(evil, fc.constant('a paper that this card never showed')),
    index: evil,
    exact: fc.constantFrom(7, null, {}),
    as: evil,
    url: evil,
    request: fc.constantFrom(1, -1, 'x'),
    edit: fc.oneof(edit, fc.constant(whole), evil),
    command: fc.constant('workbench.action.terminal.new'),
  });
  return (
    fc
      .sample(fc.oneof(message, evil), { numRuns: count, seed: 20260101 })
      // To open a paper that is nowhere is allowed: it says so.
      .filter((one) => (one as { type?: unknown } | null)?.type !== 'openPaper')
  );
}
