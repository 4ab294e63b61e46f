import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { isObject, own, parseJson, type JsonObject } from '../../../core/signing/json';
import { readFile } from '../../files/read';
import { removeUnfinished, writeFile } from '../../files/write';
import { type TufSource } from './source';
import { verifyState, type TufState, type VerifiedState } from './state';

const FILE = 'sigstore-trust.json';

/** The last state that was downloaded is kept in one file, so that it is there as a whole or not at all. */
export function cacheFile(cacheDir: string): string {
  return path.join(cacheDir, FILE);
}

/** More than a repository may have. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_VALUES = 10_000;

const TEXTS = ['refreshed', 'timestamp', 'snapshot', 'targets', 'trustedRoot', 'signingConfig'] as const;

/**
 * The state that was kept, with all signatures checked: whoever can write to the folder can't choose whom is trusted.
 * @returns undefined where there is none
 * @throws {Error} when it is damaged
 */
export async function readCache(cacheDir: string, { root }: TufSource): Promise<VerifiedState | undefined> {
  const file = cacheFile(cacheDir);
  if (!existsSync(file)) return undefined;
  return verifyState(stateIn(parseJson(readFile(file, file, { maxBytes: MAX_BYTES })!.bytes, MAX_VALUES)), root);
}

function stateIn(json: unknown): TufState {
  const member = (key: string) => (isObject(json) ? own(json, key) : undefined);
  const roots = member('roots');
  if (!Array.isArray(roots) || !roots.every((each) => typeof each === 'string')) throw new Error('it has another form');
  if (!TEXTS.every((key) => typeof member(key) === 'string')) throw new Error('it has another form');
  if (Number.isNaN(Date.parse(member('refreshed') as string))) throw new Error('it has no time');
  return json as JsonObject & TufState;
}

/**
 * Keeps a state, unless another process has kept a newer one meanwhile.
 * @throws {FileError}
 */
export async function writeCache(cacheDir: string, state: VerifiedState, source: TufSource): Promise<void> {
  const kept = await readCache(cacheDir, source).catch(() => undefined);
  if (kept && kept.version > state.version) return;
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 });
  const { refreshed, roots, timestamp, snapshot, targets, trustedRoot, signingConfig } = state;
  const text = JSON.stringify({ refreshed, roots, timestamp, snapshot, targets, trustedRoot, signingConfig });
  const file = cacheFile(cacheDir);
  removeUnfinished(file);
  writeFile(file, file, text);
}
