import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { abortable } from './abortable';
import { CredentialError, type Credential, type CredentialSource } from '../credentials/credential';
import { parseChallenges } from './challenge';
import { type Endpoint } from './endpoint';
import { foreignUrl } from './foreign-url';
import { covers, mergeScopes, type Scope } from './scope';
import { basic, fetchToken, type Send, type Token, type TokenServer } from './token';

/** How the registry wants it. */
type Scheme = { kind: 'basic' } | { kind: 'bearer'; server: TokenServer };

/**
 * Tells one registry who asks. Credentials are looked for when the registry asks for some, and go to it and to its server of
 * tokens only.
 */
export class Authorizer {
  private scheme: Scheme | undefined;
  /** By repository: there are files that keep credentials of parts of a registry. */
  private readonly credentials = new Map<string, Promise<Credential | undefined>>();
  private tokens: Token[] = [];
  /** Tokens that are on their way, by their scopes. Requests that run side by side share them. */
  private readonly pending = new Map<string, Promise<Token>>();
  /** Scopes that the registry wanted besides, by those that were meant. */
  private readonly wanted = new Map<string, readonly Scope[]>();
  /** Why credentials could not be got at. */
  private problem: string | undefined;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly source: CredentialSource,
    private readonly send: Send,
  ) {}

  /**
   * The `Authorization` of a request; undefined as long as the registry has not asked for one, and for nobody.
   * @throws {OciError} when a token is needed and there is none
   */
  async authorization(scopes: readonly Scope[], signal?: AbortSignal): Promise<string | undefined> {
    if (!this.scheme) return undefined;
    const credential = await this.credential(scopes, signal);
    if (credential?.kind === 'registry') return `Bearer ${credential.token}`;
    if (this.scheme.kind === 'basic') return credential?.kind === 'password' ? basic(credential) : undefined;
    const { value } = await this.token(this.scheme.server, scopes, credential, signal);
    return `Bearer ${value}`;
  }

  /**
   * Takes what a 401 says.
   * @param header `WWW-Authenticate`
   * @param from where the answer came from
   * @param rejected the `Authorization` that was not good enough
   * @throws {OciError} `unauthorized` when there is nothing better
   */
  async challenged(
    header: string,
    from: URL,
    scopes: readonly Scope[],
    rejected: string | undefined,
    signal?: AbortSignal,
  ): Promise<void> {
    const challenges = parseChallenges(header);
    const bearer = challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.get('realm'));
    if (bearer) {
      const { parameters } = bearer;
      const realm = foreignUrl(parameters.get('realm')!, from, this.endpoint);
      this.scheme = { kind: 'bearer', server: { realm, service: parameters.get('service') } };
      this.wanted.set(scopes.join(' '), (parameters.get('scope') ?? '').split(' ').filter(Boolean));
      this.tokens = this.tokens.filter(({ value }) => rejected !== `Bearer ${value}`);
    } else if (challenges.some(({ scheme }) => scheme === 'basic')) this.scheme = { kind: 'basic' };
    else throw new OciError('unsupported', t('{0} wants credentials of a kind that is not known.', this.registry));
    if ((await this.authorization(scopes, signal)) === rejected) throw await this.unknown(scopes, signal);
  }

  /** Why a registry that has been told who asks still wants to know it. */
  async unknown(scopes: readonly Scope[], signal?: AbortSignal): Promise<OciError> {
    const credential = await this.credential(scopes, signal);
    if (credential)
      return new OciError(
        'unauthorized',
        t('{0} does not accept the credentials from {1} for this.', this.registry, credential.from),
      );
    const why = this.problem ?? t('log in with "{0}", or name a user', `docker login ${this.registry}`);
    return new OciError(
      'unauthorized',
      t('{0} wants credentials for this, and there are none: {1}.', this.registry, why),
    );
  }

  private get registry(): string {
    return this.endpoint.registry;
  }

  private async token(
    server: TokenServer,
    scopes: readonly Scope[],
    credential: Credential | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Token> {
    const all = mergeScopes(scopes, this.wanted.get(scopes.join(' ')) ?? []);
    this.tokens = this.tokens.filter(({ endsAt }) => endsAt > performance.now());
    const known = this.tokens.find((token) => covers(token.scopes, all));
    if (known) return known;
    const key = all.join(' ');
    const pending = this.pending.get(key) ?? this.fetch(key, server, all, credential);
    return abortable(pending, signal);
  }

  /** Not cancelled with the request that wanted it first: others may wait for it. */
  private fetch(
    key: string,
    server: TokenServer,
    scopes: readonly Scope[],
    credential: Credential | undefined,
  ): Promise<Token> {
    const pending = fetchToken(server, scopes, credential, this.registry, this.send)
      .then((token) => {
        this.tokens.push(token);
        return token;
      })
      .finally(() => this.pending.delete(key));
    this.pending.set(key, pending);
    return pending;
  }

  private credential(scopes: readonly Scope[], signal: AbortSignal | undefined): Promise<Credential | undefined> {
    const repository = /^repository:(.*):[^:]*$/.exec(scopes[0] ?? '')?.[1] ?? '';
    const known = this.credentials.get(repository);
    if (known) return abortable(known, signal);
    const found = this.source.find(this.registry, repository).catch((error: unknown) => {
      if (!(error instanceof CredentialError)) throw error;
      this.problem = error.message;
      return undefined;
    });
    this.credentials.set(repository, found);
    return abortable(found, signal);
  }
}
