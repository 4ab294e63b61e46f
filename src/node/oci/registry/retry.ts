import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { abortable } from './abortable';
import { Refusal } from './answer';
import { type Endpoint } from './endpoint';
import { TransportFailure } from './transport-failure';

/** How often something is tried, and how long is waited in between. */
export interface RetryPolicy {
  /** In all. */
  attempts: number;
  /** Before the second attempt, in milliseconds; twice as long each time. */
  firstWait: number;
  longestWait: number;
}

export const RETRY_POLICY: RetryPolicy = { attempts: 6, firstWait: 500, longestWait: 20_000 };

/** A registry that wants more time than this, in milliseconds, is not waited for. */
const PATIENCE_MS = 120_000;

/** Answers that may be others a moment later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What happens meanwhile and is no error: a registry that warns, an attempt that failed. */
export type Notice = (message: string) => void;

/** The attempts at one thing. */
export class Attempts {
  private failures = 0;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly policy: RetryPolicy,
    private readonly notice: Notice | undefined,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Something has been achieved: the next failure is the first one again. */
  restart(): void {
    this.failures = 0;
  }

  /**
   * Waits until the next attempt may be made, the longer the more have failed. All do not wait equally long, so that they do
   * not come back at once.
   * @throws {OciError} what failed, where another attempt would not help, or was the last
   */
  async failed(error: unknown): Promise<void> {
    this.signal?.throwIfAborted();
    const final = error instanceof TransportFailure ? error.toOciError(this.endpoint) : error;
    if (!isPassing(error)) throw final;
    this.failures++;
    // A server may close a connection that is kept at the moment when it is used.
    if (this.failures === 1 && error instanceof TransportFailure && error.wasReused) return;
    if (this.failures >= this.policy.attempts) throw final;
    const asked = error instanceof Refusal ? error.retryAfter : undefined;
    if (asked !== undefined && asked > PATIENCE_MS)
      throw new OciError(
        'rate-limited',
        t('{0} wants no more requests for {1} s; try again then.', this.endpoint.registry, Math.ceil(asked / 1000)),
        { cause: error },
      );
    const { firstWait, longestWait } = this.policy;
    const wait = Math.max(
      asked ?? 0,
      Math.min(longestWait, firstWait * 2 ** (this.failures - 1)) * (0.5 + Math.random() / 2),
    );
    this.notice?.(t('{0} Trying again in {1} s.', (final as Error).message, (wait / 1000).toFixed(1)));
    await pause(wait, this.signal);
  }
}

/** Whether the same may work a moment later. */
export function isPassing(error: unknown): error is TransportFailure | Refusal {
  return error instanceof TransportFailure
    ? error.isPassing
    : error instanceof Refusal && (PASSING.has(error.status) || error.code === 'rate-limited');
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await abortable(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))), signal);
  } finally {
    clearTimeout(timer);
  }
}
