import { type Draft } from '../draft';
import { Place, textOf, refuseBroken } from '../place';
import { parseYaml } from '../../text/yaml';
import { type Reader } from '../reader';
import { baseModelOf, datasetOf } from '../references';
import { readSettings } from './training-args';

/** Longest recipe, in bytes; other YAML files may be anything. */
const MOST = 256 * 1024;

/** Keys at the start of a line that only recipes of trainings have: axolotl, TRL and alignment-handbook, LLaMA-Factory, mergekit. */
const RECIPE =
  /^(?:base_model|model_name_or_path|pretrained_model_name_or_path|finetuning_type|merge_method|dataset_mixer|learning_rate|micro_batch_size|per_device_train_batch_size)[ \t]*:/m;

/** The recipe of a training: what `axolotl`, `trl`, `llamafactory-cli` and `mergekit` are started with. */
export const trainingRecipe: Reader = {
  id: 'training-recipe',
  pattern: /^(?!\.|environment\.|conda\.|citation)(?:[^/.][^/]*\/)?[^/]+\.ya?ml$/i,
  read(file, draft) {
    if (file.size > MOST) return;
    const text = textOf(file, MOST);
    if (!RECIPE.test(text)) return;
    const parsed = parseYaml(text);
    refuseBroken(parsed, 'YAML');
    const root = Place.ofTree(parsed, file.path, 'training-recipe');
    if (root.get('merge_method').exists) return readMerge(root, draft);
    readSettings(root, draft);
    // axolotl: a list of maps with a path each.
    for (const [key, role] of [
      ['datasets', 'trained'],
      ['test_datasets', 'tested'],
    ] as const)
      for (const dataset of root.get(key).items()) {
        const path = dataset.isMap ? dataset.get('path') : dataset;
        const name = path.string;
        if (name === undefined || /^[./~]|\.jsonl?$/.test(name)) continue;
        const [config, split, revision] = ['name', 'split', 'revision'].map((each) => dataset.get(each).text);
        draft.add(
          'datasets',
          {
            ...datasetOf(name, role),
            ...(config !== undefined && { config }),
            ...(split !== undefined && { split }),
            ...(revision !== undefined && { revision }),
          },
          path.source,
        );
      }
  },
};

/** mergekit: the models that were merged, and how. */
function readMerge(root: Place, draft: Draft): void {
  const method = root.get('merge_method');
  draft.add(
    'hyperparameters',
    method.text === undefined ? undefined : { name: 'merge_method', value: method.text },
    method.source,
  );
  const models = [
    ...root.get('models').items(),
    ...root
      .get('slices')
      .items()
      .flatMap((slice) => slice.get('sources').items()),
  ];
  for (const place of [root.get('base_model'), ...models.map((model) => model.get('model'))])
    if (place.string !== undefined && !/^[./~]/.test(place.string))
      draft.add('baseModels', baseModelOf(place.string, 'merge'), place.source);
}
