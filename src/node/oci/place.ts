import { type ArtifactStore } from '../../core/oci/content';
import { isLoopback, parseReference } from '../../core/oci/reference';
import { type NamedPath } from '../signing/model';
import { credentialFor, firstOf, type CredentialSource } from './credentials/credential';
import { systemCredentials } from './credentials/system';
import { readAuthorities } from './registry/authorities';
import { type ClientOptions } from './registry/client';
import { Repository } from './registry/repository';
import { openStore } from './stores/open';

/** How registries are reached, and who asks. */
export interface RegistryAccess {
  /** Secret. Goes before what other programs on this machine keep. */
  login?: { username: string; password: string };
  /** Registries that are spoken to without encryption. */
  insecure: readonly string[];
  /** Certificates of authorities to trust as well. */
  authorities?: NamedPath;
  /** How often a request is tried; without it, as often as somebody can wait for whose transfer is at stake. */
  attempts?: number;
  /** Told what happens meanwhile and is no error. */
  notice: (message: string) => void;
}

export function openRepository(
  reference: string,
  access: RegistryAccess,
): { repository: Repository; name: string | undefined } {
  const { registry, repository, tag, digest } = parseReference(reference);
  return { repository: new Repository(registry, repository, clientOptions(registry, access)), name: digest ?? tag };
}

/** How the client of a registry is to be made. */
export function clientOptions(
  registry: string,
  { login, insecure, authorities, attempts, notice }: RegistryAccess,
): ClientOptions {
  const certificates = authorities && readAuthorities(authorities.path, authorities.shown);
  const system = systemCredentials();
  const credentials: CredentialSource = login
    ? firstOf([credentialFor(registry, { kind: 'password', ...login, from: 'VS Code' }), system])
    : system;
  const isOpen = insecure.some((each) => each.toLowerCase() === registry);
  // Whoever names authorities expects their certificates to be asked for. VS Code has proxies of its own.
  const plainHttp = isOpen || (certificates !== undefined && isLoopback(registry) ? false : undefined);
  const retry = attempts === undefined ? undefined : { attempts };
  return { credentials, plainHttp, certificates, notice, retry };
}

/** An artifact in a layout, or in a registry, which a reference with tag or digest names. */
export type Place = { layout: NamedPath; name: string } | { reference: string; access: RegistryAccess };

/** Does something with an artifact where it is; connections end with it. */
export async function withPlace<T>(
  place: Place,
  action: (store: ArtifactStore, name: string) => Promise<T>,
): Promise<T> {
  if ('layout' in place) return action(openStore(place.layout.path, place.layout.shown), place.name);
  const { repository, name } = openRepository(place.reference, place.access);
  try {
    return await action(repository, name ?? '');
  } finally {
    repository.close();
  }
}
