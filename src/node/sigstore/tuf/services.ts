import { type JsonObject } from '../../../core/signing/json';

const OPERATOR = 'sigstore.dev';

const service = (url: string, majorApiVersion: number, start: string) => ({
  url,
  majorApiVersion,
  validFor: { start },
  operator: OPERATOR,
});

/**
 * The services of Sigstore's public instance as a `SigningConfig` message, for the time before the first refresh. Source:
 * `targets/signing_config.v0.2.json` in github.com/sigstore/root-signing at 3520aed.
 */
export const PUBLIC_SERVICES: JsonObject = {
  mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
  caUrls: [service('https://fulcio.sigstore.dev', 1, '2022-04-13T20:06:15Z')],
  oidcUrls: [service('https://oauth2.sigstore.dev/auth', 1, '2022-04-13T20:06:15Z')],
  rekorTlogUrls: [
    service('https://log2025-1.rekor.sigstore.dev', 2, '2025-10-06T00:00:00Z'),
    service('https://rekor.sigstore.dev', 1, '2021-01-12T11:53:27Z'),
  ],
  tsaUrls: [service('https://timestamp.sigstore.dev/api/v1/timestamp', 1, '2025-07-04T00:00:00Z')],
  rekorTlogConfig: { selector: 'ANY' },
  tsaConfig: { selector: 'ANY' },
};
