import { t } from '../../../core/l10n';
import { type OpenFrom, type WriteOptions } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { Refusal } from './answer';
import { streamBody } from './body';
import { type RegistryClient } from './client';
import { isPassing, type Attempts } from './retry';
import { SentContent } from './sent-content';
import { TransportFailure } from './transport-failure';
import { takesChunks } from './upload-rules';
import { UploadSession } from './upload-session';

const MIB = 1024 * 1024;

/** The size of chunks, in bytes, when a blob has to be sent in chunks; halved where it is too much at a time. */
const CHUNK = 64 * MIB;
const LEAST_CHUNK = MIB;

/** How often a registry may lose an upload, or refuse what it should take, before it is believed. */
const MAX_RESTARTS = 4;

/** What is to be sent, and where it may be already. */
export interface UploadJob {
  repository: string;
  descriptor: Descriptor;
  source: OpenFrom;
  /** A repository of the same registry that has the blob. */
  from: string | undefined;
  /** Whether the repository has the blob: the answer that says so may be lost. */
  isThere(): Promise<boolean>;
}

/**
 * Sends a blob: in one request; when that is cut or too much, in chunks from where the registry has it. What it has may be lost
 * as well; then it begins anew.
 */
export class Upload {
  private readonly content: SentContent;
  private readonly attempts: Attempts;
  private readonly purpose: string;
  private readonly size: number;
  private session: UploadSession | undefined;
  /** Bytes at a time. */
  private chunk = Infinity;
  private takesChunks: boolean;
  /** How many bytes the registry has. */
  private offset = 0;
  /** How many it had at most. */
  private most = 0;
  /** How many bytes have been told of. */
  private told = 0;
  private restarts = 0;
  private from: string | undefined;
  /** What the source has thrown: another registry may be one. */
  private sourceFailure: unknown;

  constructor(
    private readonly client: RegistryClient,
    private readonly job: UploadJob,
    private readonly options: WriteOptions,
  ) {
    const { descriptor, source, repository, from } = job;
    const { registry } = client.endpoint;
    this.content = new SentContent(descriptor, source, options.isVerified);
    this.attempts = client.attempts(options.signal);
    this.purpose = t('{0} cannot be written to {1}', descriptor.digest, `${registry}/${repository}`);
    this.size = descriptor.size;
    this.takesChunks = takesChunks(registry);
    this.from = from;
  }

  /** @throws {OciError} */
  async run(): Promise<void> {
    try {
      while (!(await this.step().catch((error: unknown) => this.mend(error))));
      this.tell(this.size);
    } catch (error) {
      // Nobody would hear it over a line that is cut.
      if (!((error as Error | null)?.cause instanceof TransportFailure)) await this.session?.cancel();
      throw error;
    }
  }

  /** Sends the next request. Returns whether the registry has the blob now. */
  private async step(): Promise<boolean> {
    const { client, size, offset } = this;
    const { repository, descriptor } = this.job;
    if (!this.session) {
      this.at(0);
      const begun = UploadSession.begin(
        client,
        repository,
        descriptor.digest,
        this.from,
        this.purpose,
        this.options.signal,
      );
      this.session = await begun;
      return this.session === undefined;
    }
    // What was begun in chunks is ended in chunks: not every registry takes content with the last request then.
    if (offset === size || (offset === 0 && size <= this.chunk)) {
      await this.session.commit(
        descriptor.digest,
        streamBody(size - offset, () => this.read(offset, size)),
        size,
      );
      return true;
    }
    const to = Math.min(size, offset + Math.max(this.chunk, this.session.chunkMinimum));
    const outcome = await this.session.patch(offset, to, () => this.read(offset, to));
    if (outcome.isClosed || outcome.offset <= offset || outcome.offset > to) this.sendWhole();
    else this.at(outcome.offset);
    this.progressed();
    return false;
  }

  /**
   * Makes the best of a failure, so that there is something to try next. Returns whether the registry has the blob after all.
   * @throws {OciError} when there is nothing
   */
  private async mend(error: unknown): Promise<boolean> {
    if (error === this.sourceFailure) throw error;
    if (isPassing(error)) {
      await this.attempts.failed(error);
      if (this.session && this.told > 0 && (await this.job.isThere())) return true;
      await this.resume();
      if (error instanceof TransportFailure && this.takesChunks) this.chunk = Math.min(this.chunk, CHUNK);
      return false;
    }
    if (!(error instanceof Refusal) || !this.mayRestart(error)) throw finalOf(error, this.client);
    return false;
  }

  /** Whether another way may lead past a refusal. The next step takes it. */
  private mayRestart({ status, codes }: Refusal): boolean {
    if (this.from !== undefined && !this.session) {
      // Who may write here may not be allowed to read there.
      this.from = undefined;
      return true;
    }
    if (!this.session) return false;
    if (status === 413) return this.takesChunks && this.sendLess();
    if (++this.restarts > MAX_RESTARTS) return false;
    const isChunk = this.offset > 0 || this.size > this.chunk;
    if (isChunk && [405, 416, 501].includes(status)) this.sendWhole();
    // It has lost the upload, or what it has is not what was sent.
    else if (status === 404 || (status === 400 && (isChunk || codes.some((code) => /_INVALID$/.test(code))))) {
      this.session = undefined;
      this.content.doubt();
    } else return false;
    return true;
  }

  /** Goes on from where the registry is, or from the beginning when it does not know. */
  private async resume(): Promise<void> {
    const offset = await this.session?.status();
    if (offset === undefined || offset > this.size || (offset > 0 && !this.takesChunks)) {
      this.session = undefined;
      return;
    }
    if (offset > 0) this.chunk = Math.min(this.chunk, CHUNK);
    this.at(offset);
    this.progressed();
  }

  /** The next failure counts as the first when the registry has more than it ever had. */
  private progressed(): void {
    if (this.offset <= this.most) return;
    this.most = this.offset;
    this.attempts.restart();
  }

  /** Halves chunks; false when they are small already. */
  private sendLess(): boolean {
    do this.chunk = Math.min(CHUNK, this.chunk / 2);
    while (this.chunk >= this.size);
    this.session = undefined;
    return this.chunk >= LEAST_CHUNK;
  }

  /** Chunks are nothing for this registry. */
  private sendWhole(): void {
    this.takesChunks = false;
    this.chunk = Infinity;
    this.session = undefined;
  }

  private async *read(from: number, to: number): AsyncGenerator<Uint8Array> {
    // A request may be sent again: to say who asks, or to where it is sent on.
    this.at(from);
    try {
      for await (const piece of this.content.read(from, to)) {
        yield piece;
        this.tell(this.told + piece.length);
      }
    } catch (error) {
      this.sourceFailure = error;
      throw error;
    }
  }

  private at(offset: number): void {
    this.offset = offset;
    this.tell(offset);
  }

  private tell(bytes: number): void {
    if (bytes !== this.told) this.options.progress?.(bytes - this.told);
    this.told = bytes;
  }
}

function finalOf(error: unknown, { endpoint }: RegistryClient): unknown {
  return error instanceof TransportFailure ? error.toOciError(endpoint) : error;
}
