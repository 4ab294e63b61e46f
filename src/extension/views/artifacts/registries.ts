import { type AttachedManifest } from '../../../core/oci/browse/artifacts';
import { type ArtifactContents } from '../../../core/oci/browse/layers';
import { type Filter } from '../../../core/oci/browse/list';
import { parseReference } from '../../../core/oci/reference';
import { type Packaging } from '../../../node/api';
import { type Failure, type RegistryAccess } from '../../../node/oci/service';
import { type Extension } from '../../extension';
import { type Login } from '../../packaging/logins';
import { quietAccess, withRegistryNamed } from '../../packaging/registry-access';
import { isFailure } from '../../signing/service';

/** Somebody waits for a list: it is tried twice, and then they are told. */
const ATTEMPTS = 2;

/** An artifact of a registry with all that is attached to it. */
export type RemoteContents = ArtifactContents & { attached: readonly AttachedManifest[] };

/**
 * What registries answered. They are asked when the user opens something, and never by themselves; an answer holds until the
 * user wants a new one.
 */
export class Registries {
  private readonly answers = new Map<string, Promise<unknown>>();
  /** Names of what registries and repositories have, in full. */
  private readonly listed = new Map<string, readonly string[]>();
  private readonly remote = new Map<string, RemoteContents | Failure>();
  /** Logins that were good in this window, and that the user did not want to be kept beyond it. */
  private readonly logins = new Map<string, Login>();

  constructor(private readonly extension: Pick<Extension, 'context' | 'log'>) {}

  async repositories(
    packaging: Packaging,
    registry: string,
    signal: AbortSignal,
  ): Promise<readonly string[] | Failure> {
    const answer = await this.ask(`registry ${registry}`, registry, (access) =>
      packaging.repositoriesOf(registry, access, signal),
    );
    if (!isFailure(answer))
      this.listed.set(
        registry,
        answer.map((name) => `${registry}/${name}`),
      );
    return answer;
  }

  /** @param repository with its registry */
  async tags(packaging: Packaging, repository: string, signal: AbortSignal): Promise<readonly string[] | Failure> {
    const { registry } = parseReference(repository);
    const answer = await this.ask(`repository ${repository}`, registry, (access) =>
      packaging.tagsOf(repository, access, signal),
    );
    if (!isFailure(answer))
      this.listed.set(
        repository,
        answer.map((tag) => `${repository}:${tag}`),
      );
    return answer;
  }

  /** Whether a filter finds a registry or repository, or anything in it that has been listed. Nothing is asked. */
  matches(filter: Filter, name: string): boolean {
    return filter.matches([name]) || (this.listed.get(name) ?? []).some((below) => this.matches(filter, below));
  }

  async contents(packaging: Packaging, reference: string, signal: AbortSignal): Promise<RemoteContents | Failure> {
    const { registry } = parseReference(reference);
    const answer = await this.ask(`artifact ${reference}`, registry, (access) =>
      packaging.browseAttached({ reference, access }, signal),
    );
    if (!isFailure(answer) || answer.kind !== 'cancelled') this.remote.set(reference, answer);
    return answer;
  }

  /** What is known of an artifact because somebody looked into it, or why nothing is. */
  known(reference: string): RemoteContents | Failure | undefined {
    return this.remote.get(reference);
  }

  /** How a registry is reached with what the user said in this window. */
  async access(registry: string): Promise<RegistryAccess> {
    const access = await quietAccess(this.extension, registry);
    const login = this.logins.get(registry);
    return { ...access, ...(login ? { login } : {}), attempts: ATTEMPTS };
  }

  accessTo(reference: string): Promise<RegistryAccess> {
    return this.access(parseReference(reference).registry);
  }

  /** Asks the user who they are, until the registry lets them list something. True when it does. */
  async signIn(
    registry: string,
    attempt: (access: RegistryAccess) => Promise<readonly string[] | Failure>,
  ): Promise<boolean> {
    const done = await withRegistryNamed(this.extension, registry, async (access) => {
      const answer = await attempt({ ...access, attempts: ATTEMPTS });
      if (!isFailure(answer) && access.login) this.logins.set(registry, access.login);
      return answer;
    });
    return done !== undefined;
  }

  /** Forgets all answers, or those of one registry or repository. */
  forget(name?: string): void {
    for (const key of [...this.answers.keys()]) {
      const about = key.slice(key.indexOf(' ') + 1);
      if (name === undefined || about === name || about.startsWith(`${name}/`) || about.startsWith(`${name}:`)) {
        this.answers.delete(key);
        this.remote.delete(about);
        this.listed.delete(about);
      }
    }
  }

  private async ask<T>(
    key: string,
    registry: string,
    action: (access: RegistryAccess) => Promise<T | Failure>,
  ): Promise<T | Failure> {
    const known = this.answers.get(key) as Promise<T | Failure> | undefined;
    const answer = known ?? this.access(registry).then(action);
    this.answers.set(key, answer);
    try {
      const given = await answer;
      // Given up because nobody looks any more: the next one asks again.
      if (isFailure(given) && given.kind === 'cancelled') this.answers.delete(key);
      return given;
    } catch (error) {
      this.answers.delete(key);
      throw error;
    }
  }
}
