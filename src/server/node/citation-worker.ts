import { parentPort } from 'node:worker_threads';
import { Driver } from '@citeproc-rs/wasm';
import { fitStyle } from '../../core/styles/csl-dialect.ts';
import { styleFault } from '../../core/styles/style-fault.ts';
import type { StyleAnswer, StyleTask } from './style-task.ts';

/** Formats citations in a thread of its own: starting the processor takes 0.1 s, and styles are the work of others. */
const FAILED =
  'The style cannot be used: its macros call each other in a circle, or it is nested too deeply.';
let current: { readonly style: string; readonly driver: Driver } | null = null;

parentPort?.on('message', (task: StyleTask) => parentPort?.postMessage(answer(task)));

function answer({ id, style, item }: StyleTask): StyleAnswer {
  try {
    const driver = driverOf(style);
    driver.resetReferences([item]);
    driver.includeUncited('All');
    const entry = driver.makeBibliography()[0];
    return entry
      ? { id, html: entry.value }
      : { id, problem: 'The style has no bibliography, so it shows nothing here.', broken: false };
  } catch (error) {
    current = null;
    const data: unknown = error instanceof Error && 'data' in error ? error.data : null;
    const message = error instanceof Error ? error.message : String(error);
    return data === null
      ? { id, problem: FAILED, broken: true }
      : { id, problem: styleFault(style, data, message), broken: false };
  }
}

function driverOf(style: string): Driver {
  if (current?.style === style) return current.driver;
  current?.driver.free();
  current = null;
  const driver = new Driver({
    style: fitStyle(style),
    format: 'html',
    formatOptions: { linkAnchors: false },
  });
  current = { style, driver };
  return driver;
}
