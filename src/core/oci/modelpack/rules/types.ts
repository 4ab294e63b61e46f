import { type Report, type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { nearest } from '../../../text/similar';
import { asScalar, entryOf, type MapNode, type ScalarNode } from '../../../text/tree';
import {
  CNAI_CONFIG_TYPE,
  CNAI_MANIFEST_TYPE,
  MANIFEST_TYPE,
  MODELPACK_CONFIG_TYPE,
  MODELPACK_MANIFEST_TYPE,
} from '../../media-types';
import { LAYER_TYPES, layerTypeName } from '../layer-type';
import { type ManifestDocument } from '../manifest-document';
import { setEntry, setText, startOf, valueOf } from './places';

/** Types that ModelPack had until v0.0.6; they are reported as old. */
const OLD_TYPES = [CNAI_MANIFEST_TYPE, CNAI_CONFIG_TYPE];

/** model-spec, spec.md: the three types are a MUST. */
export const manifestType: Rule<ManifestDocument> = {
  id: 'modelpack/manifest-type',
  title: 'Wrong type of manifest or config',
  help: 'ModelPack fixes the media type of the manifest and of its config, and the artifact type. By these, tools and registries know that it is a model.',
  severity: 'error',
  fixable: true,
  check({ root, config, parsed }, report) {
    const expect = (map: MapNode | undefined, name: string, key: string, wanted: string): void => {
      const entry = entryOf(map, key);
      const written = asScalar(entry?.value);
      if (!map || written?.value === wanted || OLD_TYPES.includes(written?.text ?? '')) return;
      // A config without a type is no descriptor, which is reported as such.
      if (!entry && key === 'mediaType' && name !== key) return;
      report({
        at: entry ? valueOf(entry) : startOf(map),
        message: t('"{0}" must be "{1}".', name, wanted),
        fix: () => [setEntry(parsed, map, entry, key, wanted, false)],
      });
    };
    expect(root, 'mediaType', 'mediaType', MANIFEST_TYPE);
    expect(root, 'artifactType', 'artifactType', MODELPACK_MANIFEST_TYPE);
    expect(config, 'config.mediaType', 'mediaType', MODELPACK_CONFIG_TYPE);
  },
};

/** model-spec, spec.md: the types that implementations should support. */
export const layerType: Rule<ManifestDocument> = {
  id: 'modelpack/layer-type',
  title: 'Layer of an unknown type',
  help: 'Layers of a model have one of the 20 media types of ModelPack. KitOps refuses a model with any other, and modctl types that do not end in "raw" or "tar".',
  severity: 'error',
  fixable: true,
  check({ layers, parsed }, report) {
    for (const { mediaType, type } of layers) {
      if (!mediaType || type?.family === 'modelpack' || type?.family === 'cnai') continue;
      report(type ? foreign(mediaType) : unknown(mediaType));
    }
    function foreign(node: ScalarNode): Report {
      return {
        at: node,
        message: t('"{0}" is no type of ModelPack; some tools read it, others refuse the model.', node.text),
        severity: 'warning',
      };
    }
    function unknown(node: ScalarNode): Report {
      const meant = nearestType(node.text);
      return {
        at: node,
        message: meant
          ? t('"{0}" is no type of ModelPack. Did you mean "{1}"?', node.text, meant)
          : t('"{0}" is no type of ModelPack.', node.text),
        fix: () => [meant ? setText(parsed, node, meant, false) : undefined],
      };
    }
  },
};

const COMMON = 'application/vnd.cncf.model.';

/** Types differ in their ends only, so these are compared. */
function nearestType(text: string): string | undefined {
  const end = text.replace(/^application\/vnd\.c[a-z]{1,5}\.models?\./, '');
  const found = nearest(
    end,
    LAYER_TYPES.map((type) => type.slice(COMMON.length)),
  );
  return found && COMMON + found;
}

/** model-spec, spec.md, weights: "typically incompressible"; facts of the specification, layer types. */
export const compressedWeights: Rule<ManifestDocument> = {
  id: 'modelpack/compressed-weights',
  title: 'Compressed weights',
  help: 'Weights hardly get smaller when they are compressed, but take long to pack and to unpack, and their files cannot be compared by the digest of the layer.',
  severity: 'info',
  fixable: false,
  check({ layers }, report) {
    for (const { mediaType, type } of layers) {
      if (type?.kind !== 'weight' || !type.compression) continue;
      report({
        at: mediaType!,
        message: t(
          'Weights should not be compressed; "{0}" is better.',
          layerTypeName({ kind: 'weight', archive: type.archive }),
        ),
      });
    }
  },
};
