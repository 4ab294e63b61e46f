import { URI, Utils } from 'vscode-uri';

/** One spelling for one file: clients differ in what they escape. */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** Path of a URI: folders and name with `/`, unescaped. */
export function pathOf(uri: string): string {
  return URI.parse(uri).path;
}

/** The folder that holds a file or folder; undefined at the root and for URIs without folders, as of untitled documents. */
export function parentOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  if (!parsed.path.startsWith('/') || parsed.path === '/') return undefined;
  return Utils.dirname(parsed).toString();
}

/** A file below a folder. */
export function below(folder: string, path: string): string {
  return path ? Utils.joinPath(URI.parse(folder), path).toString() : folder;
}

/** An address as it is, or one that is relative to the folder of a document (`./a%20b.txt`) as a whole. */
export function resolvedFrom(document: string, address: string): string {
  const folder = address.startsWith('./') ? parentOf(document) : undefined;
  return folder ? below(folder, decodeURIComponent(address.slice(2))) : address;
}

/** Whether a folder is, or contains, what a URI names. */
export function contains(folder: string, uri: string): boolean {
  const outer = URI.parse(folder);
  const inner = URI.parse(uri);
  const base = outer.path.endsWith('/') ? outer.path : `${outer.path}/`;
  return (
    outer.scheme === inner.scheme &&
    outer.authority === inner.authority &&
    (inner.path === outer.path || inner.path.startsWith(base))
  );
}

/** The path of a file relative to a folder that contains it. */
export function relativeTo(folder: string, uri: string): string {
  return pathOf(uri).slice(pathOf(folder).length).replace(/^\//, '');
}
