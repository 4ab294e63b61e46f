import { BlockList, isIP } from 'node:net';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { isSameOrigin, shownUrl, type Endpoint } from './endpoint';

/** Whom a literal address belongs to; `public` also for names, of which nothing is known. */
type Scope = 'loopback' | 'link-local' | 'private' | 'public';

/** Special-purpose addresses (RFC 6890 and the IANA registries that it began). */
const SCOPES: readonly [Scope, ...(readonly [string, number])[]][] = [
  ['loopback', ['127.0.0.0', 8], ['::1', 128], ['0.0.0.0', 8], ['::', 128]],
  ['link-local', ['169.254.0.0', 16], ['fe80::', 10]],
  ['private', ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['fc00::', 7]],
];

const LISTS = SCOPES.map(([scope, ...ranges]) => {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family(address));
  return [scope, list] as const;
});

/**
 * The address that a registry sends a request on to: a redirect, the place of an upload, a server of tokens. It may be
 * another host, but not one that only this machine reaches, and not less protected than the registry.
 * @param location absolute, or relative to where the answer came from
 * @throws {OciError} `registry` when it is none, `insecure` when it is not followed
 */
export function foreignUrl(location: string, from: URL, endpoint: Endpoint): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname)
    throw new OciError('registry', t('{0} leads to an address that is none.', endpoint.registry));
  const refuse = (why: string) =>
    new OciError('insecure', t('{0} leads to {1}; that is not followed: {2}.', endpoint.registry, shownUrl(url), why));
  if (url.username || url.password) throw refuse(t('there are credentials in it'));
  url.hash = '';
  if (isSameOrigin(url, endpoint.origin)) return url;
  if (endpoint.origin.protocol === 'https:' && url.protocol === 'http:')
    throw refuse(t('it is plain http, and the registry is not; a proxy before it may lack X-Forwarded-Proto'));
  const scope = scopeOf(url.hostname);
  if (scope !== 'public' && scope !== scopeOf(endpoint.origin.hostname))
    throw refuse(t('it is an address of this machine or network, and the registry is elsewhere'));
  if (url.protocol === 'http:' && scope !== 'loopback' && !endpoint.plainHttp)
    throw refuse(t('it is plain http to another machine'));
  return url;
}

function scopeOf(hostname: string): Scope {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (/(?:^|\.)localhost\.?$/i.test(host)) return 'loopback';
  if (!isIP(host)) return 'public';
  return LISTS.find(([, list]) => list.check(host, family(host)))?.[0] ?? 'public';
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
