import { type Readable } from 'node:stream';
import { BufferPool } from '../../files/buffer-pool';

/** What may wait to be taken, in bytes: as much as arrives while a disk writes the rest. */
const AHEAD = 4 * 1024 * 1024;

/** What is given at a time at most, in bytes: writing it costs the same as writing less. */
const PIECE = 1024 * 1024;

/** As many as are received at a time, and some more. */
const pieces = new BufferPool(PIECE, 8);

/**
 * Reads a stream while what has arrived is being worked on, and gives it in pieces larger than those that it came in. A piece is
 * good until the next one is asked for.
 */
export class ReadAhead {
  private readonly waiting: Uint8Array[] = [];
  private length = 0;
  private isEnded = false;
  private failure: unknown;
  private wake: () => void = () => undefined;
  private buffer: Buffer | undefined;

  constructor(private readonly stream: Readable) {
    stream.on('data', (chunk: Uint8Array) => {
      this.waiting.push(chunk);
      this.length += chunk.length;
      if (this.length >= AHEAD) stream.pause();
      this.wake();
    });
    stream.once('end', () => this.end());
    stream.once('error', (error) => this.end(error));
    stream.once('close', () => this.end(new Error('closed')));
  }

  /** Waits until there is something, or nothing more to come. */
  async ready(): Promise<void> {
    if (this.length > 0 || this.isEnded) return;
    await new Promise<void>((resolve) => (this.wake = resolve));
  }

  /**
   * What has arrived; undefined at the end.
   * @throws what ended the stream before its end, when all that had arrived was taken
   */
  take(): Uint8Array | undefined {
    const [first] = this.waiting;
    if (!first) {
      // Whoever asks for more is done with the last piece.
      if (this.buffer) pieces.give(this.buffer);
      this.buffer = undefined;
      if (this.failure !== undefined) throw this.failure;
      return undefined;
    }
    let count = 1;
    let length = first.length;
    while (count < this.waiting.length && length + this.waiting[count]!.length <= PIECE)
      length += this.waiting[count++]!.length;
    const parts = this.waiting.splice(0, count);
    this.length -= length;
    if (this.length < AHEAD / 2 && this.stream.isPaused()) this.stream.resume();
    if (count === 1) return first;
    this.buffer ??= pieces.take();
    let at = 0;
    for (const part of parts) {
      this.buffer.set(part, at);
      at += part.length;
    }
    return this.buffer.subarray(0, length);
  }

  private end(failure?: unknown): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.failure = failure;
    this.wake();
  }
}
