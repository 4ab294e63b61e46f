import { isDigest } from '../digest';
import { isRegistry, isRepository, isTag } from '../reference';

/** What KitOps takes a path for (v1.15.0, pkg/artifact/kitfile.go, `GetPathType`). */
export type PathType = 'local' | 'reference' | 's3' | 'http' | 'url';

export function pathType(path: string): PathType {
  if (isModelKitReference(path)) return 'reference';
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(path)?.[1]?.toLowerCase();
  if (scheme === undefined) return /^\/\/[^/]/.test(path) ? 'url' : 'local';
  if (scheme === 's3') return 's3';
  return scheme === 'http' || scheme === 'https' ? 'http' : 'url';
}

/**
 * Whether a text is the reference of a ModelKit for KitOps (pkg/artifact/util.go): it needs a tag or a digest; without a
 * registry it is a ModelKit of this machine; further tags may follow behind commas.
 */
export function isModelKitReference(text: string): boolean {
  if (!/[:@]/.test(text)) return false;
  if (isDigest(text)) return true;
  const [first = ''] = text.split(',');
  const slash = first.indexOf('/');
  const host = slash < 0 ? '' : first.slice(0, slash);
  const named = /[:.]/.test(host);
  if (named && !isRegistry(host)) return false;
  const rest = named ? first.slice(slash + 1) : first;
  const [name = '', digest] = splitOnce(rest, '@');
  const [repository = '', tag] = splitOnce(name, ':');
  if (!isRepository(repository)) return false;
  return digest === undefined ? tag === undefined || isTag(tag) : isDigest(digest);
}

/**
 * Whether a text was meant for a reference though it is none: it begins with a host, or has a tag or digest behind a
 * name of several parts.
 */
export function resemblesReference(text: string): boolean {
  if (/^[a-z]+:\/\//i.test(text) || /[\\\s]/.test(text)) return false;
  return (
    /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?\/[^.]/i.test(text) ||
    /^[\w.-]+(?:\/[\w.-]+)+[:@]\S*$/.test(text)
  );
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
