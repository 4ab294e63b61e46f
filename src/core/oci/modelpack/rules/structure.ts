import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { fromBase64 } from '../../../signing/bytes';
import { type Span } from '../../../text/position';
import { asList, asMap, asScalar, entryOf, type Entry, type MapNode, type TreeNode } from '../../../text/tree';
import { isMediaType } from '../../descriptor';
import { isDigest } from '../../digest';
import { type ManifestDocument } from '../manifest-document';
import { keyOr, startOf, valueOf } from './places';

/** image-spec, manifest.md and descriptor.md, with what their JSON schemas cannot say: digests in lower case, data in base64. */
export const manifestStructure: Rule<ManifestDocument> = {
  id: 'modelpack/manifest-structure',
  title: 'Manifest that registries refuse',
  help: 'A part of the manifest is missing or has the wrong form, so that registries and clients refuse it.',
  severity: 'error',
  fixable: false,
  check({ root, parsed, layersEntry }, report) {
    const say = (at: Span, message: string) => report({ at, message });
    if (!root) {
      say(
        parsed.root ? startOf(parsed.root) : { start: 0, end: 0 },
        t('A manifest is a map with "config" and "layers".'),
      );
      return;
    }
    const version = entryOf(root, 'schemaVersion');
    if (asScalar(version?.value)?.value !== 2)
      say(version ? valueOf(version) : startOf(root), t('"{0}" must be {1}.', 'schemaVersion', 2));
    const layers = asList(layersEntry?.value);
    if (!layers?.items.length)
      say(layersEntry ? valueOf(layersEntry) : startOf(root), t('"layers" must be a list with one layer at least.'));
    const config = entryOf(root, 'config');
    if (config) checkDescriptor(config.value, valueOf(config), say);
    else say(startOf(root), t('"{0}" is missing.', 'config'));
    for (const item of layers?.items ?? []) checkDescriptor(item.value, item.value ? startOf(item.value) : item, say);
    const subject = entryOf(root, 'subject');
    if (subject) checkDescriptor(subject.value, valueOf(subject), say);
    checkAnnotations(root, say);
  },
};

type Say = (at: Span, message: string) => void;

function checkDescriptor(node: TreeNode | undefined, at: Span, say: Say): void {
  const map = asMap(node);
  if (!map) {
    say(at, t('A descriptor is a map with "mediaType", "digest" and "size".'));
    return;
  }
  for (const [key, fits, wanted] of PROPERTIES) {
    const entry = entryOf(map, key);
    if (!entry) say(startOf(map), t('"{0}" is missing.', key));
    else if (!fits(asScalar(entry.value)?.value)) say(valueOf(entry), t('"{0}" must be {1}.', key, wanted()));
  }
  checkMore(map, say);
  checkAnnotations(map, say);
}

const PROPERTIES: readonly (readonly [key: string, fits: (value: unknown) => boolean, wanted: () => string])[] = [
  ['mediaType', isMediaType, () => t('a media type, as "application/json" is one')],
  ['digest', isDigest, () => t('"sha256:" and 64 lower-case hexadecimal digits')],
  ['size', (value) => Number.isSafeInteger(value) && (value as number) >= 0, () => t('a number of bytes')],
];

/** Properties that a descriptor may have. */
function checkMore(map: MapNode, say: Say): void {
  const type = entryOf(map, 'artifactType');
  if (type && !isMediaType(asScalar(type.value)?.value))
    say(valueOf(type), t('"{0}" must be {1}.', 'artifactType', t('a media type, as "application/json" is one')));
  const urls = entryOf(map, 'urls');
  const isUrl = (value: unknown) => typeof value === 'string' && URL.canParse(value);
  if (urls && !asList(urls.value)?.items.every(({ value }) => isUrl(asScalar(value)?.value)))
    say(valueOf(urls), t('"{0}" must be {1}.', 'urls', t('a list of addresses')));
  const data = entryOf(map, 'data');
  if (data) checkData(map, data, say);
}

function checkData(map: MapNode, data: Entry, say: Say): void {
  const text = asScalar(data.value)?.value;
  const bytes = typeof text === 'string' ? fromBase64(text) : undefined;
  const size = asScalar(entryOf(map, 'size')?.value)?.value;
  if (!bytes) say(valueOf(data), t('"{0}" must be {1}.', 'data', t('base64')));
  else if (typeof size === 'number' && size !== bytes.length)
    say(valueOf(data), t('"data" has {0} bytes, but "size" says {1}.', bytes.length, size));
}

function checkAnnotations(map: MapNode, say: Say): void {
  const entry = entryOf(map, 'annotations');
  if (!entry) return;
  const annotations = asMap(entry.value);
  if (!annotations) say(valueOf(entry), t('"{0}" must be {1}.', 'annotations', t('a map of texts')));
  for (const each of annotations?.entries ?? []) {
    if (typeof asScalar(each.value)?.value !== 'string')
      say(valueOf(each), t('The annotation "{0}" must be a text.', each.key.text));
    if (each.key.text === '') say(keyOr(map, each), t('An annotation needs a key.'));
  }
}
