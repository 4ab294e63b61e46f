import { type Updater } from 'tuf-js';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { CancelledError } from '../../../core/signing/model/model';
import { FileError } from '../../files/errors';
import { HttpFailure } from '../../http/failure';
import { httpClient, type Http } from '../../http/http';
import { readCache, writeCache } from './cache';
import { PUBLIC_SOURCE, TARGETS, type TufSource } from './source';
import { verifyState, type TufState, type VerifiedState } from './state';
import { trustIn, type Trust, type TrustOptions } from './trust';

/** For all files together; each has {@link httpClient}'s time. */
const TIMEOUT_MS = 60_000;

export interface RefreshOptions extends TrustOptions {
  now: Date;
  /** Asks servers; in the environment of VS Code, unless something else is given. */
  http?: Http;
  signal?: AbortSignal | undefined;
  /** After how many milliseconds to give up. */
  timeoutMs?: number;
}

/**
 * Downloads whom to trust and the services to sign with from Sigstore, checks them as TUF has it, and keeps them. Several
 * processes may do so at once. Should they not be kept, they are good for this once, and the result has a warning.
 * @throws {TrustRefreshError}
 * @throws {CancelledError}
 */
export async function refreshTrust(options: RefreshOptions): Promise<Trust> {
  const { cacheDir, source = PUBLIC_SOURCE } = options;
  const state = await downloaded(options, source);
  const trust = trustIn(state);
  if (cacheDir === undefined) return trust;
  try {
    await writeCache(cacheDir, state, source);
    return trust;
  } catch (error) {
    const why = error instanceof FileError ? `${error.file} ${error.message}` : (error as Error).message;
    return { ...trust, warning: t('The trusted root was refreshed, but cannot be kept: {0}.', why) };
  }
}

async function downloaded(
  { cacheDir, now, http = httpClient(), signal, timeoutMs = TIMEOUT_MS }: RefreshOptions,
  source: TufSource,
): Promise<VerifiedState> {
  if (signal?.aborted) throw new CancelledError();
  const { refreshError } = await import('./errors');
  // A damaged one can't say what was seen before.
  const kept = cacheDir === undefined ? undefined : await readCache(cacheDir, source).catch(() => undefined);
  let folder: string | undefined;
  try {
    folder = mkdtempSync(path.join(tmpdir(), 'mof-tuf-'));
    const deadline = AbortSignal.timeout(timeoutMs);
    const either = signal ? AbortSignal.any([deadline, signal]) : deadline;
    const state = await download(folder, kept, source, { http, signal: either }).catch((error: unknown) => {
      throw deadline.aborted ? new HttpFailure('timeout', String(timeoutMs / 1000)) : error;
    });
    const verified = await verifyState({ ...state, refreshed: now.toISOString() }, source.root);
    trustIn(verified);
    return verified;
  } catch (error) {
    if (signal?.aborted) throw new CancelledError();
    throw refreshError(error, source.mirror);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Has a TUF client work in a folder of its own, beginning with what was seen before. */
async function download(
  folder: string,
  kept: VerifiedState | undefined,
  { mirror, root }: TufSource,
  { http, signal }: { http: Http; signal: AbortSignal },
): Promise<Omit<TufState, 'refreshed'>> {
  const { Updater } = await import('tuf-js');
  const { CancellableFetcher } = await import('./fetcher');
  const metadata = (role: string) => path.join(folder, `${role}.json`);
  const targetDir = path.join(folder, 'targets');
  mkdirSync(targetDir);
  writeFileSync(metadata('root'), kept?.root ?? root);
  for (const role of ['timestamp', 'snapshot', 'targets'] as const) if (kept) writeFileSync(metadata(role), kept[role]);
  const fetcher = new CancellableFetcher(folder, http, signal);
  const updater = new Updater({
    metadataDir: folder,
    metadataBaseUrl: mirror,
    targetDir,
    targetBaseUrl: `${mirror.replace(/\/$/, '')}/targets`,
    fetcher,
  });
  try {
    await updater.refresh();
    return {
      roots: [...(kept?.roots ?? []), ...fetcher.roots],
      timestamp: readFileSync(metadata('timestamp'), 'utf8'),
      snapshot: readFileSync(metadata('snapshot'), 'utf8'),
      targets: readFileSync(metadata('targets'), 'utf8'),
      trustedRoot: await target(updater, TARGETS.trustedRoot),
      signingConfig: await target(updater, TARGETS.signingConfig),
    };
  } catch (error) {
    throw fetcher.failure ?? error;
  }
}

async function target(updater: Updater, name: string): Promise<string> {
  const info = await updater.getTargetInfo(name);
  if (!info) throw new Error(`${name} is missing`);
  return readFileSync(await updater.downloadTarget(info), 'utf8');
}
