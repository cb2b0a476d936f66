// `node scripts/schema.ts` writes the JSON schema of `.carrel.yaml` after its table of settings changed; a test holds it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import prettier from 'prettier';
import { projectSchema } from '../src/core/workspace/project-schema.ts';
import { ROOT } from './harness/paths.ts';

const file = join(ROOT, 'schemas', 'carrel-yaml.schema.json');
const options = await prettier.resolveConfig(file);
await writeFile(file, await prettier.format(JSON.stringify(projectSchema()), { ...options, filepath: file }));
