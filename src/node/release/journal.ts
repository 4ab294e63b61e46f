import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isObject, own } from '../../core/signing/json';
import { type SignerId } from '../../core/signing/verdict/verdict';
import { FileError } from '../files/errors';
import { isOwn } from '../files/own';
import { readFile } from '../files/read';
import { removeUnfinished, writeFile } from '../files/write';
import { STEP_IDS, type StepOutcome } from './step';

const FOLDER = 'releases';
const FORMAT = 'model-openness/release-journal/v1';
const MAX_BYTES = 1024 * 1024;

/** What is remembered of a release between its runs. */
export interface JournalEntry {
  /** Who signed: whoever signs keyless is known afterwards only. */
  signer?: SignerId;
  /** The artifact that it came to. */
  digest?: string;
  /** What became of the steps of the last run; fewer than there are where it was ended. */
  steps: StepOutcome[];
  /** When the last run wrote, in ISO 8601. */
  time?: string;
}

/** Which release: of a model, to a layout, under a name. */
export interface JournalScope {
  /** Absolute. */
  model: string;
  layout: string;
  name: string;
}

/**
 * Tells the next run what this one did. Nothing rests on it: every step looks for itself at what is there. A journal that is
 * damaged, or somebody else's, is none.
 */
export class Journal {
  readonly entry: JournalEntry;
  private readonly file: string | undefined;

  /** @param cacheDir folder of all caches; it need not exist. Nothing is kept without it. */
  constructor(
    cacheDir: string | undefined,
    { model, layout, name }: JournalScope,
    private readonly now: () => Date,
  ) {
    const id = createHash('sha256')
      .update(JSON.stringify([model, layout, name]))
      .digest('hex')
      .slice(0, 32);
    this.file = cacheDir === undefined ? undefined : path.join(cacheDir, FOLDER, `${id}.json`);
    this.entry = this.read() ?? { steps: [] };
  }

  /** Whether an earlier run was ended before its last step. */
  get isInterrupted(): boolean {
    const { steps } = this.entry;
    return steps.length > 0 && steps.at(-1)!.id !== 'report';
  }

  /** Writes what is known by now. That it can't be written is no reason to fail. */
  save(change: Partial<JournalEntry>): void {
    Object.assign(this.entry, change, { time: this.now().toISOString() });
    if (this.file === undefined) return;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
      if (!isOwn(path.dirname(this.file), 'folder')) return;
      removeUnfinished(this.file);
      const text = JSON.stringify({ format: FORMAT, ...this.entry }, null, 2);
      writeFile(this.file, this.file, `${text}\n`, { mode: 0o600 });
    } catch (error) {
      if (!(error instanceof FileError) && !(error instanceof Error && 'code' in error)) throw error;
    }
  }

  private read(): JournalEntry | undefined {
    if (this.file === undefined || !isOwn(path.dirname(this.file), 'folder') || !isOwn(this.file, 'file'))
      return undefined;
    try {
      const text = new TextDecoder().decode(readFile(this.file, this.file, { maxBytes: MAX_BYTES })!.bytes);
      return entryOf(JSON.parse(text));
    } catch (error) {
      if (error instanceof FileError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}

/** What a journal says, as far as it has the form of one. */
function entryOf(json: unknown): JournalEntry | undefined {
  if (!isObject(json) || own(json, 'format') !== FORMAT) return undefined;
  const [steps, signer, digest, time] = ['steps', 'signer', 'digest', 'time'].map((key) => own(json, key));
  if (!Array.isArray(steps) || !steps.every(isOutcome)) return undefined;
  return {
    steps,
    ...(isSigner(signer) ? { signer } : {}),
    ...(typeof digest === 'string' ? { digest } : {}),
    ...(typeof time === 'string' ? { time } : {}),
  };
}

function isOutcome(json: unknown): json is StepOutcome {
  return (
    isObject(json) &&
    STEP_IDS.some((id) => id === own(json, 'id')) &&
    ['title', 'state', 'detail'].every((key) => typeof own(json, key) === 'string')
  );
}

/** Only who signs keyless is asked for: keys are at hand themselves. */
function isSigner(json: unknown): json is SignerId {
  if (!isObject(json)) return false;
  const keys = own(json, 'method') === 'sigstore' ? ['identity', 'issuer'] : ['method'];
  return keys.every((key) => typeof own(json, key) === 'string');
}
