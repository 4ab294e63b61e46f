import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { nearest } from '../../text/similar';
import { entryOf, type Entry } from '../../text/tree';
import { type MofDocument } from '../document';
import { SWALLOWED_RELEASE_KEYS, type Area } from '../fields';
import { knownMaps, type KnownMap } from '../maps';

/** Other words for a key, by where they are used. The first three areas have none that were seen. */
const ALIASES: Record<Area, Record<string, string>> = {
  root: {},
  framework: {},
  release: {
    github: 'repository',
    git: 'repository',
    repo: 'repository',
    licence: 'license',
    licenses: 'license',
    hf: 'huggingface',
    hugging_face: 'huggingface',
    organization: 'producer',
    organisation: 'producer',
    author: 'producer',
  },
  license: {
    documentation: 'document',
    documents: 'document',
    docs: 'document',
    dataset: 'data',
    datasets: 'data',
    source: 'code',
    global: 'distribution',
    default: 'distribution',
  },
  'global-license': { id: 'name', license: 'name', url: 'path', link: 'path' },
  component: {
    licence: 'license',
    license_name: 'license',
    licence_path: 'license_path',
    license_url: 'license_path',
    license_link: 'license_path',
    location: 'component_path',
    path: 'component_path',
    url: 'component_path',
  },
};

/** An unknown field of a release makes the importer throw: "Field github is unknown" (facts of the format, §0 no. 9). */
export const unknownReleaseKey: Rule<MofDocument> = {
  id: 'mof/unknown-release-key',
  title: 'Unknown key under release',
  help: 'The schema lets unknown keys pass, but the import of the Model Openness Tool stops at one, and with it the import of every other model.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { known, entry, free } of unknownKeys(document)) {
      if (known.area !== 'release' || SWALLOWED_RELEASE_KEYS.test(entry.key.text)) continue;
      const meant = meantKey({ known, entry, free });
      report({
        at: entry.key,
        message: meant
          ? t(
              'Unknown key "{0}" under "release"; the import of the Model Openness Tool fails on it. Did you mean "{1}"?',
              entry.key.text,
              meant,
            )
          : t('Unknown key "{0}" under "release"; the import of the Model Openness Tool fails on it.', entry.key.text),
        fix: () => fixes(document, known, entry, meant),
      });
    }
  },
};

/** Unknown keys elsewhere pass the schema and are dropped without a word. */
export const ignoredKey: Rule<MofDocument> = {
  id: 'mof/ignored-key',
  title: 'Key that nothing reads',
  help: 'The key is no part of the format. The file is accepted, but what the key says is ignored.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const { known, entry, free } of unknownKeys(document)) {
      if (known.area === 'release' && !SWALLOWED_RELEASE_KEYS.test(entry.key.text)) continue;
      const meant = meantKey({ known, entry, free });
      report({
        at: entry.key,
        message: meant
          ? t('"{0}" is no key of this place and is ignored. Did you mean "{1}"?', entry.key.text, meant)
          : t('"{0}" is no key of this place and is ignored.', entry.key.text),
        tag: 'unnecessary',
        fix: () => fixes(document, known, entry, meant),
      });
    }
  },
};

/** A key that does not belong to its map, and the keys of the format that the map does not have yet. */
interface UnknownKey {
  known: KnownMap;
  entry: Entry;
  free: readonly string[];
}

function unknownKeys(document: MofDocument): UnknownKey[] {
  return knownMaps(document).flatMap((known) => {
    const unknown = known.map.entries.filter((e) => !e.merged && !Object.hasOwn(known.fields, e.key.text));
    if (!unknown.length) return [];
    const free = Object.keys(known.fields).filter((key) => !entryOf(known.map, key));
    return unknown.map((entry) => ({ known, entry, free }));
  });
}

/** The key that is another word for this one, or the same but for case and blanks. */
function aliasOf(known: KnownMap, entry: Entry): string | undefined {
  const folded = entry.key.text.trim().toLowerCase();
  if (Object.hasOwn(ALIASES[known.area], folded)) return ALIASES[known.area][folded];
  return Object.hasOwn(known.fields, folded) ? folded : undefined;
}

function meantKey({ known, entry, free }: UnknownKey): string | undefined {
  const alias = aliasOf(known, entry);
  const meant = alias ?? nearest(entry.key.text, free);
  return meant && free.includes(meant) ? meant : undefined;
}

function fixes(document: MofDocument, known: KnownMap, entry: Entry, meant: string | undefined): Fix[] {
  const editor = editorFor(document.parsed);
  const removal = {
    title: t('Remove "{0}"', entry.key.text),
    safe: false,
    edits: editor.removeEntry(known.map, entry),
  };
  if (!meant) return [removal];
  // A key that is merely similar may be another one, such as "data" for "date".
  const safe = aliasOf(known, entry) === meant;
  return [{ title: t('Rename to "{0}"', meant), safe, edits: editor.renameKey(entry, meant) }, removal];
}
