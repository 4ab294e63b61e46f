import { jsonOf } from '../place';
import { type Reader } from '../reader';
import { baseModelOf } from '../references';
import { pypiPurl } from '../identifiers';

/** Settings of the training of an adapter (peft, `LoraConfig` and its relatives). */
const SETTINGS =
  'r lora_alpha lora_dropout bias use_rslora use_dora init_lora_weights target_modules modules_to_save num_virtual_tokens peft_type task_type alpha_pattern rank_pattern'.split(
    ' ',
  );

/** Longest value of a setting that is taken over. */
const MOST_VALUE = 500;

/** `adapter_config.json` of PEFT: what it adapts, and how it was trained. */
export const adapterConfig: Reader = {
  id: 'adapter-config',
  pattern: /^adapter_config\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'adapter-config');
    const base = root.get('base_model_name_or_path');
    const revision = root.get('revision').string;
    if (base.string !== undefined)
      draft.add(
        'baseModels',
        { ...baseModelOf(base.string, 'adapter'), ...(revision !== undefined && { revision }) },
        base.source,
      );
    const type = root.get('peft_type');
    draft.add('modelTypes', type.string, type.source);
    draft.add('libraries', 'peft', type.source, 'derived');
    const version = root.get('peft_version');
    draft.add(
      'dependencies',
      {
        name: 'peft',
        purl: pypiPurl('peft', version.string),
        scope: 'runtime',
        ...(version.string !== undefined && { version: version.string }),
      },
      version.exists ? version.source : type.source,
      'derived',
    );
    for (const name of SETTINGS) {
      const place = root.get(name);
      const value = place.isMap
        ? undefined
        : place
            .items()
            .map(({ text }) => text)
            .join(', ');
      if (value && value.length <= MOST_VALUE) draft.add('hyperparameters', { name, value }, place.source);
    }
  },
};
