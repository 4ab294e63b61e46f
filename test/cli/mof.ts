import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, vi } from 'vitest';

// Every run is a process of its own, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

const root = path.join(__dirname, '../..');
const bundle = path.join(root, 'dist/mof.js');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  input?: string | Uint8Array;
  /** Variables besides those of the tests. */
  env?: Record<string, string>;
  /** Runs as a user without rights where the tests run as root, for whom no permission is ever denied. */
  unprivileged?: boolean;
}

/** Nobody, on every Unix. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** Builds `mof` where its sources are newer, and returns the path of the bundle. */
export function builtMof(): string {
  // Test files run side by side; a folder is made by one of them only.
  const lock = path.join(root, 'out/mof-build.lock');
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!tryLock(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    const sources = Math.max(newest(path.join(root, 'src')), mtime(path.join(root, 'package.json')));
    if (!existsSync(bundle) || mtime(bundle) < sources)
      execFileSync(process.execPath, ['esbuild.mjs', '--only=mof'], { cwd: root, stdio: 'inherit' });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  return bundle;
}

/** A copy of `mof` in a folder of its own, and its path. */
export function copyOfMof(): string {
  const copy = path.join(folderWith(), 'mof.js');
  cpSync(builtMof(), copy);
  // What it loads when it is needed.
  cpSync(path.join(root, 'dist/mof'), path.join(path.dirname(copy), 'mof'), { recursive: true });
  return copy;
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // A run that was killed may have left its lock.
    if (existsSync(lock) && Date.now() - mtime(lock) > 60_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function mtime(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? newest(file) : mtime(file);
    }),
    0,
  );
}

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with files: path to content. It is removed after the tests of the file. */
export function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mof-test-'));
  temporary.push(folder);
  chmodSync(folder, 0o755);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

let cache: string | undefined;
const cacheHome = () => (cache ??= folderWith());

/** Runs `mof` as a process of its own. */
export function mof(args: readonly string[], { cwd, input, env, unprivileged }: RunOptions = {}): Outcome {
  let script = builtMof();
  const drop = unprivileged === true && isRoot;
  if (drop) {
    // The project may lie where nobody else may read.
    script = copyOfMof();
  }
  const result = spawnSync(process.execPath, [script, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 28,
    // Not the user's own cache.
    env: { ...process.env, XDG_CACHE_HOME: cacheHome(), ...env },
    ...(drop ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  if (result.error) throw result.error;
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Runs `mof` as a process of its own while this one goes on: for tests that are the other side of what it does. */
export async function mofBeside(args: readonly string[], { cwd, input = '' }: RunOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [builtMof(), ...args], { cwd, timeout: 60_000 });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  return { code, ...said };
}

/** A MOF configuration with nothing wrong at the default threshold. */
export function release(name = 'Sample', component = 'Model card'): string {
  return [
    'framework:',
    "  name: 'Model Openness Framework'",
    "  version: '1.0'",
    "  date: '2024-12-15'",
    'release:',
    `  name: '${name}'`,
    "  version: '1.0'",
    "  date: '2025-01-01'",
    '  license:',
    '    distribution:',
    "      name: 'Apache-2.0'",
    "      path: 'https://example.org/LICENSE'",
    "  type: 'language'",
    "  architecture: 'transformer'",
    "  origin: 'Sample'",
    "  producer: 'Example'",
    "  contact: 'info@example.org'",
    '  components:',
    `    - name: '${component}'`,
    "      description: 'What the model is for'",
    '',
  ].join('\n');
}

/** The same with one error that can be mended without asking. */
export const MENDABLE = release('Mendable', 'Modle card');

/** A finding as `--format json` prints it. */
export interface PrintedFinding {
  file: string;
  rule: string;
  severity: string;
  message: string;
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
  fixable: boolean;
}

export interface PrintedReport {
  findings: PrintedFinding[];
  summary: Record<'errors' | 'warnings' | 'infos' | 'hints' | 'files', number> & { fixed?: number };
}

/** Runs `mof lint --format json` and reads what it prints. */
export function lintJson(args: readonly string[], options: RunOptions = {}): PrintedReport & Outcome {
  const outcome = mof(['lint', '--format', 'json', ...args], options);
  return { ...outcome, ...(JSON.parse(outcome.stdout) as PrintedReport) };
}

/** The files that findings are in, each once. */
export function filesOf({ findings }: PrintedReport): string[] {
  return [...new Set(findings.map(({ file }) => file))];
}
