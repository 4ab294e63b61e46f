// Real registries, each a process of its own on a free port; see test/rig/peers.mjs for where they come from.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';

const goProgram = (name: string) => path.join(homedir(), '.cache/model-openness/go/bin', name);

/** What a registry is started as. */
export interface RegistryOptions {
  /** Lines of its configuration: `auth` and the like. */
  configuration?: object;
  /** Files of certificate and key in PEM. */
  tls?: { certificate: string; key: string };
}

export interface RegistryKind {
  title: string;
  program: string;
  /** Whether it takes a configuration: credentials, TLS. */
  isConfigurable: boolean;
  /** Whether it still has what arrived of an upload that was cut. */
  resumes?: true;
  /** What it says the type of every referrer is, where that is not the type of the artifact. */
  listedType?: string;
}

export const DEBIAN: RegistryKind = {
  title: 'docker-registry of Debian',
  program: 'docker-registry',
  isConfigurable: true,
};

export const DISTRIBUTION: RegistryKind = {
  title: 'distribution v3',
  program: goProgram('registry'),
  isConfigurable: true,
  resumes: true,
};

export const GO_CONTAINERREGISTRY: RegistryKind = {
  title: 'go-containerregistry, which knows referrers',
  program: goProgram('referrers-registry'),
  isConfigurable: false,
  // It takes that of the config, as the specification had it once.
  listedType: 'application/vnd.oci.empty.v1+json',
};

export const ORAS = goProgram('oras');
export const KITOPS = goProgram('kitops');
export const MODCTL = goProgram('modctl');

/** Whether a program is here, by its path or its name on the path. */
export function isInstalled(program: string): boolean {
  if (path.isAbsolute(program)) return existsSync(program);
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

/** Describes tests that need programs of others; says so in words where they are absent. */
export function describeWith(title: string, programs: readonly string[], body: () => void): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (!missing.length) {
    describe(title, body);
    return;
  }
  console.warn(`SKIPPED: ${title}: ${missing.join(', ')} missing (node test/rig/peers.mjs installs it)`);
  describe.skip(`${title} (${missing.join(', ')} missing)`, body);
}

/** A registry that runs. */
export class RealRegistry {
  private constructor(
    readonly host: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(kind: RegistryKind, options: RegistryOptions = {}): Promise<RealRegistry> {
    const port = await freePort();
    const host = `127.0.0.1:${port}`;
    const args = kind.isConfigurable ? ['serve', configurationFile(host, options)] : [host];
    const child = spawn(kind.program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr!.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
    const registry = new RealRegistry(host, child);
    running.push(registry);
    for (let waited = 0; !(await answers(port)); waited += 50) {
      if (child.exitCode !== null || waited > 20_000) throw new Error(`${kind.program} does not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return registry;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }
}

const running: RealRegistry[] = [];
const folders: string[] = [];
afterAll(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mof-registry-'));
  folders.push(folder);
  return folder;
}

function configurationFile(addr: string, { configuration = {}, tls }: RegistryOptions): string {
  const folder = temporaryFolder();
  const file = path.join(folder, 'config.yml');
  const all = {
    version: 0.1,
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: path.join(folder, 'data') }, delete: { enabled: true } },
    http: { addr, secret: 'not so secret', ...(tls && { tls }) },
    ...configuration,
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(all));
  return file;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

/** Runs a program of others. @throws {Error} with what it said when it fails */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Record<string, string> = {},
): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')}: ${stderr || stdout}`);
  return stdout;
}
