import { t } from '../l10n';
import { checkSignature, verdictOf, type CheckedSignature } from './check-signature';
import { type Cryptography } from './cryptography';
import { compareDigests, compareNames, type Inventory } from './model/compare';
import { enumerate, type Enumeration } from './model/enumerate';
import { ModelError, type Model, type Progress } from './model/model';
import { SINGLE_FILE, type Manifest } from './statement/manifest';
import {
  type CheckId,
  type FileComparison,
  type Remembered,
  type SignatureVerifier,
  type Verdict,
  type VerdictState,
} from './verdict/verdict';

export interface VerificationRequest {
  /** The bytes of the signature file; undefined where there is none. */
  signature: Uint8Array | undefined;
  /** Says who is trusted. */
  verifier: SignatureVerifier;
  model: Model;
  /** Paths that are left out besides those that the statement names: the signature file, git's, the user's. */
  ignored: readonly string[];
  /** Whether a model may be verified that was signed with its links followed. */
  allowSymlinks: boolean;
  /** Whether files that nobody signed are left aside; then the verdict is partial. */
  ignoreUnsignedFiles: boolean;
  /** Whether files need not be hashed again that were before, and are unchanged since then; the verdict says so. */
  allowRemembered?: boolean;
  cryptography: Cryptography;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/**
 * Verifies a model: first the signature over the bytes that were signed, then what they say, then the files.
 * @throws {CancelledError}
 */
export async function verifyModel(request: VerificationRequest): Promise<Verdict> {
  const { windows } = request.model;
  return compareModel(await checkSignature({ ...request, windows }), request);
}

/**
 * Compares the files of a model with what was signed, where the signature holds.
 * @param checked the signature; it is told what was found
 * @throws {CancelledError}
 */
export async function compareModel(
  checked: CheckedSignature,
  request: Omit<VerificationRequest, 'signature' | 'verifier'>,
): Promise<Verdict> {
  const { manifest, state } = checked;
  return manifest ? new Comparison(checked, request).run(manifest) : verdictOf(checked, state ?? 'unchecked');
}

class Comparison {
  private files: FileComparison | undefined;

  constructor(
    private readonly checked: CheckedSignature,
    private readonly request: Omit<VerificationRequest, 'signature' | 'verifier'>,
  ) {}

  async run(manifest: Manifest): Promise<Verdict> {
    let state: VerdictState;
    try {
      state = await this.compare(manifest);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.say('files', false, `"${error.file}" ${error.message}.`);
      state = 'unchecked';
    }
    return verdictOf(this.checked, state, this.files);
  }

  private async compare(manifest: Manifest): Promise<VerdictState> {
    const { serialization } = manifest;
    if (serialization.allowSymlinks && !this.request.allowSymlinks)
      return this.refused(
        'symlinks',
        t('The model was signed with symbolic links followed. That has to be allowed for this verification.'),
      );
    const found = await this.enumerate(manifest);
    if (found.links.length) return this.refused('symlinks', linksDetail(found.links));
    const inventory = compareNames(found, manifest);
    this.files = await this.compareFiles(inventory, manifest);
    return this.judge(this.files, inventory);
  }

  private async compareFiles(inventory: Inventory, manifest: Manifest): Promise<FileComparison> {
    const { model, signal, progress, allowRemembered } = this.request;
    const { hash, shardSize } = manifest.serialization;
    const options = {
      hash,
      ...(shardSize ? { shardSize } : {}),
      ...(progress ? { progress } : {}),
      ...(signal ? { signal } : {}),
    };
    const remembered = new Map<string, Date>();
    const digests = await model.hash(inventory.signed, {
      ...options,
      ...(allowRemembered ? { remembered: (file, since) => void remembered.set(file, since) } : {}),
    });
    const compared = compareDigests(inventory, digests, manifest);
    if (!remembered.size) return compared;
    // That a file is another one is never said without having looked.
    const doubtful = new Set(compared.changed.map(({ file }) => file).filter((file) => remembered.delete(file)));
    if (!doubtful.size) return { ...compared, ...hintOf(remembered) };
    const again = await model.hash(
      inventory.signed.filter(({ name }) => doubtful.has(name)),
      options,
    );
    return { ...compareDigests(inventory, new Map([...digests, ...again]), manifest), ...hintOf(remembered) };
  }

  private async enumerate({ serialization, files }: Manifest): Promise<Enumeration> {
    const { model, ignored, signal } = this.request;
    const found = await enumerate(model, {
      ignored: [...ignored, ...serialization.ignorePaths],
      wanted: files.keys(),
      allowSymlinks: serialization.allowSymlinks,
      ...(signal ? { signal } : {}),
    });
    // The specification names a single file by its name, model_signing by a dot.
    const named = model.isFile && files.has(model.name) ? model.name : SINGLE_FILE;
    return model.isFile ? { ...found, files: found.files.map((file) => ({ ...file, name: named })) } : found;
  }

  private judge(
    { matched, changed, missing, unsigned, remembered }: FileComparison,
    { signed }: Inventory,
  ): VerdictState {
    const isPartial = unsigned.length > 0 && this.request.ignoreUnsignedFiles;
    const holds = !changed.length && !missing.length && (!unsigned.length || isPartial) && signed.length > 0;
    const counts = [
      t('Files as they were signed: {0}', matched),
      ...(changed.length ? [t('changed: {0}', changed.length)] : []),
      ...(missing.length ? [t('missing: {0}', missing.length)] : []),
      ...(unsigned.length ? [t('not signed: {0}', unsigned.length)] : []),
    ];
    const sentences = [`${counts.join(', ')}.`, ...(remembered ? [rememberedSentence(remembered)] : [])];
    this.say('files', holds, sentences.join(' '));
    if (!holds) return 'invalid';
    if (this.checked.result!.state === 'untrusted') return 'untrusted';
    return isPartial ? 'partial' : 'verified';
  }

  private say(id: CheckId, ok: boolean, detail: string): void {
    this.checked.checks.push({ id, ok, detail });
  }

  private refused(id: CheckId, detail: string): VerdictState {
    this.say(id, false, detail);
    return 'invalid';
  }
}

function hintOf(remembered: ReadonlyMap<string, Date>): { remembered?: Remembered } {
  if (!remembered.size) return {};
  let since = Infinity;
  for (const each of remembered.values()) since = Math.min(since, each.getTime());
  return { remembered: { files: remembered.size, since: new Date(since) } };
}

function rememberedSentence({ files, since }: Remembered): string {
  return t('Not hashed again: {0}, unchanged since {1}.', files, since.toISOString());
}

/** How many names a message lists. */
const SHOWN = 5;

function linksDetail(links: readonly string[]): string {
  const shown = links.slice(0, SHOWN).map((name) => `"${name}"`);
  if (links.length > SHOWN) shown.push('…');
  return t('The model was signed without symbolic links, and has some: {0}.', shown.join(', '));
}
