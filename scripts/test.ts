// `npm test [step…]`: every check and test, or the named steps only. Ends with the sums.
import { GROUPS, STEPS, type Sums } from './harness/steps.ts';

const names = process.argv.slice(2).flatMap((name) => GROUPS[name] ?? [name]);
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  const known = [...STEPS.map((step) => step.name), ...Object.keys(GROUPS)].join(', ');
  console.error(`carrel: there is no step ${unknown.join(', ')}; there are ${known}`);
  process.exit(2);
}
const wanted =
  names.length === 0
    ? STEPS
    : STEPS.filter(
        (step) => names.includes(step.name) || names.some((name) => needs(name).includes(step.name)),
      );

const total = { passed: 0, failed: 0, skipped: 0 };
const broken = new Set<string>();
const table: string[] = [];
for (const step of wanted) {
  const start = performance.now();
  console.log(`\n== ${step.name} ==`);
  const sums = await sumsOf(step);
  if (sums.failed > 0) broken.add(step.name);
  total.passed += sums.passed;
  total.failed += sums.failed;
  total.skipped += sums.skipped;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const line = `${step.name.padEnd(8)} ${describe(sums).padEnd(36)} ${seconds.padStart(6)} s`;
  console.log(line);
  table.push(line);
}
const skipped = total.skipped > 0 ? `${total.skipped} skipped, for the reasons above\n` : '';
console.log(`\n${table.join('\n')}\n\n${skipped}${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function needs(name: string): readonly string[] {
  return STEPS.find((step) => step.name === name)?.needs ?? [];
}

async function sumsOf(step: (typeof STEPS)[number]): Promise<Sums> {
  const missing = (step.needs ?? []).filter((name) => broken.has(name));
  if (missing.length > 0) {
    console.log(`not run, since ${missing.join(' and ')} failed`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  try {
    return await step.run();
  } catch (error) {
    console.log(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function describe({ passed, failed, skipped }: Sums): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
