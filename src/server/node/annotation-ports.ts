import { randomInt } from 'node:crypto';
import { hostname } from 'node:os';
import type { AnnotationPorts } from '../annotations/annotator.ts';
import { today } from './clock.ts';

/** The clock, chance and name of this machine. */
export const ANNOTATION_PORTS: AnnotationPorts = {
  today,
  now: () => new Date().toISOString(),
  random: (below) => randomInt(below),
  machine: hostname(),
};
