import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { enumerate } from '../../../core/signing/model/enumerate';
import { ModelError } from '../../../core/signing/model/model';
import { NodeModel } from '../../model';
import { readFailure } from '../failure';

/** A file of a model that is to be packaged. */
export interface ModelFile {
  /** Relative to the model, with `/`. */
  path: string;
  /** Where its bytes are: absolute, without links. */
  source: string;
  /** Bytes. */
  size: number;
  /** Permission bits. */
  mode: number;
}

export interface ModelFilesOptions {
  /** Paths in the model that are left out, each with all that is in it. */
  ignored: readonly string[];
  /** Packages the files that links lead to. */
  allowSymlinks: boolean;
  signal?: AbortSignal;
}

/** A revision in the cache of the Hugging Face Hub: links that all lead to the `blobs` beside the revisions. */
const HUB_REVISION = /[/\\](?:models|datasets|spaces)--[^/\\]+[/\\]snapshots[/\\][^/\\]+$/;

/** A model folder whose links may also lead to where the Hub's library keeps its files. */
export class PackedFolder extends NodeModel {
  override async resolveLink(name: string): Promise<{ target: string; size: number }> {
    const kept = HUB_REVISION.test(this.root) ? this.inHub(name) : undefined;
    return kept ?? super.resolveLink(name);
  }

  private inHub(name: string): { target: string; size: number } | undefined {
    const blobs = path.join(path.dirname(path.dirname(this.root)), 'blobs');
    try {
      const file = realpathSync.native(path.join(this.root, name));
      const stats = lstatSync(file);
      if (path.dirname(file) !== blobs || !stats.isFile()) return undefined;
      return { target: path.relative(this.root, file).split(path.sep).join('/'), size: stats.size };
    } catch {
      // What is wrong with the link is told where all others are.
      return undefined;
    }
  }
}

/**
 * Finds the files of a model: the same that signing finds.
 * @returns the files, and what was left out
 * @throws {ModelError} for what can't be packaged
 * @throws {OciError} `not-found` for a model without files
 */
export async function modelFiles(
  model: PackedFolder,
  options: ModelFilesOptions,
): Promise<{ files: ModelFile[]; ignored: readonly string[] }> {
  const found = await enumerate(model, options);
  const [link] = found.links;
  if (link !== undefined)
    throw new ModelError(link, t('is a symbolic link; allow links to package the file it leads to, or leave it out'));
  if (!found.files.length) throw new OciError('not-found', t('There is no file to package in {0}.', model.name));
  const files = found.files.map(({ name, target, size }) => {
    const source = model.isFile ? model.root : path.join(model.root, target);
    return { path: model.isFile ? model.name : name, source, size, mode: modeOf(source, name) };
  });
  return { files, ignored: found.ignored };
}

function modeOf(file: string, name: string): number {
  try {
    return lstatSync(file).mode;
  } catch (error) {
    throw readFailure(name, error);
  }
}
