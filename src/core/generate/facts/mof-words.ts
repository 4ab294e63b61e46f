import { ARCHITECTURES } from '../../mof/fields';
import { type Fact, type Inventory } from '../../modelfolder/inventory';

/** Values of `release.type` (mof_schema.json) by tasks of the Hugging Face Hub. */
const TYPES: readonly (readonly [type: string, tasks: RegExp])[] = [
  [
    'multimodal',
    /^(?:any-to-any|image-text-to-text|video-text-to-text|audio-text-to-text|visual-question-answering|document-question-answering|image-text-to-image|image-to-text)$/,
  ],
  ['image', /^(?:text-to-image|image-to-image|unconditional-image-generation|inpainting)$/],
  ['video', /^(?:text-to-video|image-to-video|video-to-video|video-classification)$/],
  ['3d', /^(?:text-to-3d|image-to-3d)$/],
  ['audio', /^(?:automatic-speech-recognition|text-to-(?:speech|audio)|audio-.*|voice-activity-detection)$/],
  [
    'vision',
    /^(?:image-.*|object-detection|depth-estimation|zero-shot-image-.*|zero-shot-object-detection|mask-generation|keypoint-detection)$/,
  ],
  [
    'language',
    /^(?:text-generation|text2text-generation|text-classification|token-classification|table-question-answering|question-answering|zero-shot-classification|translation|summarization|feature-extraction|fill-mask|sentence-similarity|text-ranking)$/,
  ],
];

/** What kind of model it is, in the words of the MOF configuration, by its task. */
export function mofType({ domains }: Inventory): Fact<string> | undefined {
  for (const fact of domains) {
    const type = TYPES.find(([, tasks]) => tasks.test(fact.value))?.[0];
    if (type !== undefined)
      return { ...fact, value: type, certainty: fact.certainty === 'guessed' ? 'guessed' : 'derived' };
  }
  return undefined;
}

/** The architecture, in the words of the MOF configuration. */
export function mofArchitecture({ architecture }: Inventory): Fact<string> | undefined {
  for (const fact of architecture) {
    const word = ARCHITECTURES.find((each) => each.toLowerCase() === fact.value.toLowerCase());
    if (word !== undefined) return { ...fact, value: word };
  }
  return undefined;
}
