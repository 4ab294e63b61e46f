import path from 'node:path';
import { printable } from '../../core/report/printable';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { readTrustedRootFile } from '../../node/signing/trusted-root';
import { httpClient } from '../../node/http/http';
import { environmentProxy } from '../../node/http/proxy';
import { TrustRefreshError } from '../../node/sigstore/tuf/refresh-error';
import { PUBLIC_SOURCE } from '../../node/sigstore/tuf/source';
import { currentTrust, type Trust } from '../../node/sigstore/tuf/trust';
import { UsageError } from '../exit';
import { type Host } from '../host';

/** Options that say whom to trust keyless. */
export interface TrustFlags {
  trustConfig?: string;
  trustedRoot?: string;
  refreshTrustedRoot?: boolean;
}

/**
 * Whom to trust keyless: what a file says, or Sigstore's public instance.
 * @throws {FileError}
 * @throws {UsageError}
 */
export async function loadTrustedRoot(flags: TrustFlags, host: Host): Promise<TrustedRoot> {
  const { trustConfig, trustedRoot, refreshTrustedRoot = false } = flags;
  if (trustConfig !== undefined && trustedRoot !== undefined)
    throw new UsageError('--trust-config and --trusted-root say the same: give one of them');
  const file = trustConfig ?? trustedRoot;
  if (file === undefined) return (await publicTrust(refreshTrustedRoot, host)).root;
  if (refreshTrustedRoot)
    throw new UsageError(`--refresh-trusted-root is about Sigstore's public instance; ${file} is taken as it is`);
  return readTrustedRootFile({ path: path.resolve(host.cwd, file), shown: file });
}

/**
 * Whom Sigstore's public instance trusts, and its services.
 * @param refresh whether to ask for a newer state first; should that fail, the last one that is known is good enough
 */
export async function publicTrust(refresh: boolean, host: Host): Promise<Trust> {
  const { cacheDir, tufSource: source = PUBLIC_SOURCE } = host;
  const trust = (refresh && (await refreshed(host))) || (await currentTrust({ cacheDir, source }));
  if (trust.warning !== undefined) host.stderr(`mof: warning: ${printable(trust.warning)}\n`);
  return trust;
}

async function refreshed(host: Host): Promise<Trust | undefined> {
  const { cacheDir, tufSource: source = PUBLIC_SOURCE } = host;
  const { refreshTrust } = await import('../../node/sigstore/tuf/refresh');
  host.stderr(`mof: refreshing the trusted root from ${source.mirror}\n`);
  try {
    const http = httpClient({ proxy: environmentProxy(process.env) });
    return await refreshTrust({ cacheDir, source, http, now: host.today });
  } catch (error) {
    if (!(error instanceof TrustRefreshError)) throw error;
    const why = printable(error.message);
    host.stderr(`mof: warning: the trusted root was not refreshed; the last one that is known is used. ${why}\n`);
    return undefined;
  }
}
