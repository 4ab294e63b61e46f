import { licenseStatement } from '../licenses';
import { hubPurl, hubIdOf, pypiPurl } from '../identifiers';
import { jsonOf, type Place } from '../place';
import { factsOfTransformersConfig } from '../../oci/modelpack/facts/transformers';
import { type Draft } from '../draft';
import { type Reader } from '../reader';

/** Settings of the network by which models are compared; names are those of transformers, older ones included. */
const SETTINGS = `hidden_size n_embd d_model dim num_hidden_layers n_layer num_layers encoder_layers decoder_layers
num_attention_heads n_head num_heads num_key_value_heads head_dim intermediate_size n_inner d_ff ffn_dim vocab_size
max_position_embeddings n_positions max_seq_len n_ctx hidden_act activation_function sliding_window rope_theta
rope_scaling tie_word_embeddings attention_bias rms_norm_eps layer_norm_eps layer_norm_epsilon num_local_experts
num_experts num_experts_per_tok n_routed_experts image_size patch_size num_channels in_channels out_channels
block_out_channels cross_attention_dim sample_size num_labels projection_dim num_mel_bins sampling_rate state_size
conv_kernel type_vocab_size position_embedding_type is_encoder_decoder problem_type scale_attn_weights`.split(/\s+/);

/** Lengths of context by their names, the plainest first. */
const CONTEXT = ['max_position_embeddings', 'n_positions', 'max_seq_len', 'n_ctx', 'max_sequence_length', 'seq_length'];

/** `config.json` of transformers, and `model_index.json` of diffusers. */
export const config: Reader = {
  id: 'config',
  pattern: /^(?:config|model_index|params)\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'config');
    if (file.path === 'model_index.json') return readPipeline(root, draft);
    for (const { value, source } of root.get('architectures').texts()) draft.add('modelTypes', value, source);
    const family = root.get('model_type');
    draft.add('modelTypes', family.text, family.source);
    const known = factsOfTransformersConfig(new TextDecoder().decode(file.bytes(0, file.size))).config;
    draft.add('architecture', known.architecture, family.source, 'derived');
    // Models of several parts keep the numbers of their language model in one of them.
    const inner = ['text_config', 'llm_config', 'language_config']
      .map((key) => root.get(key))
      .find(({ isMap }) => isMap);
    readPrecision(root, inner, known.precision, draft);
    for (const place of [root, ...(inner ? [inner] : [])]) {
      for (const name of SETTINGS) {
        const setting = place.get(name);
        if (setting.text !== undefined)
          draft.add('architectureSettings', { name, value: setting.text }, setting.source);
      }
    }
    const length = [root, inner]
      .flatMap((place) => (place ? CONTEXT.map((key) => place.get(key)) : []))
      .find(({ number }) => number !== undefined);
    if (length) draft.add('contextLength', length.number, length.source);
    readQuantization(root.get('quantization_config'), draft);
    for (const [name, library] of [
      ['transformers_version', 'transformers'],
      ['diffusers_version', 'diffusers'],
      ['_diffusers_version', 'diffusers'],
    ] as const) {
      const version = root.get(name);
      if (version.text === undefined) continue;
      draft.add('libraries', library, version.source, 'derived');
      // The version that wrote the file: others may load it as well.
      draft.add(
        'dependencies',
        { name: library, version: version.text, purl: pypiPurl(library, version.text), scope: 'runtime' },
        version.source,
        'derived',
      );
    }
    const origin = root.get('_name_or_path');
    const id = hubIdOf(origin.string ?? '');
    // Where it was loaded from: what it was trained from, or itself.
    if (id !== undefined && !id.endsWith(`/${draft.root}`))
      draft.add('baseModels', { id, name: id, purl: hubPurl(id) }, origin.source, 'guessed');
    const license = root.get('license');
    if (license.string !== undefined) draft.add('licenses', licenseStatement(license.string), license.source);
    const finetuning = root.get('finetuning_task');
    draft.add('domains', finetuning.string, finetuning.source);
  },
};

function readPrecision(root: Place, inner: Place | undefined, precision: string | undefined, draft: Draft): void {
  const place = ['dtype', 'torch_dtype']
    .flatMap((key) => [root.get(key), ...(inner ? [inner.get(key)] : [])])
    .find(({ string }) => string !== undefined);
  if (place) draft.add('precision', precision, place.source);
}

function readQuantization(quantization: Place, draft: Draft): void {
  const method = quantization.get('quant_method');
  if (method.string === undefined) return;
  const bits =
    quantization.get('bits').number ??
    (quantization.get('load_in_4bit').bool ? 4 : quantization.get('load_in_8bit').bool ? 8 : undefined);
  draft.add('quantization', bits === undefined ? method.string : `${method.string} ${bits} bit`, method.source);
}

/** The parts of a pipeline: each has a folder with weights and a configuration. */
function readPipeline(root: Place, draft: Draft): void {
  const pipeline = root.get('_class_name');
  draft.add('modelTypes', pipeline.string, pipeline.source);
  const version = root.get('_diffusers_version');
  draft.add('libraries', 'diffusers', pipeline.source, 'derived');
  if (version.text !== undefined)
    draft.add(
      'dependencies',
      { name: 'diffusers', version: version.text, purl: pypiPurl('diffusers', version.text), scope: 'runtime' },
      version.source,
      'derived',
    );
  for (const [name, part] of root.entries()) {
    const [library, type] = part.isList ? part.items() : [];
    if (library?.string !== undefined && type?.string !== undefined)
      draft.add('architectureSettings', { name, value: `${library.string}.${type.string}` }, part.source);
  }
}
