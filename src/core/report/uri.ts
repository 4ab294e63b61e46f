/** Where a file of a report lies, as SARIF names it. */
export interface ArtifactUri {
  uri: string;
  /** Whether the URI is relative to the root of the report. */
  relative: boolean;
}

/** The URI of a file: relative below the root, else absolute. */
export function artifactUri(file: string, root: string): ArtifactUri {
  if (isAbsolute(file)) return { uri: fileUri(file), relative: false };
  if (file === '..' || file.startsWith('../')) return { uri: fileUri(join(root, file)), relative: false };
  return { uri: encode(file), relative: true };
}

/** The URI of a folder, with the `/` at its end that bases need (SARIF 2.1.0 §3.14.14). */
export function folderUri(folder: string): string {
  return fileUri(folder.replace(/\/*$/, '/'));
}

function isAbsolute(file: string): boolean {
  return file.startsWith('/') || /^[A-Za-z]:\//.test(file);
}

/** RFC 8089: `file:///etc/x`, `file:///C:/x`, and for a network share `file://host/share`. */
function fileUri(path: string): string {
  if (path.startsWith('//')) return `file:${encode(path)}`;
  const drive = /^[A-Za-z]:/.exec(path)?.[0];
  return drive ? `file:///${drive}${encode(path.slice(2))}` : `file://${encode(path)}`;
}

/** A path below a folder with its `..` resolved. */
function join(folder: string, path: string): string {
  const parts = folder.replace(/\/+$/, '').split('/');
  for (const part of path.split('/')) {
    // The first part is the root itself, which has no parent.
    if (part === '..') parts.length = Math.max(1, parts.length - 1);
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function encode(path: string): string {
  // Half a surrogate pair, possible in names of files, has no UTF-8 form.
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}
