/** What is sent with a request. */
export interface RequestBody {
  /** Bytes. */
  length: number;
  /** The bytes, from their beginning each time. A piece is good until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Whether the server is asked first: it may want credentials, or the body elsewhere. */
  expectsContinue: boolean;
}

/** Bodies longer than this are worth asking for, in bytes: the answer takes as long as sending some of them. */
const ASKED_FOR = 1024 * 1024;

export function bytesBody(bytes: Uint8Array): RequestBody {
  return { length: bytes.length, chunks: () => [bytes], expectsContinue: bytes.length > ASKED_FOR };
}

export function streamBody(length: number, chunks: () => AsyncIterable<Uint8Array>): RequestBody {
  return { length, chunks, expectsContinue: length > ASKED_FOR };
}
