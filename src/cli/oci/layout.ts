import path from 'node:path';
import { parseReference, formatReference } from '../../core/oci/reference';
import { OciError } from '../../core/oci/errors';
import { isDigest } from '../../core/oci/digest';
import { defaultLayout } from '../../node/oci/layout/default';
import { Layout } from '../../node/oci/layout/layout';
import { UsageError } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';

/** Where models are on this machine. */
export interface LayoutFlags {
  layout?: string;
}

/**
 * Opens the layout that is named, or the user's own.
 * @throws {OciError} `not-found` where there is none
 */
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

/**
 * A name as it stands in a layout: a whole reference in its one form, and anything else as it is.
 * @throws {OciError} `invalid-reference` for what looks like a whole reference and is none
 */
export function layoutName(given: string): string {
  if (isDigest(given) || !given.includes('/')) return given;
  try {
    return formatReference(parseReference(given));
  } catch (error) {
    // `models/aurora:v1` names no registry, and is as good a name as any.
    if (error instanceof OciError && !/[.:]/.test(given.split('/')[0]!)) return given;
    throw error;
  }
}
