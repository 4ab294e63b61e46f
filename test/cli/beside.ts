import { spawn, type ChildProcess } from 'node:child_process';
import { copyOfMof, folderWith, type Outcome } from './mof';

export interface BesideOptions {
  cwd: string;
  /** Standard input; without it, there is none. */
  input?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Is told what was written to standard error so far. */
  watch?: (stderr: string, child: ChildProcess) => void;
}

/** What would make a difference to the command line, and is there where tests run as a CI job. */
const WITHOUT = [
  'BROWSER',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'SIGSTORE_ID_TOKEN',
  'GITHUB_ACTIONS',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'BUILDKITE',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
];

/** A copy: the bundle may be built anew while these tests run. */
const script = copyOfMof();
const cacheHome = folderWith();

/** Runs `mof` beside servers of the test, which go on meanwhile. */
export async function mofBeside(
  args: readonly string[],
  { cwd, input, env = {}, watch }: BesideOptions,
): Promise<Outcome & { signal: NodeJS.Signals | null }> {
  const inherited = Object.entries(process.env).filter(([name]) => !WITHOUT.includes(name));
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), XDG_CACHE_HOME: cacheHome, ...env },
    stdio: [watch || input !== undefined ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    watch?.(stderr, child);
  });
  child.stdin?.on('error', () => undefined);
  if (input !== undefined) child.stdin!.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
