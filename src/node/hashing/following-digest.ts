import { Worker } from 'node:worker_threads';
import { type FollowAnswer, type FollowTask } from './following-messages';
import workerSource from './following-worker?inline-worker';

/** The thread is told of this many bytes at once: enough to make messages cheap, and not so many that the end waits. */
const STEP_BYTES = 1024 * 1024;

/**
 * The digest of a file that is being written: another thread reads and hashes what is there already, so that whoever
 * writes has a core for that alone. What is hashed is what is in the file.
 */
export class FollowingDigest {
  private static lastId = 0;
  private readonly id = ++FollowingDigest.lastId;
  private readonly thread = FollowingThread.shared();
  private told = 0;
  private isAsked = false;

  /**
   * @param fd open for reading; not closed before {@link end} is over
   * @param algorithm as `node:crypto` names it
   */
  constructor(
    private readonly fd: number,
    private readonly algorithm: string,
  ) {}

  /** Says that the file has this many bytes by now. */
  wrote(to: number): void {
    if (to - this.told >= STEP_BYTES) this.tell(to);
  }

  /**
   * The digest of the file, which has this many bytes, in lower-case hexadecimal.
   * @throws what the operating system says when the file is read
   */
  async hex(size: number): Promise<string> {
    const { digest, failure } = await this.ask('digest', size);
    if (digest === undefined) throw Object.assign(new Error(failure), { code: failure });
    return digest;
  }

  /** Ends it, whether or not there is a digest: afterwards the file may be closed. */
  async end(): Promise<void> {
    try {
      if (!this.isAsked) await this.ask('forget', this.told);
    } catch {
      // The thread has ended, and reads nothing.
    } finally {
      await this.thread.release();
    }
  }

  private ask(end: 'digest' | 'forget', to: number): Promise<FollowAnswer> {
    this.isAsked = true;
    return this.thread.ask(this.id, () => this.tell(to, end));
  }

  private tell(to: number, end?: FollowTask['end']): void {
    this.told = to;
    const { id, fd, algorithm } = this;
    this.thread.send({ id, fd, algorithm, to, ...(end && { end }) });
  }
}

interface Asked {
  resolve(answer: FollowAnswer): void;
  reject(error: unknown): void;
}

/** The one thread for all files that are followed at the same time: it hashes faster than one process receives. */
class FollowingThread {
  private static current: FollowingThread | undefined;

  /** Whoever has it releases it. */
  static shared(): FollowingThread {
    const thread = (FollowingThread.current ??= new FollowingThread());
    thread.users++;
    return thread;
  }

  private readonly worker = new Worker(workerSource, { eval: true });
  private users = 0;
  private readonly asked = new Map<number, Asked>();
  private error: unknown;

  private constructor() {
    this.worker.on('message', (answer: FollowAnswer) => {
      this.asked.get(answer.id)?.resolve(answer);
      this.asked.delete(answer.id);
    });
    this.worker.on('error', (error) => {
      this.error = error;
      this.forget();
      for (const { reject } of this.asked.values()) reject(error);
    });
  }

  send(task: FollowTask): void {
    this.worker.postMessage(task);
  }

  /** @throws what the thread failed with */
  ask(id: number, send: () => void): Promise<FollowAnswer> {
    return new Promise((resolve, reject) => {
      if (this.error !== undefined) return reject(this.error as Error);
      this.asked.set(id, { resolve, reject });
      send();
    });
  }

  async release(): Promise<void> {
    if (--this.users) return;
    this.forget();
    await this.worker.terminate();
  }

  /** Who comes next starts another one. */
  private forget(): void {
    if (FollowingThread.current === this) FollowingThread.current = undefined;
  }
}
