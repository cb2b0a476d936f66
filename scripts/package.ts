// `npm run package`: makes carrel.vsix and tells what is in it.
import { packageExtension } from './harness/package.ts';

const { file, bytes, contents } = await packageExtension();
for (const path of contents) console.log(`  ${path}`);
console.log(`${file}: ${contents.length} files, ${Math.round(bytes / 1024)} kB`);
