import { isAuxiliary } from '../../oci/auxiliary';
import { type Inventory, type InventoryFile } from '../../modelfolder/inventory';
import { type BomOptions } from '../generated';

/** A file as a bill of materials tells of it. */
export interface DescribedFile {
  path: string;
  kind: InventoryFile['kind'];
  /** SHA-256 in small hex digits. */
  hash?: string;
  /** The hash was measured, and is not only what a pointer says. */
  isVerified: boolean;
  isPickle: boolean;
  /** The expression that the file itself states. */
  license?: string;
}

/**
 * The files that a bill of materials lists: all of the model. Itself it can't list, and signatures come later, over it.
 */
export function describedFiles({ files }: Inventory, { digests }: BomOptions): DescribedFile[] {
  return files
    .filter(({ path, role }) => role !== 'bom' && role !== 'signature' && !isAuxiliary(path))
    .map(({ path, kind, sha256, role, license }) => {
      const measured = digests.get(path);
      const hash = measured ?? sha256;
      return {
        path,
        kind,
        ...(hash === undefined ? {} : { hash }),
        isVerified: measured !== undefined,
        isPickle: role === 'pickle',
        ...(license === undefined ? {} : { license }),
      };
    });
}
