import { CancelledError } from '../../../../core/signing/model/model';
import { type Http } from '../../../http/http';
import { beginCodeFlow } from './code-flow';
import { discover } from './issuer';
import { type IdentitySource, type OAuthClient } from './source';

export interface OutOfBandSignIn {
  /** Name of the identity provider, a URL. */
  issuer: string;
  client: OAuthClient;
  http: Http;
  /**
   * Shows somebody a URL, and asks for the code that they see in the end.
   * @returns undefined when they give up
   */
  ask(url: string, signal: AbortSignal | undefined): Promise<string | undefined>;
}

/** What takes the place of an address to come back to: the code is shown. */
const SHOWN = 'urn:ietf:wg:oauth:2.0:oob';

/** Has somebody sign in with any browser, and copy a code. */
export function outOfBandIdentity({ issuer: name, client, http, ask }: OutOfBandSignIn): IdentitySource {
  return {
    async token(signal) {
      const issuer = await discover(name, http, signal);
      const flow = beginCodeFlow(issuer, client, SHOWN);
      const code = (await ask(flow.url, signal))?.trim();
      if (!code || signal?.aborted) throw new CancelledError();
      return flow.redeem(code, http, signal);
    },
  };
}
