/**
 * The proxy that the environment names for a URL: `HTTPS_PROXY` and `NO_PROXY`, as curl reads them. Services without
 * encryption are on this machine and need none.
 */
export function environmentProxy(environment: NodeJS.ProcessEnv): (url: URL) => URL | undefined {
  const value = (name: string) => environment[name.toLowerCase()] || environment[name] || '';
  const proxy = value('HTTPS_PROXY') || value('ALL_PROXY');
  const given = /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  const url = proxy && URL.canParse(given) ? new URL(given) : undefined;
  const without = value('NO_PROXY')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (!url || !/^https?:$/.test(url.protocol)) return () => undefined;
  return (target) => (target.protocol === 'https:' && !without.some((each) => covers(each, target)) ? url : undefined);
}

/** Whether an entry of `NO_PROXY` covers a URL: a name stands for all names below it, too. */
function covers(entry: string, { hostname, port }: URL): boolean {
  if (entry === '*') return true;
  const [, name = '', only] = /^\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase())!;
  if (only !== undefined && only !== (port || '443')) return false;
  return hostname === name || hostname.endsWith(`.${name}`);
}
