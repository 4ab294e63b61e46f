import { editorFor } from '../text/editor';
import { type TextEdit } from '../text/edit';
import { asScalar, entryOf, type Item } from '../text/tree';
import { type MofDocument } from './document';
import { placeholderKind } from './written-licenses';

/**
 * The edits that bring a file of 2024 (schema 9e8d4ed) to today's format: licence and location move to their new keys,
 * components that say they are not included go, unknown licences become `unlicensed`, `github` becomes `repository`,
 * and the map of global licences is added. Everything else stays as it is.
 */
export function migrationEdits(document: MofDocument): TextEdit[] {
  const editor = editorFor(document.parsed);
  const edits: TextEdit[] = [];
  const dropped: Item[] = [];
  for (const { item, map } of document.components) {
    if (!map) continue;
    const license = entryOf(map, 'license_name');
    const node = asScalar(license?.value);
    const placeholder = node ? placeholderKind(node.text) : undefined;
    if (placeholder === 'not-included') {
      dropped.push(item);
      continue;
    }
    if (license && !entryOf(map, 'license')) {
      edits.push(...editor.renameKey(license, 'license'));
      if (node && placeholder === 'no-license') edits.push(...editor.setText(node, 'unlicensed'));
      else if (!node || document.isNull(node) || node.text === '')
        edits.push(...editor.setValue(map, license, 'unlicensed'));
    }
    const location = entryOf(map, 'location');
    if (location && !entryOf(map, 'component_path')) edits.push(...editor.renameKey(location, 'component_path'));
  }
  if (dropped.length) edits.push(...editor.removeItems(document.list!, dropped));
  const release = document.release!;
  const github = entryOf(release, 'github');
  if (github && !entryOf(release, 'repository')) edits.push(...editor.renameKey(github, 'repository'));
  const before = release.entries[release.entries.indexOf(document.componentsEntry!) - 1];
  edits.push(...editor.addEntry(release, 'license', {}, before ? { after: before } : 'first'));
  return edits;
}
