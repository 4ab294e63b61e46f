import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Files = Record<string, string | Uint8Array>;

/** A new folder with files: path to content. It is removed after the tests of the file. */
export function folderWith(files: Files = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mof-signing-'));
  temporary.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
