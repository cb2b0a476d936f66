import Mocha from 'mocha';
import { suites } from './suites.ts';

/** What VS Code calls to run the tests inside its extension host. Prints one line a test, and the sums last. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Lines });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis as never, '', mocha);
  for (const define of suites) define();
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

class Lines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;
    const count = { passed: 0, failed: 0, skipped: 0 };
    runner.on(EVENT_TEST_PASS, (test) => {
      count.passed++;
      console.log(`ok      ${test.fullTitle()}`);
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      count.skipped++;
      console.log(`skipped ${test.fullTitle()}`);
    });
    runner.on(EVENT_TEST_FAIL, (test, error: Error) => {
      count.failed++;
      console.log(`FAILED  ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
    runner.on(EVENT_RUN_END, () => {
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    });
  }
}
