import { Card } from '../../../cards/document';
import { parseFrontMatter } from '../../../text/front-matter';
import { type Capabilities, type ModelFacts } from '../config';
import { LANGUAGE, type Modality } from '../config-fields';
import { licenseExpressions } from './license';
import { stated } from './merge';

const HUB_DATASETS = 'https://huggingface.co/datasets/';

/** What goes in and comes out, by task of the Hugging Face Hub (huggingface.js, packages/tasks); the clear ones only. */
const TASKS: Readonly<Record<string, readonly [inputs: readonly Modality[], outputs: readonly Modality[]]>> = {
  'text-generation': [['text'], ['text']],
  'text2text-generation': [['text'], ['text']],
  'fill-mask': [['text'], ['text']],
  summarization: [['text'], ['text']],
  translation: [['text'], ['text']],
  'question-answering': [['text'], ['text']],
  'feature-extraction': [['text'], ['embedding']],
  'sentence-similarity': [['text'], ['embedding']],
  'image-feature-extraction': [['image'], ['embedding']],
  'text-to-image': [['text'], ['image']],
  'image-to-image': [['image'], ['image']],
  'image-to-text': [['image'], ['text']],
  'image-text-to-text': [['image', 'text'], ['text']],
  'video-text-to-text': [['video', 'text'], ['text']],
  'audio-text-to-text': [['audio', 'text'], ['text']],
  'visual-question-answering': [['image', 'text'], ['text']],
  'automatic-speech-recognition': [['audio'], ['text']],
  'text-to-speech': [['text'], ['audio']],
  'text-to-audio': [['text'], ['audio']],
  'audio-to-audio': [['audio'], ['audio']],
  'text-to-video': [['text'], ['video']],
  'image-to-video': [['image'], ['video']],
};

/** The kinds of content that go into models for a task and come out of them; none where that is not clear. */
export function factsOfTask(task: string): readonly [inputs: readonly Modality[], outputs: readonly Modality[]] {
  return Object.hasOwn(TASKS, task) ? TASKS[task]! : [[], []];
}

/** What the card of a model says: its front matter, and its first heading. */
export function factsOfCard(readme: string): ModelFacts {
  const parsed = parseFrontMatter(readme);
  const card = new Card(parsed);
  const texts = (key: string) => card.texts(key).map(({ node }) => node.text.trim());
  const licenses = texts('license').flatMap((tag) => (tag.toLowerCase() === 'other' ? texts('license_name') : [tag]));
  return {
    descriptor: stated({
      name: texts('model_name')[0],
      title: headingOf(readme.slice(parsed.extent?.end ?? 0)),
      licenses: licenseExpressions(licenses),
      datasetsURL: texts('datasets')
        .filter((name) => /^[\w.-]+(?:\/[\w.-]+)?$/.test(name))
        .map((name) => HUB_DATASETS + name),
    }),
    config: stated({ capabilities: capabilitiesOf(texts('pipeline_tag')[0], texts('language')) }),
  };
}

function capabilitiesOf(task: string | undefined, languages: readonly string[]): Capabilities | undefined {
  const [inputTypes, outputTypes] = factsOfTask(task ?? '');
  const capabilities = stated({
    inputTypes,
    outputTypes,
    languages: languages.filter((language) => LANGUAGE.test(language)),
  });
  return Object.keys(capabilities).length ? capabilities : undefined;
}

/** Longest heading that is a title. */
const LONGEST = 120;

/** The text of the first heading of Markdown; none where it has a picture or is not near the start. */
function headingOf(markdown: string): string | undefined {
  const text = /(?:^|\n)# +([^\n]+)/
    .exec(markdown.slice(0, 8192))?.[1]
    ?.replace(/\s#+\s*$|[*`]/g, '')
    .trim();
  return text && text.length <= LONGEST && !/[<![\]]/.test(text) ? text : undefined;
}
