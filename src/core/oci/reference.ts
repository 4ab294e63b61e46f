import { t } from '../l10n';
import { isDigest, type Digest } from './digest';
import { OciError } from './errors';

/** Where an artifact is in a registry: `host[:port]/repository[:tag][@digest]`. */
export interface Reference {
  /** Host with port where one was given, in lower case: `ghcr.io`, `localhost:5000`, `[::1]:5000`. */
  registry: string;
  /** Path of the repository; `library/…` where Docker Hub leaves that out. */
  repository: string;
  tag?: string;
  digest?: Digest;
}

/** Tags (distribution-spec, "Pulling manifests"). */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Repositories (distribution-spec, same place). */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/** What Docker allows, since others follow it (distribution, reference.NameTotalLengthMax). */
const REPOSITORY_LENGTH = 255;

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST = new RegExp(`^(?:(${LABEL}(?:\\.${LABEL})*)|\\[([0-9A-Fa-f:.]{2,45})\\])(?::(\\d{1,5}))?$`);
const HOST_LENGTH = 253;

const DOCKER_HUB = 'docker.io';

export function isTag(text: string): boolean {
  return TAG.test(text);
}

export function isRepository(text: string): boolean {
  return text.length <= REPOSITORY_LENGTH && text.split('/').every((part) => COMPONENT.test(part));
}

/** Whether a text is a host with or without a port. */
export function isRegistry(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && text.length <= HOST_LENGTH && Number(match[3] ?? 1) >= 1 && Number(match[3] ?? 1) <= 65_535;
}

/**
 * Reads a reference. Nothing is filled in: Docker takes a missing registry for Docker Hub, KitOps for this machine.
 * @throws {OciError} `invalid-reference`, with what to write instead
 */
export function parseReference(text: string): Reference {
  const refuse = (reason: string) =>
    new OciError('invalid-reference', t('"{0}" is no reference: {1}', shown(text), reason));
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text))
    throw refuse(t('leave out "{0}"', text.slice(0, text.indexOf('//') + 2)));
  const [withoutDigest = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !isDigest(digest)))
    throw refuse(t('after "@" stands "sha256:" and 64 lower-case hexadecimal digits'));
  const slash = withoutDigest.indexOf('/');
  const colon = withoutDigest.lastIndexOf(':');
  const hasTag = colon > slash && slash !== -1;
  const name = hasTag ? withoutDigest.slice(0, colon) : withoutDigest;
  const tag = hasTag ? withoutDigest.slice(colon + 1) : undefined;
  const host = slash === -1 ? '' : name.slice(0, slash);
  if (!namesRegistry(host)) throw refuse(noRegistry(withoutDigest));
  if (!isRegistry(host)) throw refuse(t('"{0}" is no host', host));
  const registry = canonicalRegistry(host);
  const path = name.slice(slash + 1);
  const repository = registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path;
  if (!isRepository(repository))
    throw refuse(t('"{0}" is no repository; use lower-case letters, digits, ".", "_", "-" and "/"', path));
  if (tag !== undefined && !isTag(tag))
    throw refuse(t('"{0}" is no tag; use letters, digits, ".", "_" and "-", 128 at most', tag));
  return {
    registry,
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest: digest as Digest }),
  };
}

/** The reference as text, with everything in it. */
export function formatReference({ registry, repository, tag, digest }: Reference): string {
  return `${registry}/${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/** The host that answers requests: Docker Hub's has another name than its references. */
export function apiHost(registry: string): string {
  return registry === DOCKER_HUB ? 'registry-1.docker.io' : registry;
}

/** Whether a registry is on this machine, so that plain http leaves nothing unprotected: `localhost`, 127.0.0.0/8, `::1`. */
export function isLoopback(registry: string): boolean {
  const host = registry.replace(/:\d+$/, '').toLowerCase();
  return host === 'localhost' || /^\[(?:0{0,4}:){2,7}0{0,3}1\]$/.test(host) || isLoopback4(host);
}

function isLoopback4(host: string): boolean {
  const parts = host.split('.');
  return (
    parts.length === 4 && parts[0] === '127' && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  );
}

/** A first segment is a host when it could be nothing else (distribution, reference). */
function namesRegistry(segment: string): boolean {
  return /[.:]/.test(segment) || segment.toLowerCase() === 'localhost';
}

function canonicalRegistry(host: string): string {
  const lower = host.toLowerCase();
  return ['index.docker.io', 'registry-1.docker.io'].includes(lower) ? DOCKER_HUB : lower;
}

function noRegistry(name: string): string {
  const path = name.replace(/^\/+/, '');
  if (!path) return t('it is empty; write "registry.example.org/repository:tag"');
  return t('it names no registry; write "{0}" or "{1}"', `localhost:5000/${path}`, `docker.io/${path}`);
}

function shown(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
