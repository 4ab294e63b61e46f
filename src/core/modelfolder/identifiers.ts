import { type Agent } from './inventory';

/** A name on the Hugging Face Hub: an account and a name. */
export const HUB_ID = /^[\w.-]{1,96}\/[\w.-]{1,96}$/;

const HUB = 'https://huggingface.co/';

/** Page of a model or dataset on the Hub. */
export function hubPage(id: string, kind: 'model' | 'dataset' = 'model'): string {
  return `${HUB}${kind === 'dataset' ? 'datasets/' : ''}${id}`;
}

/** The name that an address on the Hub, or a text that may be a name, stands for. */
export function hubIdOf(written: string): string | undefined {
  const text = written.trim();
  const [, path] = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/(?:datasets\/)?([^?#]+)/i.exec(text) ?? [];
  const id = path === undefined ? text : path.split('/').slice(0, 2).join('/');
  return HUB_ID.test(id) && !/^(?:\.|\.\.)\/|\/\.{1,2}$/.test(id) ? id : undefined;
}

/**
 * Package URL of something on the Hub (purl-spec, types/huggingface-definition.json): the version is the revision in small letters.
 * The type does not tell models from datasets.
 */
export function hubPurl(id: string, revision?: string): string {
  const [account = '', name = ''] = id.split('/');
  const version = revision === undefined ? '' : `@${encodeURIComponent(revision.toLowerCase())}`;
  return `pkg:huggingface/${encodeURIComponent(account)}/${encodeURIComponent(name)}${version}`;
}

/** Package URL of a Python package: names are in small letters, `_` is `-` (purl-spec, types/pypi-definition.json). */
export function pypiPurl(name: string, version?: string): string {
  return `pkg:pypi/${encodeURIComponent(name.toLowerCase().replace(/[_.]+/g, '-'))}${version === undefined ? '' : `@${encodeVersion(version)}`}`;
}

/** Package URL of a package of conda. */
export function condaPurl(name: string, version?: string, channel?: string): string {
  const qualifier = channel === undefined ? '' : `?channel=${encodeURIComponent(channel)}`;
  return `pkg:conda/${encodeURIComponent(name.toLowerCase())}${version === undefined ? '' : `@${encodeVersion(version)}`}${qualifier}`;
}

/** A colon may stand in a purl as it is (purl-spec, "Character encoding"). */
function encodeVersion(version: string): string {
  return encodeURIComponent(version).replaceAll('%3A', ':');
}

/** A DOI without what is written before it; undefined for what is none. */
export function doiOf(written: string): string | undefined {
  return /(?:^|doi(?:\.org\/|:\s*))(10\.\d{4,9}\/[^\s"<>]+[^\s"<>.,;)])/i.exec(written.trim())?.[1];
}

/** A number of arXiv without version: `2307.09288`. */
export function arxivOf(written: string): string | undefined {
  return /(?:^|arxiv(?:\.org\/(?:abs|pdf|html)\/|:\s*|\.))(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/i.exec(
    written.trim(),
  )?.[1];
}

/** An address as it is written, where it is one of the web. */
export function webAddress(written: string): string | undefined {
  const text = written.trim();
  return /^https?:\/\/[^\s<>"]+$/i.test(text) && URL.canParse(text) ? text : undefined;
}

/** The first address in prose, or in a link of Markdown. */
export function firstAddress(prose: string): string | undefined {
  const [found] = /https?:\/\/[^\s<>"')\]]+/i.exec(prose) ?? [];
  return found === undefined ? undefined : webAddress(found.replace(/[.,;]+$/, ''));
}

/** A name and an address of mail, as package files and `git` write them: `A. Person <a@example.org>`. */
export function agentOf(written: string, kind?: Agent['kind']): Agent | undefined {
  const [, name = '', email] = /^\s*"?([^"<]*?)"?\s*(?:<([^<>\s]+@[^<>\s]+)>)?\s*$/.exec(written) ?? [];
  const shown = name.trim() || email;
  if (!shown || shown.length > 200) return undefined;
  return { name: shown, ...(kind && { kind }), ...(email !== undefined && { email }) };
}

/** A time as RFC 3339 in UTC with whole seconds; one without a zone is taken for UTC. Undefined for what is no time. */
export function timeOf(written: string | number): string | undefined {
  const text = typeof written === 'number' ? written : written.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  if (typeof text === 'string' && !/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d|$)/.test(text)) return undefined;
  const zoned =
    typeof text === 'string' && text.length > 10 && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}Z` : text;
  const date = new Date(zoned);
  const year = date.getUTCFullYear();
  // Before that there were no files, and a number of four digits is what the format has room for.
  return year >= 1970 && year <= 9999 ? `${date.toISOString().slice(0, 19)}Z` : undefined;
}
