import { type Draft } from './draft';
import { type ReaderId } from './inventory';

/** A file of the folder as readers see it. Nothing is read before it is asked for. */
export interface SourceFile {
  /** Relative to the folder, with `/`. */
  path: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified?: number;
  /**
   * Bytes from an offset on: as many as asked for, or fewer at the end of the file. They are good until the next call.
   * @throws {Error} when the file cannot be read; the message is for people
   */
  bytes(offset: number, length: number): Uint8Array;
}

/** Knows one kind of source: which files are of it, and what they say. */
export interface Reader {
  id: ReaderId;
  /** Matches the path of every file that is such a source. */
  pattern: RegExp;
  /**
   * Adds what the file says.
   * @throws {UnreadableError} where it is not what it should be; nothing else is lost by that
   */
  read(file: SourceFile, draft: Draft): void;
}

/** A source that is damaged, or not what its name says. */
export class UnreadableError extends Error {
  constructor(
    message: string,
    /** From 0. */
    readonly line?: number,
  ) {
    super(message);
    this.name = 'UnreadableError';
  }
}
