import { homedir } from 'node:os';
import path from 'node:path';
import { ConfigFile } from './config-file';
import { firstOf, type CredentialSource } from './credential';

/** Variables of the environment, as `process.env` has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Credentials that other programs have been given on this machine, in this order: the file that `REGISTRY_AUTH_FILE` names,
 * Docker's (which ORAS, modctl and kit read, too), Podman's.
 */
export function systemCredentials(environment: Environment = process.env, home = homedir()): CredentialSource {
  return firstOf(credentialFiles(environment, home).map((file) => new ConfigFile(file)));
}

function credentialFiles(environment: Environment, home: string): string[] {
  const { REGISTRY_AUTH_FILE, DOCKER_CONFIG, XDG_RUNTIME_DIR } = environment;
  return [
    ...(REGISTRY_AUTH_FILE ? [path.resolve(REGISTRY_AUTH_FILE)] : []),
    path.join(DOCKER_CONFIG ? path.resolve(DOCKER_CONFIG) : path.join(home, '.docker'), 'config.json'),
    ...(XDG_RUNTIME_DIR ? [path.join(XDG_RUNTIME_DIR, 'containers/auth.json')] : []),
    path.join(home, '.config/containers/auth.json'),
  ];
}
