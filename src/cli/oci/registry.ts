import path from 'node:path';
import { isLoopback, type Reference } from '../../core/oci/reference';
import { printable } from '../../core/report/printable';
import { credentialFor, firstOf, type CredentialSource } from '../../node/oci/credentials/credential';
import { systemCredentials } from '../../node/oci/credentials/system';
import { AuthorityError, readAuthorities } from '../../node/oci/registry/authorities';
import { type ClientOptions } from '../../node/oci/registry/client';
import { Repository } from '../../node/oci/registry/repository';
import { UsageError } from '../exit';
import { readStream } from '../../node/files/read';
import { type Host } from '../host';
import { type ProgressLine } from '../signing/progress';
import { type CredentialFlags, type RegistryFlags } from './registry-options';

/** The variable of the environment that a password may be in: on the command line everybody would see it. */
const PASSWORD = 'MOF_REGISTRY_PASSWORD';

/**
 * The repository that a reference names.
 * @param progress the line that messages have to come before
 * @throws {FileError}, {UsageError}
 */
export async function openRepository(
  { registry, repository }: Reference,
  flags: RegistryFlags & CredentialFlags,
  host: Host,
  progress?: ProgressLine,
): Promise<Repository> {
  return new Repository(registry, repository, await registryOptions(registry, flags, host, progress));
}

/**
 * How a registry is reached. A password is read when this is called, and may be there to be read once.
 * @throws {FileError}, {UsageError}
 */
export async function registryOptions(
  registry: string,
  flags: RegistryFlags & CredentialFlags,
  host: Host,
  progress?: ProgressLine,
): Promise<ClientOptions> {
  const certificates = flags.caFile === undefined ? undefined : authorities(flags.caFile, host);
  return {
    credentials: await credentials(registry, flags, host),
    // Whoever names authorities expects their certificates to be asked for.
    plainHttp: flags.plainHttp ?? (certificates !== undefined && isLoopback(registry) ? false : undefined),
    certificates,
    environment: process.env,
    notice: (message) => {
      progress?.clear();
      host.stderr(`mof: ${printable(message)}\n`);
    },
  };
}

async function credentials(
  registry: string,
  { username, passwordStdin }: CredentialFlags,
  host: Host,
): Promise<CredentialSource> {
  const system = systemCredentials();
  if (username === undefined) {
    if (passwordStdin) throw new UsageError('--password-stdin goes with --username');
    return system;
  }
  const password = passwordStdin
    ? Buffer.from(await readStream(host.stdin, 'stdin'))
        .toString('utf8')
        .replace(/\r?\n$/, '')
    : await host.secret?.(PASSWORD, `Password of ${printable(username)} at ${registry}: `);
  if (!username || !password)
    throw new UsageError(
      `--username needs a password: by --password-stdin, in ${PASSWORD}, or as it is asked for at a terminal`,
    );
  const given = credentialFor(registry, { kind: 'password', username, password, from: '--username' });
  return firstOf([given, system]);
}

/** What is wrong with a file that the command line names is told as such. */
function authorities(file: string, { cwd }: Host): string {
  try {
    return readAuthorities(path.resolve(cwd, file), file);
  } catch (error) {
    throw error instanceof AuthorityError ? new UsageError(error.message) : error;
  }
}
