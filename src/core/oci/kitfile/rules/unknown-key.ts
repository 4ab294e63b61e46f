import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { nearest } from '../../../text/similar';
import { entryOf, type Entry } from '../../../text/tree';
import { type KitfileDocument, type KitMap } from '../document';
import { type KitArea } from '../fields';

/** Other words for a key, by where they are used. */
const ALIASES: Partial<Record<KitArea, Record<string, string>>> = {
  root: {
    version: 'manifestVersion',
    manifest_version: 'manifestVersion',
    'manifest-version': 'manifestVersion',
    models: 'model',
    dataset: 'datasets',
    data: 'datasets',
    doc: 'docs',
    documentation: 'docs',
    source: 'code',
    prompt: 'prompts',
    mcp_servers: 'mcpServers',
    metadata: 'package',
  },
  package: { licence: 'license', licenses: 'license', author: 'authors', title: 'name' },
  model: { licence: 'license', file: 'path', part: 'parts', type: 'format', params: 'parameters' },
  part: { licence: 'license', file: 'path', kind: 'type' },
  code: { licence: 'license', file: 'path' },
  dataset: {
    licence: 'license',
    file: 'path',
    remote_path: 'remotePath',
    remote_hash: 'remoteHash',
    hash: 'remoteHash',
  },
  doc: { file: 'path' },
  prompt: { file: 'path' },
  'mcp-server': { file: 'path' },
};

/** KitOps reads with `KnownFields(true)`: a key that it does not know is an error (pkg/artifact/kitfile.go). */
export const unknownKey: Rule<KitfileDocument> = {
  id: 'kitfile/unknown-key',
  title: 'Unknown key',
  help: 'The key is no part of the Kitfile format at this place, so KitOps refuses the whole file.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const known of document.maps) {
      const unknown = known.map.entries.filter((e) => !e.merged && !Object.hasOwn(known.fields, e.key.text));
      if (!unknown.length) continue;
      const free = Object.keys(known.fields).filter((key) => !entryOf(known.map, key));
      for (const entry of unknown) {
        const meant = meantKey(known, entry, free);
        const written = entry.key.text;
        report({
          at: entry.key,
          message: meant
            ? t('Unknown key "{0}"; KitOps refuses the file. Did you mean "{1}"?', written, meant)
            : t('Unknown key "{0}"; KitOps refuses the file. Keys here are {1}.', written, names(known)),
          fix: () => fixes(document, known, entry, meant),
        });
      }
    }
  },
};

function names({ fields }: KitMap): string {
  return Object.keys(fields).join(', ');
}

/** The key that is another word for this one, or the same but for case, blanks and dashes. */
function aliasOf(known: KitMap, entry: Entry): string | undefined {
  const folded = entry.key.text.trim().toLowerCase();
  const aliases = ALIASES[known.area] ?? {};
  if (Object.hasOwn(aliases, folded)) return aliases[folded];
  const plain = (key: string) => key.toLowerCase().replace(/[\s_-]/g, '');
  return Object.keys(known.fields).find((key) => plain(key) === plain(folded));
}

function meantKey(known: KitMap, entry: Entry, free: readonly string[]): string | undefined {
  const meant = aliasOf(known, entry) ?? nearest(entry.key.text, free);
  return meant !== undefined && free.includes(meant) ? meant : undefined;
}

function fixes(document: KitfileDocument, known: KitMap, entry: Entry, meant: string | undefined): Fix[] {
  const editor = editorFor(document.parsed);
  const removal = {
    title: t('Remove "{0}"', entry.key.text),
    safe: false,
    edits: editor.removeEntry(known.map, entry),
  };
  if (!meant) return [removal];
  const safe = aliasOf(known, entry) === meant;
  return [{ title: t('Rename to "{0}"', meant), safe, edits: editor.renameKey(entry, meant) }, removal];
}
