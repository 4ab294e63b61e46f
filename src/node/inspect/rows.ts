import { type FileRow, type FileState, type InspectedSignature } from '../../core/inspection/inspection';
import { bestSignature } from '../../core/inspection/reasons';
import { type LayerComparison } from '../../core/oci/signed-layers';
import { SINGLE_FILE, type Manifest } from '../../core/signing/statement/manifest';
import { type FileComparison } from '../../core/signing/verdict/verdict';
import { type Inspected } from './signatures';

/** What a signature says of files, by their names. */
export interface Coverages {
  /** What became of a file that is there. */
  of(path: string): Pick<FileRow, 'state' | 'digest' | 'signed' | 'note'>;
  /** Files that were signed, and are not there. */
  missing: readonly FileRow[];
}

/** What is said of all files where no signature says anything. */
function sameOfAll(state: FileState): Coverages {
  return { of: () => ({ state }), missing: [] };
}

/** What the signature that says most says of files. */
export function coverageBy(inspected: readonly Inspected[]): Coverages {
  const best = bestSignature(inspected.map(({ signature }) => signature));
  const { signature, manifest, files } = inspected.find((each) => each.signature === best) ?? {};
  if (manifest && files) return coverageFrom(manifest, files);
  // Who signs a manifest signs the digest of every layer.
  if (signature?.whole && ['verified', 'untrusted'].includes(signature.state)) return sameOfAll('matched');
  return sameOfAll(signature ? 'unknown' : 'unsigned');
}

/** What a signature says of files, once they were compared with it. */
function coverageFrom(manifest: Manifest, compared: FileComparison | LayerComparison): Coverages {
  const { hash } = manifest.serialization;
  const changed = new Map(compared.changed.map((each) => [each.file, each]));
  const [unsigned, ignored] = [new Set(compared.unsigned), new Set(compared.ignored)];
  const uncompared = new Map(
    'uncompared' in compared ? compared.uncompared.map((each) => [each.file, each.reason]) : [],
  );
  const signedDigest = (name: string): string | undefined => {
    const digests = manifest.files.get(name)?.digests;
    return digests?.length === 1 ? `${hash}:${digests[0]}` : undefined;
  };
  const of: Coverages['of'] = (path) => {
    const reason = uncompared.get(path);
    if (reason !== undefined) return { state: 'unknown', note: reason };
    const difference = changed.get(path);
    if (difference) {
      const { shard, signed, found } = difference;
      // Of a file that was signed in pieces, the digest of a piece says nothing by itself.
      return shard
        ? { state: 'changed', note: shard }
        : { state: 'changed', digest: `${hash}:${found}`, signed: `${hash}:${signed}` };
    }
    if (unsigned.has(path)) return { state: 'unsigned' };
    if (ignored.has(path)) return { state: 'ignored' };
    const digest = signedDigest(path) ?? signedDigest(SINGLE_FILE);
    const isSigned = manifest.files.has(path) || manifest.files.has(SINGLE_FILE);
    return isSigned ? { state: 'matched', ...(digest === undefined ? {} : { digest }) } : { state: 'unknown' };
  };
  const missing = compared.missing.map((path): FileRow => {
    const signed = signedDigest(path);
    return { path, state: 'missing', ...(signed === undefined ? {} : { signed }) };
  });
  return { of, missing };
}

/** A signature with how many files it covers, and how. */
export function withCoverage({ signature, files }: Inspected): InspectedSignature {
  if (!files) return signature;
  const { matched, changed, missing, unsigned, ignored } = files;
  return {
    ...signature,
    coverage: {
      matched,
      changed: changed.length,
      missing: missing.length,
      unsigned: unsigned.length,
      ignored: ignored.length,
      unknown: 'uncompared' in files ? files.uncompared.length : 0,
    },
  };
}
