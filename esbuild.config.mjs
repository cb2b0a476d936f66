// Builds everything that ships into dist/. `--dev` adds source maps, `--tests` the tests that run inside VS Code.
import { build } from 'esbuild';
import { chmod, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { noticesOf } from './scripts/notices.mjs';

const dev = process.argv.includes('--dev');
const tests = process.argv.includes('--tests');

const shared = {
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
};
const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const node = { ...shared, platform: 'node', target: 'node20' };

/** The processor of citation styles names a file of its own in a way that esbuild does not follow. */
const plainRequire = {
  name: 'plain-require',
  setup({ onLoad }) {
    onLoad({ filter: /citeproc_rs_wasm\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: code.replace(/require\(String\.raw`([^`]+)`\)/g, "require('$1')"), loader: 'js' };
    });
  },
};

await rm('dist', { recursive: true, force: true });
const built = await Promise.all([
  build({
    ...node,
    entryPoints: {
      extension: 'src/extension/main.ts',
      server: 'src/server/main.ts',
      'citation-worker': 'src/server/node/citation-worker.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['vscode'],
    plugins: [plainRequire],
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
// The processor of citation styles reads its program from beside itself.
await copyFile(
  'node_modules/@citeproc-rs/wasm/_cjs/citeproc_rs_wasm_bg.wasm',
  'dist/citeproc_rs_wasm_bg.wasm',
);
const shipped = built.slice(0, 3).map(({ metafile }) => metafile);
await writeFile('dist/third-party-notices.txt', noticesOf(shipped));
// So that `npx carrel` runs it.
await chmod('dist/cli.js', 0o755);
