// Runs one of the scripts of this folder, `node scripts/bootstrap.mjs NAME ARGUMENTS`, on a fresh clone as well:
// installs the development packages when they are missing or not those of package-lock.json, and hands over to
// the Node 24 among them. Plain JavaScript, since the machine's own Node may be older than that.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const SCRIPTS_NODE = 24;
const scripts = dirname(fileURLToPath(import.meta.url));
const root = dirname(scripts);
const modules = join(root, 'node_modules');
const windows = process.platform === 'win32';

const [name, ...args] = process.argv.slice(2);
const script = join(scripts, `${name ?? ''}.ts`);

if (!name || basename(name) !== name || !existsSync(script)) {
  giveUp(
    'usage: node scripts/bootstrap.mjs start|test|package|screenshots|bench|eval|any-order|judge|test-vscode [arguments]',
  );
}
if (majorOf(process.versions.node) < OLDEST_NODE) {
  giveUp(`Node ${OLDEST_NODE} or newer is needed; this is Node ${process.versions.node}.`);
}
if (!packagesAreCurrent()) await installPackages();
const node = await scriptsNode();
const code = await run(node, [script, ...args], { CARREL_NPM: npmCommand().join('\n') }, [dirname(node)]);
process.exitCode = code;

/** Whether node_modules holds what package-lock.json asks for. npm writes its own list there last, so a broken-off install has none. */
function packagesAreCurrent() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (!wanted) giveUp('package-lock.json is missing or damaged; get it back from git.');
  const present = packagesOf(join(modules, '.package-lock.json'));
  if (!present) return false;
  return [...wanted].every(([path, entry]) => {
    const found = present.get(path);
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : mayBeAbsent(entry);
  });
}

/** Packages for other platforms are in the lock file only. */
function mayBeAbsent(entry) {
  return entry.optional === true || entry.devOptional === true;
}

function packagesOf(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Object.entries(packages).filter(([path]) => path !== ''));
  } catch {
    return null;
  }
}

async function installPackages() {
  console.log('Installing the development packages (npm ci). This takes about a minute, once.');
  const [npm, ...first] = npmCommand();
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const beat = setInterval(() => console.log(`  still installing, ${seconds()} s`), 15_000);
  const code = await run(npm, [...first, 'ci', ...flags], {});
  clearInterval(beat);
  if (code !== 0) {
    giveUp('The packages could not be installed: see the lines of npm above. Is the npm registry in reach?');
  }
  console.log(`Installed in ${seconds()} s.`);
}

/** The Node that runs scripts and tests: the one from the npm package `node`, whatever the machine's own is. */
async function scriptsNode() {
  const own = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
  if (nodeVersionOf(own) >= SCRIPTS_NODE) return own;
  // Its binary comes by an install script, which npm does not run where scripts are turned off.
  console.log(`Fetching Node ${SCRIPTS_NODE} for the scripts and tests.`);
  await run(withoutOwnNode(), ['installArchSpecificPackage.js'], {}, [], join(modules, 'node'));
  if (nodeVersionOf(own) >= SCRIPTS_NODE) return own;
  if (majorOf(process.versions.node) >= SCRIPTS_NODE) return process.execPath;
  return giveUp(
    `The npm package "node" has no Node ${SCRIPTS_NODE} that runs on this machine; install Node ${SCRIPTS_NODE} yourself.`,
  );
}

function nodeVersionOf(file) {
  if (!existsSync(file)) return 0;
  return majorOf(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout?.replace(/^v/, '') ?? '');
}

function majorOf(version) {
  return Number.parseInt(version, 10) || 0;
}

/** The npm that started us, or else the one on PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli && basename(cli) === 'npm-cli.js' && existsSync(cli)) return [withoutOwnNode(), cli];
  return [windows ? 'npm.cmd' : 'npm'];
}

/** A Node outside node_modules: `npm ci` removes the one inside while it runs. */
function withoutOwnNode() {
  return process.execPath.startsWith(modules + sep) ? 'node' : process.execPath;
}

/** Runs a program with our terminal; resolves with its exit code. Its PATH has `first` and not our node_modules. */
function run(program, programArgs, env, first = [], cwd = root) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
  const own = first.length > 0 ? [...first, join(modules, '.bin')] : [];
  const child = spawn(program, programArgs, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: [...own, ...path].join(delimiter) },
    shell: windows && program.endsWith('.cmd'),
  });
  // Ctrl+C reaches the child by itself, which ends in its own way; we end with it.
  const stay = () => undefined;
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', stay).on('SIGTERM', pass).on('SIGHUP', pass);
  return new Promise((resolve) => {
    child.on('error', (error) => giveUp(`${program} cannot be started: ${error.message}`));
    child.on('exit', (exitCode, signal) => {
      process.off('SIGINT', stay).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

function giveUp(message) {
  console.error(`carrel: ${message}`);
  process.exit(1);
}
