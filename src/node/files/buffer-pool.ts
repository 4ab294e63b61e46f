/**
 * Buffers of one size that are used again and again: new ones cost the operating system a fault for each page, and have the
 * garbage collector run more often. One that is not given back is forgotten.
 */
export class BufferPool {
  private readonly free: Buffer[] = [];

  /**
   * @param size of each, in bytes
   * @param kept how many are kept for later at most
   */
  constructor(
    private readonly size: number,
    private readonly kept: number,
  ) {}

  /** What is in it is whatever was in it before. */
  take(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(this.size);
  }

  /** Takes one back that nobody reads or writes any more. */
  give(buffer: Buffer): void {
    if (this.free.length < this.kept) this.free.push(buffer);
  }
}
