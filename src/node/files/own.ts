import { lstatSync } from 'node:fs';

/**
 * Whether a path is there, this user's, and nobody else's to write to: only then is what a cache says worth reading. Windows keeps
 * its own folders from others.
 */
export function isOwn(location: string, kind: 'file' | 'folder'): boolean {
  const stats = lstatSync(location, { throwIfNoEntry: false });
  if (!stats || !(kind === 'file' ? stats.isFile() : stats.isDirectory())) return false;
  const othersMayWrite = 0o022;
  return process.platform === 'win32' || (stats.uid === process.geteuid!() && !(stats.mode & othersMayWrite));
}
