import { BlockList, isIP } from 'node:net';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { isLoopback } from '../../../core/oci/reference';

/** Variables of the environment, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that a request goes through, by the variables that curl and Go read: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in
 * lower case, too. This machine is always reached directly.
 * @returns undefined where there is none
 * @throws {OciError} `unsupported` for a proxy that is none of http
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const value = variable(environment, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (!value || isLoopback(url.host) || isExempt(url, variable(environment, 'NO_PROXY'))) return undefined;
  const text = value.includes('://') ? value : `http://${value}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (!proxy || !/^https?:$/.test(proxy.protocol))
    // Not the value itself: there may be a password in it.
    throw new OciError(
      'unsupported',
      t('The environment names a proxy that cannot be used; it must be an http:// URL.'),
    );
  return proxy;
}

/** What tells a proxy who asks; undefined where its URL holds no name. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (!username) return undefined;
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(plain).toString('base64')}`;
}

function variable(environment: Environment, name: string): string | undefined {
  return environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || undefined;
}

/** Names stand for themselves and what is below them; addresses and ranges for themselves; `*` for all. */
function isExempt(url: URL, list: string | undefined): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return (list ?? '').split(',').some((item) => {
    const entry = item.trim().toLowerCase();
    if (entry === '*') return true;
    if (entry.includes('/')) return isInRange(host, entry);
    const [, name = '', only] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(isIP(entry) ? `[${entry}]` : entry) ?? [];
    if (!name || (only !== undefined && only !== port)) return false;
    const domain = name.replace(/^\*?\./, '');
    return host === domain || (!isIP(host) && host.endsWith(`.${domain}`));
  });
}

function isInRange(host: string, range: string): boolean {
  const [network = '', prefix = ''] = range.split('/');
  const version = isIP(network);
  const bits = Number(prefix);
  if (!version || isIP(host) === 0 || !/^\d+$/.test(prefix) || bits > (version === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, version === 6 ? 'ipv6' : 'ipv4');
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
