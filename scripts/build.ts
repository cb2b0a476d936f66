// `npm run build`: makes dist/ (see esbuild.config.mjs for its options).
import { join } from 'node:path';
import { ROOT } from './harness/paths.ts';
import { exitCode } from './harness/run.ts';

process.exitCode = await exitCode(
  process.execPath,
  [join(ROOT, 'esbuild.config.mjs'), ...process.argv.slice(2)],
  { cwd: ROOT },
);
