import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOfPath } from '../../../../src/core/features/inbox/stream.ts';

test('a digest is of the day in its name, the last where there are several', () => {
  const days = new Map([
    ['digests/2025-10-31-daily-papers.txt', '2025-10-31'],
    ['digests/2025/20251031.json', '2025-10-31'],
    ['mail/cs.LG_2025_10_31.eml', '2025-10-31'],
    ['2025-10-01/read-2025-10-02.txt', '2025-10-02'],
    ['digests/page.txt', null],
    ['digests/12345678901234.txt', null],
    ['digests/2025-13-31.txt', null],
    ['digests/2025-1031.txt', null],
  ]);
  for (const [path, day] of days) assert.equal(dayOfPath(path), day, path);
});
