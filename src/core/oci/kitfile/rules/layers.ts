import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { asList, entryOf, writtenSpan } from '../../../text/tree';
import { type KitfileDocument } from '../document';

/** Sections of the root that hold layers. */
const SECTIONS = ['model', 'code', 'datasets', 'docs', 'prompts', 'mcpServers'];

/** KitOps packs such a file without a word (v1.15.0, seen by running it); the package has no files. */
export const noLayers: Rule<KitfileDocument> = {
  id: 'kitfile/no-layers',
  title: 'Nothing is packed',
  help: 'The file names no model, code, datasets, docs, prompts or MCP servers, so the package is empty.',
  severity: 'warning',
  fixable: false,
  check(document, report) {
    const { root } = document;
    const isEmpty = (key: string): boolean => {
      const entry = entryOf(root, key);
      return !entry || document.isNull(entry.value) || asList(entry.value)?.items.length === 0;
    };
    const last = root?.entries.at(-1);
    if (last && SECTIONS.every(isEmpty))
      report({ at: last.key, message: t('Nothing is packed: add {0}.', SECTIONS.join(t(' or '))) });
  },
};

/** For KitOps an empty path is the folder itself (v1.15.0, seen by running it). */
export const missingPath: Rule<KitfileDocument> = {
  id: 'kitfile/missing-path',
  title: 'No path',
  help: 'A layer says with "path" which file or folder it packs. Without it KitOps packs the whole folder once more, or nothing for a model.',
  severity: 'warning',
  fixable: false,
  check(document, report) {
    for (const { section, holder, map, path } of document.layers) {
      if (path || entryOf(map, 'path')?.value?.kind === 'map' || entryOf(map, 'path')?.value?.kind === 'list') continue;
      const hasParts = (asList(entryOf(map, 'parts')?.value)?.items.length ?? 0) > 0;
      if (section === 'model' && hasParts) continue;
      const at = 'key' in holder ? holder.key : (map.entries[0]?.key ?? writtenSpan(holder));
      if (section === 'model') report({ at, message: t('The model has no "path": nothing is packed for it.') });
      else if (section === 'mcp-server')
        report({ at, severity: 'error', message: t('"path" is missing: the .mcpb file of the server.') });
      else report({ at, message: t('"path" is missing: KitOps packs the whole folder here.') });
    }
    for (const { map, fields } of document.maps)
      for (const entry of map.entries) {
        if (entry.merged || entry.alias || fields[entry.key.text]?.type !== 'section') continue;
        for (const item of asList(entry.value)?.items ?? [])
          if (document.isNull(item.value))
            report({ at: writtenSpan(item), message: t('This item is empty: KitOps packs the whole folder here.') });
      }
  },
};
