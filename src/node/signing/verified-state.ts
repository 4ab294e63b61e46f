import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Exclusions } from '../../core/signing/statement/exclusions';
import { SINGLE_FILE } from '../../core/signing/statement/manifest';
import { type Verdict } from '../../core/signing/verdict/verdict';
import { stampOf } from '../hashing/hash-file';
import { type Stamp } from '../hashing/messages';
import { pathInModel, type NamedModel } from './model';

/** The state of a file; undefined where there is none. */
export function stampIfThere(file: string): Stamp | undefined {
  const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && stampOf(stats);
}

/**
 * Whether a verdict is still true of the files. Watchers tell of more than that: of what happened before, of files that are
 * not part of the model, of one that was opened for writing and left as it was.
 */
export class VerifiedState {
  private readonly ignored: Exclusions;
  private readonly unsigned: ReadonlySet<string>;

  /** @param signature the state of the signature file before it was read */
  constructor(
    private readonly named: NamedModel,
    private readonly verdict: Verdict,
    private readonly signature: Stamp | undefined,
  ) {
    const { ignored = [], unsigned = [] } = verdict.files ?? {};
    // What is in git's own folder is not listed one by one.
    this.ignored = new Exclusions([...named.ignored, ...ignored.map((name) => name.replace(/\/$/, ''))]);
    this.unsigned = new Set(unsigned);
  }

  /**
   * Whether the verdict is still true after something happened to a file or folder.
   * @param file absolute path
   */
  holdsAfter(file: string): boolean {
    const { signature, model } = this.named;
    if (file === signature.path) return this.signature === stampIfThere(file);
    const { state, files } = this.verdict;
    // Without a comparison of files it is about the signature alone, or about what could not be read.
    if (!files) return state !== 'unchecked';
    const name = model.isFile ? SINGLE_FILE : pathInModel(model, file);
    return name === undefined || this.isAsBefore(file, name);
  }

  private isAsBefore(file: string, name: string): boolean {
    const asHashed = this.named.model.isAsHashed(name);
    if (asHashed !== undefined) return asHashed;
    if (this.ignored.covers(name)) return true;
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (this.unsigned.has(name)) return stats !== undefined;
    // What was missing, a file that is new, or something that came and went.
    if (!stats?.isDirectory()) return stats === undefined && this.isBelowAsBefore(name);
    return (
      this.isBelowAsBefore(name) &&
      readdirSync(file).every((entry) => this.isAsBefore(path.join(file, entry), name ? `${name}/${entry}` : entry))
    );
  }

  /** Whether all files of a folder are there that were, as they were. */
  private isBelowAsBefore(folder: string): boolean {
    const { model } = this.named;
    const isBelow = (name: string) => !folder || name.startsWith(`${folder}/`);
    for (const name of model.hashed()) if (isBelow(name) && !model.isAsHashed(name)) return false;
    for (const name of this.unsigned)
      if (isBelow(name) && !lstatSync(path.join(model.root, name), { throwIfNoEntry: false })) return false;
    return true;
  }
}
