/** The layers of src: see ARCHITECTURE.md. Each rule names what a folder may not reach. */
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    layer('protocol-imports-nothing', '^src/protocol/', '^(?!src/protocol/)'),
    layer('core-is-alone', '^src/core/', '^src/(?!core/)'),
    layer('server-knows-core-and-protocol', '^src/server/', '^src/(?!server/|core/|protocol/)'),
    layer('cli-knows-core-and-server-ports', '^src/cli/', '^src/(?!cli/|core/|server/)'),
    layer('extension-knows-protocol', '^src/extension/', '^src/(?!extension/|protocol/|preview/)'),
    layer('preview-reads-inline-text', '^src/preview/', '^src/(?!preview/|protocol/|core/notes/inline/)'),
    layer('webview-knows-protocol', '^src/webview/', '^src/(?!webview/|protocol/)'),
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src/(core|webview|protocol|preview)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-extension-imports-vscode',
      severity: 'error',
      from: { path: '^src/(?!extension/)' },
      to: { path: '^vscode$|vscode-languageclient|@types/vscode' },
    },
    {
      name: 'core-libraries',
      comment: 'Libraries that core may use: pure ones, by name.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: 'node_modules/(@types/)?(markdown-it|stemmer|yaml|approx-string-match)',
      },
    },
    // The road of data inside core.
    layer('text-is-lowest', '^src/core/text/', '^src/core/(?!text/)'),
    layer('digests-know-text', '^src/core/digests/', '^src/core/(?!digests/|text/)'),
    layer('notes-know-text', '^src/core/notes/', '^src/core/(?!notes/|text/)'),
    layer('library-knows-digests', '^src/core/library/', '^src/core/(?!library/|digests/|text/)'),
    layer(
      'finding-knows-library',
      '^src/core/(search|topics|related)/',
      '^src/core/(features|annotations|notes|workspace)/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
