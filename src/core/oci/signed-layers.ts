import { t } from '../l10n';
import { Exclusions } from '../signing/statement/exclusions';
import { SINGLE_FILE, type Manifest } from '../signing/statement/manifest';
import { byCodePoints } from '../signing/statement/names';
import { type ChangedFile, type FileComparison } from '../signing/verdict/verdict';
import { digestAlgorithm, digestHex, type Digest } from './digest';
import { type ModelLayer } from './modelpack/read';

/** How the layers of an artifact compare to what was signed. */
export interface LayerComparison extends FileComparison {
  /** What the digests of the layers cannot tell, and why. */
  uncompared: readonly { file: string; reason: string }[];
}

/**
 * Compares the digests of layers with a signed list of files (OMS), without any of the files: the digest of a raw layer is
 * that of its file. That the layers have these digests is for whoever fetches them to check.
 * @param ignored paths that are left out besides those of the statement: that of the signature itself
 */
export function compareLayers(
  signed: Manifest,
  layers: readonly Pick<ModelLayer, 'path' | 'form' | 'descriptor' | 'unsafe' | 'index'>[],
  ignored: readonly string[],
): LayerComparison {
  const exclusions = new Exclusions([...signed.serialization.ignorePaths, ...ignored]);
  const comparison = new Comparison(signed);
  // A model that is one file is signed under no name.
  const others = layers.filter(({ path }) => path === undefined || !exclusions.covers(path));
  const single = signed.files.has(SINGLE_FILE) && others.length === 1 ? others[0] : undefined;
  for (const layer of layers) {
    const { path, form, descriptor, unsafe, index } = layer;
    if (path === undefined || unsafe !== undefined)
      comparison.hide(path ?? t('layer {0}', index + 1), unsafe ?? t('nothing says what its file is called'));
    else if (form.archive === 'tar') comparison.hide(path, t('it is an archive; its digest is not that of its files'));
    else if (form.compression) comparison.hide(path, t('it is compressed; its digest is not that of the file'));
    else if (exclusions.covers(path) && !signed.files.has(path)) comparison.ignored.push(path);
    else comparison.file(layer === single ? SINGLE_FILE : path, descriptor.digest);
  }
  return comparison.result();
}

/** Collects what comes of each layer. */
class Comparison {
  readonly ignored: string[] = [];
  private readonly hidden: { file: string; reason: string }[] = [];
  private readonly unsigned: string[] = [];
  private readonly changed: ChangedFile[] = [];
  private readonly found = new Set<string>();
  private matched = 0;

  constructor(private readonly signed: Manifest) {}

  /** What a layer holds cannot be seen, so that any file may be in it. */
  hide(file: string, reason: string): void {
    this.hidden.push({ file, reason });
  }

  file(path: string, digest: Digest): void {
    const { files, serialization } = this.signed;
    const file = files.get(path);
    if (!file) {
      this.unsigned.push(path);
      return;
    }
    // Two layers with one path: neither can be said to be the file.
    if (this.found.has(path)) {
      this.hide(path, t('several layers have this path'));
      return;
    }
    this.found.add(path);
    const [only, ...more] = file.digests;
    if (serialization.hash !== 'sha256') this.hide(path, t('it was signed with {0}', serialization.hash));
    else if (digestAlgorithm(digest) !== 'sha256') this.hide(path, t('its layer has a digest of SHA-512'));
    else if (more.length || only === undefined) this.hide(path, t('it was signed in pieces'));
    else if (only === digestHex(digest)) this.matched++;
    else this.changed.push({ file: path, signed: only, found: digestHex(digest) });
  }

  result(): LayerComparison {
    const absent = [...this.signed.files.keys()].filter((name) => !this.found.has(name)).sort(byCodePoints);
    // Where layers are hidden, what was not found may be in one of them.
    const isHidden = this.hidden.some(({ file }) => !this.found.has(file));
    const reason = t('it may be in a layer that cannot be compared');
    const uncompared = [...this.hidden, ...(isHidden ? absent.map((file) => ({ file, reason })) : [])];
    return {
      matched: this.matched,
      changed: this.changed.sort((a, b) => byCodePoints(a.file, b.file)),
      missing: isHidden ? [] : absent,
      unsigned: this.unsigned.sort(byCodePoints),
      ignored: this.ignored.sort(byCodePoints),
      uncompared: uncompared.sort((a, b) => byCodePoints(a.file, b.file)),
    };
  }
}
