import { type NeighbourFile, type RuleContext } from '../../../findings/context';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { parseJson } from '../../../text/json';
import { asList, asScalar, entryOf, valueAt } from '../../../text/tree';
import { MODELPACK_CONFIG_TYPE } from '../../media-types';
import { modelpackConfigDetector } from '../detect';
import { type ManifestDocument } from '../manifest-document';
import { keyOr } from './places';

/** model-spec, config.md, `modelfs.diffIds`: digests of the uncompressed content of each layer, from first to last. */
export const diffIds: Rule<ManifestDocument> = {
  id: 'modelpack/diff-ids',
  title: 'Config of other layers',
  help: 'The config lists the digest of the content of each layer, in their order; of a layer that is not compressed it is the digest of the layer. Tools that check it refuse a model whose manifest and config do not belong together.',
  severity: 'error',
  fixable: false,
  check(document, report, context) {
    const { layers, layersEntry, root } = document;
    const ids = diffIdsOf(document, context);
    if (!ids || !root) return;
    if (ids.length !== layers.length) {
      report({
        at: keyOr(root, layersEntry),
        message: t('The manifest has {0} layers, but the config lists the content of {1}.', layers.length, ids.length),
      });
      return;
    }
    for (const { index, map, type, digest } of layers) {
      if (!type || type.compression || digest === undefined || ids[index] === digest) continue;
      report({
        at: entryOf(map, 'digest')!.value!,
        message: t('The config lists "{0}" for this layer.', ids[index]!),
      });
    }
  },
};

/**
 * What the config beside the manifest lists. A `config.json` may be anything: it is the config of this manifest when it
 * has exactly the size that the manifest says. Rules cannot hash.
 */
function diffIdsOf({ config }: ManifestDocument, context: RuleContext): string[] | undefined {
  const size = asScalar(entryOf(config, 'size')?.value)?.value;
  const isOurs = asScalar(entryOf(config, 'mediaType')?.value)?.value === MODELPACK_CONFIG_TYPE;
  const neighbour = isOurs
    ? context.neighbours.find((each) => isConfig(each) && byteLength(each.text) === size)
    : undefined;
  const list = neighbour && asList(valueAt(parseJson(neighbour.text).root, 'modelfs', 'diffIds'));
  return list?.items.map(({ value }) => asScalar(value)?.text ?? '');
}

function isConfig({ text, name }: NeighbourFile): boolean {
  return modelpackConfigDetector.hasText(text, name);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
