import { jsonOf } from '../place';
import { type Reader } from '../reader';

/** How text is generated where nobody says otherwise (transformers, `GenerationConfig`). */
const GENERATION =
  'max_length max_new_tokens do_sample temperature top_k top_p typical_p repetition_penalty num_beams'.split(' ');

/** `generation_config.json`. */
export const generationConfig: Reader = {
  id: 'generation-config',
  pattern: /^generation_config\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'generation-config');
    for (const name of GENERATION) {
      const { text, source } = root.get(name);
      if (text !== undefined) draft.add('architectureSettings', { name: `generation.${name}`, value: text }, source);
    }
  },
};

/** What tokenizers without a bound write for it (transformers, `VERY_LARGE_INTEGER`, `LARGE_INTEGER`). */
const UNBOUNDED = 1e15;

/** `tokenizer_config.json`. */
export const tokenizerConfig: Reader = {
  id: 'tokenizer-config',
  pattern: /^tokenizer_config\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'tokenizer-config');
    const type = root.get('tokenizer_class');
    if (type.string !== undefined) {
      draft.add('architectureSettings', { name: 'tokenizer_class', value: type.string }, type.source);
      const lower = root.get('do_lower_case').bool;
      draft.add(
        'preprocessing',
        `Tokenization with ${type.string}${lower ? ', in lower case' : ''}`,
        type.source,
        'derived',
      );
    }
    const length = root.get('model_max_length');
    if (length.number !== undefined && length.number < UNBOUNDED)
      draft.add('contextLength', length.number, length.source, 'derived');
    const template = root.get('chat_template');
    if (template.exists) draft.add('architectureSettings', { name: 'chat_template', value: 'yes' }, template.source);
  },
};

/** `preprocessor_config.json` and `processor_config.json`: what is done to pictures and sound before the model sees them. */
export const preprocessorConfig: Reader = {
  id: 'preprocessor-config',
  pattern: /^(?:image_|feature_extractor\/|video_)?(?:pre)?processor_config\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'preprocessor-config');
    const say = (key: string, words: (value: string) => string) => {
      const place = root.get(key);
      const value = place.isMap
        ? place
            .entries()
            .map(([name, { text }]) => `${name} ${text ?? ''}`)
            .join(', ')
        : place
            .items()
            .map(({ text }) => text)
            .join(', ');
      if (value) draft.add('preprocessing', words(value), place.source, 'derived');
    };
    if (root.get('do_resize').bool !== false) say('size', (value) => `Resizing: ${value}`);
    if (root.get('do_center_crop').bool) say('crop_size', (value) => `Cropping to the centre: ${value}`);
    if (root.get('do_rescale').bool) say('rescale_factor', (value) => `Scaling of the values by ${value}`);
    if (root.get('do_normalize').bool) {
      say('image_mean', (value) => `Normalization with the mean ${value}`);
      say('image_std', (value) => `Normalization with the standard deviation ${value}`);
    }
    say('sampling_rate', (value) => `Sampling of sound at ${value} Hz`);
    say('feature_size', (value) => `Features: ${value}`);
  },
};
