import { type Draft } from '../draft';
import { jsonOf, type Place } from '../place';
import { type Reader } from '../reader';
import { baseModelOf, datasetOf } from '../references';

/**
 * Settings of a training that shape the model (transformers, `TrainingArguments`; trl; axolotl; LLaMA-Factory). Where things are
 * written and how often is not among them.
 */
const SHAPING =
  /^(?:learning_rate|lr|lr_scheduler(?:_type|_kwargs)?|scheduler|warmup_(?:ratio|steps)|num_(?:train_)?epochs|epochs|max_steps|(?:per_device_|micro_|mini_)?(?:train_)?batch_size(?:_per_gpu)?|per_device_(?:train|eval)_batch_size|eval_batch_size|total_train_batch_size|gradient_accumulation_steps|optim(?:izer)?|optim_args|weight_decay|adam_(?:beta1|beta2|epsilon)|max_grad_norm|gradient_clipping|label_smoothing_factor|neftune_noise_alpha|seed|data_seed|bf16|fp16|tf32|mixed_precision(?:_training)?|max_seq_length|max_length|max_prompt_length|max_completion_length|sequence_len|cutoff_len|packing|sample_packing|beta|loss_type|label_smoothing|adapter|lora_(?:r|rank|alpha|dropout|target)|r|load_in_(?:4bit|8bit)|quantization_bit|finetuning_type|stage|rl|merge_method|num_generations|reward_weights|kl_coef|temperature|train_on_inputs|group_by_length|gradient_checkpointing|deepspeed|dropout|attention_dropout|num_processes|world_size|distributed_type)$/;

/** Keys that name what a training began with. */
const BASE = ['model_name_or_path', 'base_model', 'model_name', 'model_id', 'pretrained_model_name_or_path'];

/** Longest value of a setting that is taken over. */
const MOST_VALUE = 500;

/** Settings of the trainer in JSON. `training_args.bin` holds the same as a pickle and is never read. */
export const trainingArgs: Reader = {
  id: 'training-args',
  pattern: /^(?:[^/]+\/)?(?:training_args|train_args|training_config|sft_config|finetune_config|args)\.json$/,
  read: (file, draft) => readSettings(jsonOf(file, 'training-args'), draft),
};

/** Adds the settings of a training, what it began with and its data. Settings may be in sections, one level deep. */
export function readSettings(root: Place, draft: Draft): void {
  readSection(root, draft);
  for (const [, section] of root.entries()) if (section.isMap) readSection(section, draft);
}

function readSection(section: Place, draft: Draft): void {
  for (const [name, place] of section.entries()) {
    if (!SHAPING.test(name)) continue;
    const value = place.isList
      ? place
          .items()
          .map(({ text }) => text)
          .filter((text) => text !== undefined)
          .join(', ')
      : place.text;
    if (value && value.length <= MOST_VALUE) draft.add('hyperparameters', { name, value }, place.source);
  }
  for (const key of BASE) {
    const base = section.get(key);
    // A path on the machine of the training tells nobody anything.
    if (base.string !== undefined && !/^[./~]|^[A-Za-z]:\\/.test(base.string))
      draft.add('baseModels', baseModelOf(base.string), base.source);
  }
  for (const key of ['dataset_name', 'dataset']) {
    const named = section.get(key);
    if (named.isMap) continue;
    for (const { value, source } of named.texts())
      for (const each of value.split(','))
        if (each.trim() && !/^[./~]/.test(each.trim())) draft.add('datasets', datasetOf(each.trim()), source);
  }
  // alignment-handbook: names with the share of each that is used.
  for (const [name, share] of section.get('dataset_mixer').entries())
    if (!/^[./~]/.test(name)) draft.add('datasets', datasetOf(name), share.source);
}
