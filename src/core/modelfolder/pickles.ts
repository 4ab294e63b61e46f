import { t } from '../l10n';
import { type FolderProblem, type InventoryFile } from './inventory';
import { pickle } from './rules';

/** Formats that are read by Python's `pickle`, or may be. */
const NAMES = /\.(?:bin|pt|pth|ckpt|pkl|pickle|joblib|dill|pdparams|t7)$/i;
const CERTAIN = /\.(?:pkl|pickle|joblib|dill|pt|pth|ckpt)$/i;

/**
 * Whether a file may run code when it is loaded: a pickle of version 2 or later begins with 0x80 and its version
 * (pickletools, `PROTO`), and PyTorch's files are archives of zip with one in it.
 */
export function isPickle(path: string, head: Uint8Array | undefined): boolean {
  if (!NAMES.test(path)) return false;
  if (!head || head.length < 4) return CERTAIN.test(path);
  const isZip = head[0] === 0x50 && head[1] === 0x4b;
  return (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5) || isZip || /\.(?:pkl|pickle|joblib|dill)$/i.test(path);
}

/** Marks files that may run code, and tells of them once for each folder. */
export function pickleProblems(
  files: readonly InventoryFile[],
  headOf: (file: InventoryFile) => Uint8Array | undefined,
): FolderProblem[] {
  const byFolder = new Map<string, InventoryFile[]>();
  for (const file of files) {
    if (file.pointerTo !== undefined || !isPickle(file.path, headOf(file))) continue;
    file.role = 'pickle';
    const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '';
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder.values()].map(([first, ...others]) => ({
    path: first!.path,
    severity: pickle.severity,
    rule: pickle.id,
    message: others.length
      ? t('This file and {0} others beside it can run code when they are loaded. They were not read.', others.length)
      : t('This file can run code when it is loaded. It was not read.'),
  }));
}
