import { Authorities } from './authorities.mjs';
import { RekorV2 } from './rekor-v2.mjs';
import { TRUSTED_ROOT, trustedLog } from './trust.mjs';

/** @import { OfflineLog } from './offline-log.d.mts' */

const HOST = 'log.example';

/**
 * @param {object} [validFor]
 * @returns {OfflineLog}
 */
export function offlineLog(validFor = { start: '2020-01-01T00:00:00Z' }) {
  const authorities = new Authorities();
  const log = new RekorV2(HOST, authorities);
  const trusted = trustedLog(`https://${HOST}`, authorities.pair('rekor-v2'), log.id, validFor);
  return { trustedRoot: { mediaType: TRUSTED_ROOT, tlogs: [trusted] }, entry: (body) => log.log(body) };
}
