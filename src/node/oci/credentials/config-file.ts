import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { t } from '../../../core/l10n';
import { fromBase64 } from '../../../core/signing/bytes';
import { isObject, own, parseJson, type JsonObject } from '../../../core/signing/json';
import { systemCode } from '../failure';
import { CredentialError, type Credential, type CredentialSource } from './credential';
import { askHelper } from './helper';

/** Such files have some kilobytes. */
const FILE_BYTES = 4 * 1024 * 1024;
const FILE_VALUES = 100_000;

const DOCKER_HUB = 'docker.io';

/** What Docker calls its registry in such files. */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/**
 * A file of credentials as Docker and Podman write it: `config.json` (docker/cli, `config/configfile`) and `auth.json`
 * (containers-auth.json(5)). A helper for the registry goes before the helper for all, and that before what is in the file.
 */
export class ConfigFile implements CredentialSource {
  constructor(
    /** Absolute path. */
    private readonly file: string,
  ) {}

  async find(registry: string, repository: string): Promise<Credential | undefined> {
    const config = this.read();
    if (!config) return undefined;
    const keys = keysOf(registry, repository);
    const helpers = objectIn(config, 'credHelpers');
    const own = find(helpers, keys);
    if (own && typeof own.value === 'string') return this.naming(askHelper(own.value, own.key));
    const store = text(config, 'credsStore');
    const entry = find(objectIn(config, 'auths'), keys)?.value;
    const stored = isObject(entry) ? credentialIn(entry, this.file) : undefined;
    if (!store) return stored;
    try {
      return (await askHelper(store, registry === DOCKER_HUB ? DOCKER_HUB_KEY : registry)) ?? stored;
    } catch (error) {
      // A file that came from another machine names a helper that is not here.
      if (stored && error instanceof CredentialError) return stored;
      return this.naming(Promise.reject(error as Error));
    }
  }

  /** Tells which file a helper was named in. */
  private async naming<T>(action: Promise<T>): Promise<T> {
    try {
      return await action;
    } catch (error) {
      if (!(error instanceof CredentialError)) throw error;
      throw new CredentialError(`${error.message} (${this.file})`);
    }
  }

  private read(): JsonObject | undefined {
    let bytes: Uint8Array;
    try {
      bytes = readRegularFile(this.file);
    } catch (error) {
      if (error instanceof CredentialError) throw error;
      const code = systemCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new CredentialError(t('{0} cannot be read ({1})', this.file, code ?? '?'));
    }
    if (bytes.length === 0) return undefined;
    try {
      const value = parseJson(bytes, FILE_VALUES);
      if (isObject(value)) return value;
    } catch {
      // Told below.
    }
    throw new CredentialError(t('{0} is no file of credentials: it is not JSON', this.file));
  }
}

/** Keys that stand for a repository, the one that says most first: parts of a registry may have credentials of their own. */
function keysOf(registry: string, repository: string): string[] {
  const parts = repository ? repository.split('/') : [];
  const paths = parts.map((_, at) => [registry, ...parts.slice(0, parts.length - at)].join('/'));
  return [...paths, registry];
}

function find(entries: JsonObject, keys: readonly string[]): { key: string; value: unknown } | undefined {
  for (const wanted of keys)
    for (const key of Object.keys(entries)) if (plainKey(key) === wanted) return { key, value: entries[key] };
  return undefined;
}

/** Keys that are URLs stand for their host with its port; others for what they say. */
function plainKey(key: string): string {
  const match = /^https?:\/\/([^/]+)/i.exec(key);
  const plain = match ? match[1]!.toLowerCase() : key.replace(/\/(?:v[12]\/?)?$/, '');
  return ['index.docker.io', 'registry-1.docker.io'].includes(plain) ? DOCKER_HUB : plain;
}

function credentialIn(entry: JsonObject, file: string): Credential | undefined {
  const identity = text(entry, 'identitytoken');
  if (identity) return { kind: 'identity', token: identity, from: file };
  const token = text(entry, 'registrytoken');
  if (token) return { kind: 'registry', token, from: file };
  const auth = text(entry, 'auth');
  if (auth) return { ...nameAndPassword(auth, file), kind: 'password', from: file };
  const username = text(entry, 'username');
  const password = text(entry, 'password');
  return username && password ? { kind: 'password', username, password, from: file } : undefined;
}

/** A name and a password with `:` between, in base64. */
function nameAndPassword(auth: string, file: string): { username: string; password: string } {
  const bytes = fromBase64(auth.trim());
  const plain = bytes && Buffer.from(bytes).toString('utf8');
  const colon = plain?.indexOf(':') ?? -1;
  if (!plain || colon < 1) throw new CredentialError(t('{0} holds credentials that are damaged', file));
  // Old versions of Docker have padded it.
  return { username: plain.slice(0, colon), password: plain.slice(colon + 1).replace(/\0+$/, '') };
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return isObject(value) ? value : {};
}

function text(object: JsonObject, key: string): string {
  const value = own(object, key);
  return typeof value === 'string' ? value : '';
}

function readRegularFile(file: string): Uint8Array {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it. Windows has no such flag.
  const fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile() || stats.size > FILE_BYTES) throw new CredentialError(t('{0} is no file of credentials', file));
    const bytes = Buffer.alloc(stats.size);
    return bytes.subarray(0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}
