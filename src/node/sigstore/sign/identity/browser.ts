import { t } from '../../../../core/l10n';
import { CancelledError } from '../../../../core/signing/model/model';
import { ServiceError } from '../../../../core/signing/signer';
import { type Http } from '../../../http/http';
import { beginCodeFlow } from './code-flow';
import { discover, type Issuer } from './issuer';
import { LoopbackServer, type Callback } from './loopback';
import { type IdentitySource, type OAuthClient } from './source';
import { refusal } from './token';

export interface BrowserSignIn {
  /** Name of the identity provider, a URL. */
  issuer: string;
  client: OAuthClient;
  http: Http;
  /** Shows somebody a URL in their browser. What it throws ends the sign-in. */
  open(url: string): Promise<void>;
  /** Where their browser may be on another machine than this. */
  remote?: RemoteBrowser;
  /** For how long to wait for them. */
  timeoutMs?: number;
}

export interface RemoteBrowser {
  /** Where the browser reaches an address of this machine. */
  reach(address: string): Promise<string>;
  /** What takes the place of coming back here, where identity providers would not send a browser to that address. */
  otherwise: IdentitySource;
}

const TIMEOUT_MS = 300_000;

/** Has somebody sign in with their browser, which comes back to this machine. */
export function browserIdentity(options: BrowserSignIn): IdentitySource {
  const { client, http, open, remote, timeoutMs = TIMEOUT_MS } = options;
  return {
    async token(signal) {
      const issuer = await discover(options.issuer, http, signal);
      const server = await LoopbackServer.open();
      try {
        if (remote) server.isReachedAt(await remote.reach(server.redirectUri));
        if (remote && !server.hasKnownName) return await remote.otherwise.token(signal);
        const flow = beginCodeFlow(issuer, client, server.redirectUri);
        const back = until(server.callback, issuer, timeoutMs, signal);
        // Whichever fails first ends it: somebody may give up while their browser opens.
        const [callback] = await Promise.all([back, open(flow.url)]);
        return await flow.redeem(codeIn(callback, flow.state, issuer), http, signal);
      } finally {
        server.close();
      }
    },
  };
}

/** @throws {ServiceError} where it is not the answer to this sign-in, or says that there is none */
function codeIn({ code, state, issuer, error, description = '' }: Callback, expected: string, asked: Issuer): string {
  const { kind, who } = asked.service;
  if (state !== expected) throw new ServiceError(kind, t('{0} answered to another sign-in than this. Try again.', who));
  if (issuer === undefined ? asked.sendsName : issuer !== asked.name)
    throw new ServiceError(kind, t('The answer to this sign-in is not from whom was asked. {0} was.', who));
  if (error !== undefined) throw refusal(asked, error, description);
  if (!code) throw refusal(asked, t('there is no code in its answer'), '');
  return code;
}

async function until<T>(
  outcome: Promise<T>,
  { service: { kind, who } }: Issuer,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  let stop: () => void = () => undefined;
  const end = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ServiceError(kind, t('Nobody signed in within {0} s. {1} was asked.', timeoutMs / 1000, who))),
      timeoutMs,
    );
    // It is the server that is waited for.
    timer.unref();
    const cancel = () => reject(new CancelledError());
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
  });
  return Promise.race([outcome, end]).finally(stop);
}
