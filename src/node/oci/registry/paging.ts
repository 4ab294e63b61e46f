import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { header } from './answer';
import { isSameOrigin, type Endpoint } from './endpoint';
import { type HttpAnswer } from './transport';

/** Pages of one list at most; each holds hundreds. */
const MAX_PAGES = 1000;

/**
 * Asks for a list page by page (distribution-spec, "Listing Tags"; RFC 8288). Pages are on the registry itself: another place
 * would be one that it chooses for us to go to.
 * @param take takes a page, whose body it reads
 * @throws {OciError} `insecure`, `registry`
 */
export async function eachPage(
  first: string,
  { registry, origin }: Endpoint,
  request: (url: URL) => Promise<HttpAnswer>,
  take: (answer: HttpAnswer) => Promise<void>,
): Promise<void> {
  const seen = new Set<string>();
  for (let url: URL | undefined = new URL(first, origin); url;) {
    if (seen.has(url.href) || seen.size >= MAX_PAGES)
      throw new OciError('registry', t('{0} sends a list that has no end.', registry));
    seen.add(url.href);
    const answer: HttpAnswer = await request(url);
    const next = nextPage(answer);
    await take(answer);
    if (next === undefined) return;
    const target: URL | undefined = URL.canParse(next, url.href) ? new URL(next, url) : undefined;
    if (!target || !isSameOrigin(target, origin))
      throw new OciError(
        'insecure',
        t('{0} says that a list goes on at another host; that is not followed.', registry),
      );
    url = target;
  }
}

function nextPage(answer: HttpAnswer): string | undefined {
  const link = header(answer, 'link') ?? '';
  for (const [, target, parameters = ''] of link.matchAll(
    /<([^>]{1,8192})>((?:\s*;\s*[\w*!-]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)/g,
  ))
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) return target;
  return undefined;
}
