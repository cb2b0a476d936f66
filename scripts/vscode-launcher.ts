#!/usr/bin/env node
// Stands in for the VS Code executable where there is none: takes the arguments with which @vscode/test-electron starts it, and
// runs the tests in the extension host of a VS Code server that a headless browser opens. Its exit code is the tests'.
import { isAbsolute, resolve } from 'node:path';
import { launchBrowser } from './harness/browser.ts';
import { startWebVsCode } from './harness/web-vscode.ts';

/** Longer than any run of the tests; a hang ends here, in milliseconds. */
const PATIENCE = 240_000;

const named = new Map<string, string>();
let folder = '';
for (const argument of process.argv.slice(2)) {
  const option = /^--([\w-]+)=(.*)$/.exec(argument);
  if (option) named.set(option[1]!, option[2]!);
  else if (!argument.startsWith('-')) folder = isAbsolute(argument) ? argument : resolve(argument);
}

process.exitCode = await runTests();

async function runTests(): Promise<number> {
  const server = await startWebVsCode({ forTests: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(required('extensionDevelopmentPath'))],
      ['extensionTestsPath', remote(required('extensionTestsPath'))],
      ['skipWelcome', 'true'],
    ];
    const finished = new Promise<number>((done, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`the tests did not end within ${PATIENCE / 1000} s`)),
        PATIENCE,
      );
      void page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        if (type === 'error' || type === 'warn') console.error(...args);
        else console.log(...args);
      });
      void page.exposeFunction('codeAutomationExit', (code: number) => {
        clearTimeout(timer);
        done(code);
      });
    });
    await page.goto(
      `${server.url}?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    );
    return await finished;
  } finally {
    await browser.close();
    await server.stop();
  }
}

function required(name: string): string {
  const value = named.get(name);
  if (value === undefined) throw new Error(`the launcher needs --${name}=…`);
  return value;
}
