import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { nearest } from '../../../text/similar';
import { asScalar, entryOf, type Entry, type MapNode } from '../../../text/tree';
import { MODELPACK } from '../../annotations';
import { KEY_PREFIX, PROFILE, profileKey } from '../../profile/keys';
import { whyNotAValue } from '../../profile/value';
import { readFileMetadata, REGULAR_FILE } from '../file-metadata';
import { type ManifestDocument, type WrittenLayer } from '../manifest-document';
import { setText } from './places';

/** model-spec, annotations.md, "File Metadata Annotation Value". */
export const fileMetadata: Rule<ManifestDocument> = {
  id: 'modelpack/file-metadata',
  title: 'File metadata that do not fit',
  help: 'The metadata annotation of a layer is a JSON object in a text. It gives the name and size of the file once more; they must be those of the layer.',
  severity: 'warning',
  fixable: false,
  check({ layers }, report) {
    for (const layer of layers) {
      const message = layer.metadata && whyMetadataDoNotFit(layer, layer.metadata.text);
      if (message) report({ at: layer.metadata!, message });
    }
  },
};

function whyMetadataDoNotFit({ filepath, size, type }: WrittenLayer, text: string): string | undefined {
  const metadata = readFileMetadata(text);
  if (!metadata) return t('This must be a JSON object with the "name" of the file.');
  const name = filepath?.text.slice(filepath.text.lastIndexOf('/') + 1);
  if (name !== undefined && metadata.name !== name && metadata.name !== filepath!.text)
    return t('The metadata are of "{0}", but the layer holds "{1}".', metadata.name, name);
  if (type?.archive !== 'raw' || type.compression) return undefined;
  if (metadata.size !== undefined && size !== undefined && metadata.size !== size)
    return t('The file has {0} bytes by its metadata, but the layer has {1}.', metadata.size, size);
  if (metadata.typeflag !== undefined && !REGULAR_FILE.includes(metadata.typeflag))
    return t('A raw layer holds a regular file; its "typeflag" is 0.');
  return undefined;
}

/** model-spec, annotations.md: "true" or "false". */
export const untestedValue: Rule<ManifestDocument> = {
  id: 'modelpack/untested-value',
  title: 'Neither "true" nor "false"',
  help: 'The annotation "org.cncf.model.file.mediatype.untested" says "true" where the kind of a file was inferred, and "false" where somebody confirmed it.',
  severity: 'warning',
  fixable: true,
  check({ layers, parsed }, report) {
    for (const { untested } of layers) {
      if (!untested || untested.text === 'true' || untested.text === 'false') continue;
      const folded = untested.text.trim().toLowerCase();
      report({
        at: untested,
        message: t('"{0}" must be "true" or "false".', MODELPACK.untested),
        fix: () => [folded === 'true' || folded === 'false' ? setText(parsed, untested, folded, false) : undefined],
      });
    }
  },
};

/** Keys of layers that mean something, by the prefix that they share. */
const LAYER_PREFIX = 'org.cncf.model.';
const LAYER_KEYS: readonly string[] = Object.values(MODELPACK);

/** A key that nobody reads leaves a layer without its path. */
export const annotationKey: Rule<ManifestDocument> = {
  id: 'modelpack/annotation-key',
  title: 'Annotation that nothing reads',
  help: 'Keys that begin with "org.cncf.model." or "org.cncf.ai." belong to ModelPack and to the annotation profile of the CNCF. One that they do not define is ignored by all tools.',
  severity: 'warning',
  fixable: true,
  check({ layers, annotations, parsed }, report) {
    const check = (map: MapNode | undefined, prefix: string, keys: readonly string[]): void => {
      for (const entry of map?.entries ?? []) {
        const key = entry.key.text;
        if (!key.startsWith(prefix) || keys.includes(key)) continue;
        const free = keys.filter((known) => !entryOf(map, known)).map((known) => known.slice(prefix.length));
        const meant = nearest(key.slice(prefix.length), free);
        report({
          at: entry.key,
          message: meant
            ? t('No tool reads "{0}". Did you mean "{1}"?', key, prefix + meant)
            : t('No tool reads "{0}".', key),
          fix: () => [
            meant
              ? {
                  title: t('Rename to "{0}"', prefix + meant),
                  safe: false,
                  edits: editorFor(parsed).renameKey(entry, prefix + meant),
                }
              : undefined,
          ],
        });
      }
    };
    for (const layer of layers) check(layer.annotations, LAYER_PREFIX, LAYER_KEYS);
    check(
      annotations,
      KEY_PREFIX,
      PROFILE.keys.map(({ key }) => key),
    );
  },
};

/** CNCF annotation profile (profile/keys.ts): the values of its keys. */
export const profileValue: Rule<ManifestDocument> = {
  id: 'modelpack/profile-value',
  title: 'Value that the annotation profile has not',
  help: 'The annotation profile of the CNCF fixes the values of its keys, so that registries can search for them.',
  severity: 'warning',
  fixable: true,
  check({ annotations, parsed }, report) {
    for (const entry of annotations?.entries ?? []) {
      const known = profileKey(entry.key.text);
      const node = asScalar(entry.value);
      if (!known || typeof node?.value !== 'string') continue;
      const message = whyNotAValue(known, node.text);
      if (!message) continue;
      const { form } = known;
      const meant = form.kind === 'one' || form.kind === 'open' ? meantValue(node.text, form.values) : undefined;
      report({
        at: node,
        message,
        fix: () => [meant === undefined ? undefined : setText(parsed, node, meant, false)],
      });
    }
  },
};

/** Classes in digits, and spellings with one meaning. */
const CLASSES: Readonly<Record<string, string>> = { '1': 'I', '2': 'II', '3': 'III' };

function meantValue(text: string, values: readonly string[]): string | undefined {
  const folded = text
    .trim()
    .toLowerCase()
    .replace(/^class[\s_-]*/, '');
  const numeral = Object.hasOwn(CLASSES, folded) ? CLASSES[folded] : undefined;
  if (numeral && values.includes(numeral)) return numeral;
  return values.find((value) => value.toLowerCase() === folded) ?? nearest(text, values);
}

/** CNCF annotation profile: nine keys are a MUST. */
export const profileIncomplete: Rule<ManifestDocument> = {
  id: 'modelpack/profile-incomplete',
  title: 'Incomplete annotation profile',
  help: 'An artifact that uses the annotation profile of the CNCF has all the keys that it requires. Without them it is still a sound ModelPack artifact, but does not conform to the profile.',
  severity: 'warning',
  fixable: false,
  check({ annotations, annotationsEntry }, report) {
    if (!annotations?.entries.some(({ key }: Entry) => profileKey(key.text))) return;
    const missing = PROFILE.keys.filter(({ key, level }) => level === 'must' && !entryOf(annotations, key));
    if (missing.length)
      report({
        at: annotationsEntry!.key,
        message: t('The annotation profile requires {0} as well.', missing.map(({ key }) => `"${key}"`).join(', ')),
      });
  },
};
