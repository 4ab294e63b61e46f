// What every test of the registry client begins with.
import { afterEach } from 'vitest';
import { type CredentialSource } from '../../src/node/oci/credentials/credential';
import { type ClientOptions } from '../../src/node/oci/registry/client';
import { Repository } from '../../src/node/oci/registry/repository';
import { CuttingProxy, type Cut } from './cutting-proxy';
import { FakeRegistry, Loopback, type FakeOptions } from './fake-registry';

export const NOBODY: CredentialSource = { find: async () => undefined };

/** Attempts follow each other at once, and silence is soon too long. */
export const HASTE: Pick<ClientOptions, 'retry' | 'timeouts'> = {
  retry: { firstWait: 1, longestWait: 4 },
  timeouts: { connect: 2000, idle: 300, answer: 300 },
};

const open: { stop(): Promise<void> }[] = [];
const repositories: Repository[] = [];
afterEach(async () => {
  for (const repository of repositories.splice(0)) repository.close();
  await Promise.all(open.splice(0).map((each) => each.stop()));
});

/** Something that is stopped after the test. */
export function stopping<T extends { stop(): Promise<void> }>(each: T): T {
  open.push(each);
  return each;
}

export async function fakeRegistry(options: FakeOptions = {}): Promise<FakeRegistry> {
  return stopping(await FakeRegistry.start(options));
}

/** An HTTP server that is no registry. */
export async function server(handle: ConstructorParameters<typeof Loopback>[0]): Promise<Loopback> {
  return stopping(await new Loopback(handle).start());
}

/** A line to a server that breaks as said, connection by connection; whole from then on. */
export async function brokenLine(host: string, cuts: readonly Cut[] | (() => Cut)): Promise<CuttingProxy> {
  const [name = '', port] = host.split(':');
  const left = typeof cuts === 'function' ? undefined : [...cuts];
  const next = typeof cuts === 'function' ? cuts : () => left!.shift() ?? {};
  return stopping(await new CuttingProxy({ host: name, port: Number(port) }, next).start());
}

export function repository(host: string, name = 'lab/model', options: Partial<ClientOptions> = {}): Repository {
  const made = new Repository(host, name, { credentials: NOBODY, ...HASTE, ...options });
  repositories.push(made);
  return made;
}
