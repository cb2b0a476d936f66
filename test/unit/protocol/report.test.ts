import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFromReport, readToReport } from '../../../src/protocol/report.ts';

test('only whole messages pass between the report and the extension', () => {
  assert.deepEqual(readFromReport({ type: 'ready', more: 1 }), { type: 'ready' });
  assert.deepEqual(readFromReport({ type: 'openFile', row: 3 }), { type: 'openFile', row: 3 });
  assert.deepEqual(readFromReport({ type: 'openProblem', file: 0, problem: 1, place: 2 }), {
    type: 'openProblem',
    file: 0,
    problem: 1,
    place: 2,
  });
  for (const wrong of [
    null,
    7,
    'ready',
    {},
    { type: 'run' },
    { type: 'openFile' },
    { type: 'openFile', row: -1 },
    { type: 'openFile', row: '0' },
    { type: 'openProblem', file: 0, problem: 0.5, place: 0 },
    { type: 'openProblem', file: 0, problem: 0 },
  ])
    assert.equal(readFromReport(wrong), null, JSON.stringify(wrong));
  assert.deepEqual(readToReport({ type: 'report', report: null }), { type: 'report', report: null });
  for (const wrong of [
    null,
    {},
    { type: 'report' },
    { type: 'report', report: {} },
    { type: 'x', report: null },
  ])
    assert.equal(readToReport(wrong), null, JSON.stringify(wrong));
});
