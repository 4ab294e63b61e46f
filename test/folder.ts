import { FolderContents, type FolderListing } from '../src/core/folder/contents';

/**
 * A folder with these files. A path that ends in `/` is a folder without files, one that ends in `@` a link.
 * @param more what else a host saw
 */
export function folderWith(paths: readonly string[], more: Partial<FolderListing> = {}): FolderContents {
  const files = paths.filter((path) => !/[/@]$/.test(path));
  const others = paths.filter((path) => path.endsWith('@')).map((path) => path.slice(0, -1));
  const folders = new Set<string>();
  for (const path of paths)
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end));
  return new FolderContents({ files, folders: [...folders].sort(), others, skipped: [], complete: true, ...more });
}
