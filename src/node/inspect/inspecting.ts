import { INSPECTION_FORMAT, type Inspection, type Problem } from '../../core/inspection/inspection';
import { OciError } from '../../core/oci/errors';
import { ModelError, type Progress } from '../../core/signing/model/model';
import { type Artifact } from '../sigstore/artifact';
import { FileError } from '../files/errors';
import { version } from '../../../package.json';
import { BlobKeeper } from './blobs';
import { inspectOne, type Compare, type Inspected, type SignatureBytes } from './signatures';
import { type Trust } from './verifiers';

/** How to inspect. */
export interface Inspecting {
  trust: Trust;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** What is collected while something is inspected. */
export class Collected {
  readonly keeper = new BlobKeeper();
  readonly problems: Problem[] = [];

  constructor(private readonly inspecting: Inspecting) {}

  /** What every inspection begins with. */
  get base(): Pick<Inspection, 'format' | 'tool' | 'time'> {
    return {
      format: INSPECTION_FORMAT,
      tool: { name: 'mof', version },
      time: this.inspecting.trust.now.toISOString(),
    };
  }

  /** Does something of which a failure is told, and no more: the rest is worth seeing without it. */
  async orProblem<T>(action: () => Promise<T>, otherwise: T, what?: string): Promise<T> {
    try {
      return await action();
    } catch (error) {
      this.inspecting.signal?.throwIfAborted();
      if (!isTold(error)) throw error;
      const message = sentenceOf(error as Error);
      this.problems.push({
        severity: 'warning',
        rule: '',
        message: what === undefined ? message : `${what}: ${message}`,
      });
      return otherwise;
    }
  }

  /** Checks signatures one after the other. */
  async signatures(
    found: readonly SignatureBytes[],
    compareFor: (signature: SignatureBytes) => Compare | undefined,
    signedBy: (signature: SignatureBytes) => Artifact | undefined,
  ): Promise<Inspected[]> {
    const inspected: Inspected[] = [];
    for (const signature of found) {
      this.inspecting.signal?.throwIfAborted();
      inspected.push(await inspectOne(signature, this.inspecting.trust, compareFor(signature), signedBy(signature)));
    }
    return inspected;
  }
}

/** Whether an error is about what is inspected, with a message for people. */
export function isTold(error: unknown): boolean {
  return error instanceof OciError || error instanceof FileError || error instanceof ModelError;
}

function sentenceOf(error: Error): string {
  return error instanceof FileError || error instanceof ModelError ? `${error.file} ${error.message}` : error.message;
}
