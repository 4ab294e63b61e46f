import path from 'node:path';
import { defaultLayout } from '../../node/oci/layout/default';
import { Layout } from '../../node/oci/layout/layout';
import { openStore } from '../../node/oci/stores/open';
import { type LocalStore } from '../../node/oci/stores/read-only';
import { UsageError } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';

/** Where models are on this machine. */
export interface LayoutFlags {
  layout?: string;
}

/**
 * Opens the layout that is named, or the user's own; or the store of KitOps or modctl, which is only read.
 * @throws {OciError} `not-found` where there is none
 */
export function openLocalStore(flags: LayoutFlags, host: Host): LocalStore {
  const { folder, shown } = layoutFolder(flags, host);
  return openStore(folder, shown);
}

/** Opens the layout that is named, or the user's own. @throws {OciError} `not-found` where there is none */
export function openLayout(flags: LayoutFlags, host: Host): Layout {
  const { folder, shown } = layoutFolder(flags, host);
  return Layout.open(folder, shown);
}

/** The same, and makes it where there is none. @throws {OciError} */
export function makeLayout(flags: LayoutFlags, host: Host): Promise<Layout> {
  const { folder, shown } = layoutFolder(flags, host);
  return Layout.create(folder, shown);
}

/** The folder of the layout, absolute, and as people are shown it. @throws {UsageError} where nobody is at home */
export function layoutFolder({ layout }: LayoutFlags, { cwd }: Host): { folder: string; shown: string } {
  if (layout === '') throw new UsageError('--layout names no folder');
  const folder = layout === undefined ? defaultLayout() : path.resolve(cwd, layout);
  if (folder === undefined)
    throw new UsageError('there is no home folder to keep models in; name a folder by --layout');
  return { folder, shown: layout === undefined ? folder : shownPath(folder, cwd) };
}
