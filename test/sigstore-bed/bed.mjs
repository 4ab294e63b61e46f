// A Sigstore of its own on this machine: identity provider, certificate authority, logs and timestamp authority, each on
// a port of 127.0.0.1, really signing, with a trusted root that nobody else trusts.
import { Authorities } from './authorities.mjs';
import { CertificateLog } from './ct.mjs';
import { Faults } from './faults.mjs';
import { Fulcio } from './fulcio.mjs';
import { Provider } from './oidc/provider.mjs';
import { Record } from './record.mjs';
import { RekorV1 } from './rekor-v1.mjs';
import { RekorV2 } from './rekor-v2.mjs';
import { HOST, Server } from './server.mjs';
import { signingConfigOf, trustConfigOf, trustedRootOf } from './trust.mjs';
import { Tsa } from './tsa.mjs';

/** @import { Bed, BedOptions } from './bed.d.mts' */

/**
 * @param {BedOptions} [options]
 * @returns {Promise<Bed>}
 */
export async function startBed(options = {}) {
  const { port, saved, takesDsse } = options;
  const record = new Record();
  const faults = new Faults(async (service, down) => {
    for (const server of servers) if (server.service === service) await server.turn(down);
  });
  const at = {
    oidc: new Server('oidc', { faults, record }),
    fulcio: new Server('fulcio', { faults, record }),
    rekorV1: new Server('rekor', { faults, record }),
    rekorV2: new Server('rekor', { faults, record }),
    tsa: new Server('tsa', { faults, record }),
  };
  const servers = Object.values(at);
  const close = async () => {
    await Promise.all(servers.map((server) => server.turn(true)));
  };
  const authorities = new Authorities(saved);
  try {
    for (const [index, server] of servers.entries()) await server.open(port && port + index);
  } catch (error) {
    await close();
    throw error;
  }
  const urls = {
    oidc: at.oidc.url,
    fulcio: at.fulcio.url,
    rekorV1: at.rekorV1.url,
    rekorV2: at.rekorV2.url,
    tsa: at.tsa.url,
  };
  const provider = new Provider(urls.oidc, authorities, record, options);
  const certificateLog = new CertificateLog(authorities, faults);
  const rekorV1 = new RekorV1(HOST, authorities, saved?.logs['rekor-v1']);
  const rekorV2 = new RekorV2(HOST, authorities, { saved: saved?.logs['rekor-v2'], takesDsse });
  at.oidc.routes = provider.routes;
  at.fulcio.routes = new Fulcio(authorities, provider.tokens, certificateLog).routes;
  at.rekorV1.routes = rekorV1.routes;
  at.rekorV2.routes = rekorV2.routes;
  at.tsa.routes = new Tsa(authorities).routes;

  const trustedRoot = trustedRootOf({ authorities, urls, certificateLog, rekorV1, rekorV2 });
  const signingConfig = (/** @type {1 | 2} */ version) => signingConfigOf(urls, authorities.since, version);
  return {
    url: urls.oidc,
    urls,
    trustedRoot,
    signingConfig,
    trustConfig: (version) => trustConfigOf(trustedRoot, signingConfig(version)),
    identityToken: (claims) => provider.tokens.issue({}, false, { ...provider.behaviour.claims, ...claims }),
    ciEnvironment: () => provider.ci.environment,
    behaviour: provider.behaviour,
    faults,
    requests: record.requests,
    secrets: record.secrets,
    save: () => ({
      ...authorities.save(),
      logs: { 'rekor-v1': rekorV1.tree.save(), 'rekor-v2': rekorV2.tree.save() },
    }),
    close,
  };
}
