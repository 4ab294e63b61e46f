import { t } from '../../../core/l10n';
import { isObject, parseJson, type JsonObject } from '../../../core/signing/json';
import { publicGoodRoot, readTrustedRoot, type TrustedRoot } from '../../../core/signing/sigstore/trusted-root';
import { cacheFile, readCache } from './cache';
import { PUBLIC_SERVICES } from './services';
import { PUBLIC_SOURCE, type TufSource } from './source';
import { type VerifiedState } from './state';

/** Whom to trust keyless, and the services to sign with. */
export interface Trust {
  root: TrustedRoot;
  /** Sigstore's `SigningConfig` message. */
  signingConfig: JsonObject;
  /** Why this is not the newest that could be had: one sentence. */
  warning?: string;
}

export interface TrustOptions {
  /** Folder of the cache; it need not exist. Nothing is kept without one. */
  cacheDir: string | undefined;
  /** Sigstore's public instance, unless something else is given. */
  source?: TufSource;
}

/** Whom to trust, without a network: the last state that was downloaded, or what came with this version if that is newer. */
export async function currentTrust({ cacheDir, source = PUBLIC_SOURCE }: TrustOptions): Promise<Trust> {
  const bundled: Trust = { root: publicGoodRoot(), signingConfig: PUBLIC_SERVICES };
  if (cacheDir === undefined) return bundled;
  try {
    const kept = await readCache(cacheDir, source);
    return kept && kept.date >= bundled.root.date! ? trustIn(kept) : bundled;
  } catch {
    return {
      ...bundled,
      warning: t('{0} is damaged and is passed over; refreshing the trusted root replaces it.', cacheFile(cacheDir)),
    };
  }
}

const MAX_VALUES = 10_000;

/** @throws {Error} when a file is signed, but is not what it should be */
export function trustIn({ trustedRoot, signingConfig, date }: VerifiedState): Trust {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const root = readTrustedRoot(bytes(trustedRoot), t("of Sigstore's public instance, refreshed"));
  const services = parseJson(bytes(signingConfig), MAX_VALUES);
  if (!isObject(services)) throw new Error('the signing configuration is no object');
  return { root: { ...root, date }, signingConfig: services };
}
