/**
 * What is wrong, for programs. Cancelling is none of these: it is the signal's own reason or a `CancelledError`.
 * - `invalid-reference`, `invalid-digest`: what somebody typed or wrote has not the form it must have
 * - `malformed`: content that is not what its media type says
 * - `unsupported`: sound, but nothing this program can work with
 * - `too-large`: more than is read of such content
 * - `unsafe-path`: a file name that leads elsewhere, or that two files share
 * - `digest-mismatch`, `size-mismatch`: content that is not what its descriptor promised
 * - `not-found`: no such name, manifest, blob or file
 * - `exists`: something is there that would be overwritten
 * - `busy`: another process is writing there
 * - `changed`: a source file changed meanwhile
 * - `no-space`, `no-permission`, `io`: the file system
 * - `unauthorized`, `denied`: the registry does not know who asks, or does not let them
 * - `rate-limited`: the registry wants fewer requests
 * - `unreachable`, `timeout`: no answer, or none in time
 * - `insecure`: an answer that would lead credentials or content over an unprotected or foreign connection
 * - `registry`: any other refusal, or an answer that makes no sense
 */
export type OciErrorCode =
  | 'invalid-reference'
  | 'invalid-digest'
  | 'malformed'
  | 'unsupported'
  | 'too-large'
  | 'unsafe-path'
  | 'digest-mismatch'
  | 'size-mismatch'
  | 'not-found'
  | 'exists'
  | 'busy'
  | 'changed'
  | 'no-space'
  | 'no-permission'
  | 'io'
  | 'unauthorized'
  | 'denied'
  | 'rate-limited'
  | 'unreachable'
  | 'timeout'
  | 'insecure'
  | 'registry';

/** An operation on an artifact that failed. The message is for people: what was found, where, and what to do next. */
export class OciError extends Error {
  constructor(
    readonly code: OciErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'OciError';
  }
}
