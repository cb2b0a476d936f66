// Builds everything that ships into dist/. `--dev` adds source maps, `--tests` the tests that run inside VS Code.
import { build } from 'esbuild';
import { chmod, readFile, rm } from 'node:fs/promises';

const dev = process.argv.includes('--dev');
const tests = process.argv.includes('--tests');

const shared = {
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  logLevel: 'warning',
  legalComments: 'none',
};
const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const node = { ...shared, platform: 'node', target: 'node20' };

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...node,
    entryPoints: { extension: 'src/extension/main.ts', server: 'src/server/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
  }),
  build({
    ...node,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist',
    format: 'esm',
    define: { VERSION: JSON.stringify(version) },
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  }),
  build({
    ...shared,
    entryPoints: {
      'webview/card': 'src/webview/card/main.ts',
      'webview/report': 'src/webview/report/main.ts',
    },
    outdir: 'dist',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  }),
  tests &&
    build({
      ...node,
      minify: false,
      sourcemap: 'inline',
      entryPoints: { index: 'test/vscode/index.ts' },
      outdir: 'dist/test',
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
      external: ['vscode', 'mocha'],
      define: { 'import.meta.url': '__moduleUrl' },
      banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    }),
]);
// So that `npx carrel` runs it.
await chmod('dist/cli.js', 0o755);
