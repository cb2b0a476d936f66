import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The project's folder, absolute. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What is fetched once and kept: never committed, safe to delete. */
export const CACHE = process.env['CARREL_CACHE'] ?? join(ROOT, '.vscode-test');
