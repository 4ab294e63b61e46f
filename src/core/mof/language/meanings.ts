import { t } from '../../l10n';
import { roman, type ComponentDefinition, type ContentType } from '../components';
import { type LicenseScope, type LicenseSource } from '../classify';
import { type Area } from '../fields';

// What the Model Openness Tool does with each key: its importer and serializer (src/ModelUpdater.php and
// src/ModelSerializer.php at 8b5d30e) and scripts/hide-models.php.

/** What a key means and what the Model Openness Tool does with it, in one or two sentences. */
export function keyMeaning(area: Area, key: string): string {
  switch (area) {
    case 'root':
      return key === 'framework'
        ? t('Which framework the file follows.')
        : t('The release of a model: what it is, its licences and its components.');
    case 'framework':
      return frameworkMeaning(key);
    case 'release':
      return releaseMeaning(key);
    case 'license':
      return scopeMeaning(key as LicenseScope);
    case 'global-license':
      return key === 'name'
        ? t('The SPDX id of the licence, compared character by character.')
        : t('The web address of the licence text. The Model Openness Tool shows it as a link.');
    case 'component':
      return componentKeyMeaning(key);
  }
}

function frameworkMeaning(key: string): string {
  switch (key) {
    case 'name':
      return t('Always "Model Openness Framework".');
    case 'version':
      return t('The version of the framework, in quotes: 1.0 is the only one.');
    default:
      return t('The date of the framework, in quotes: 2024-12-15.');
  }
}

function releaseMeaning(key: string): string {
  switch (key) {
    case 'name':
      return t('The name of the model. It has to be unique on the Model Openness Tool, and has no blanks.');
    case 'version':
      return t('The version of the model or its number of parameters.');
    case 'date':
      return t('The date of the release, in quotes. The Model Openness Tool hides releases from before 2025.');
    case 'type':
      return t('What the model works on.');
    case 'architecture':
      return t('How the model is built.');
    case 'treatment':
      return t('How the model was trained further.');
    case 'origin':
      return t('The model that this one was made from.');
    case 'producer':
      return t('The organization or people that release the model.');
    case 'contact':
      return t('Whom to ask about the release. The Model Openness Tool ignores it.');
    case 'repository':
      return t('The web address of the source code. The Model Openness Tool shows it as a link.');
    case 'huggingface':
      return t('The web address of the model on Hugging Face. The Model Openness Tool shows it as a link.');
    case 'license':
      return t('Licences of everything that has none of its own: one for all, and one for each type of content.');
    default:
      return t('What the release contains: up to 17 components. They decide the class.');
  }
}

function scopeMeaning(scope: LicenseScope): string {
  switch (scope) {
    case 'distribution':
      return t('The licence of every component that has neither its own licence nor one for its type of content.');
    case 'code':
      return t('The licence of code components without their own; it goes before the distribution licence.');
    case 'data':
      return t('The licence of data components without their own; it goes before the distribution licence.');
    default:
      return t('The licence of document components without their own; it goes before the distribution licence.');
  }
}

function componentKeyMeaning(key: string): string {
  switch (key) {
    case 'name':
      return t(
        'One of 17 names, compared character by character. The Model Openness Tool counts any other as "Datasets".',
      );
    case 'description':
      return t('What the component is. The Model Openness Tool shows its own text instead.');
    case 'license':
      return t(
        'The SPDX id of the licence, or "unlicensed". Without this key the component takes a licence of the release.',
      );
    case 'license_path':
      return t('The web address of the licence text.');
    default:
      return t('The web address of the component.');
  }
}

/** What an allowed value of `type`, `architecture` or `treatment` means; undefined where the word says it. */
export function valueMeaning(key: string, value: string): string | undefined {
  if (value === '') return t('not said');
  switch (`${key}/${value}`) {
    case 'type/language':
      return t('text in, text out');
    case 'type/vision':
      return t('understands pictures');
    case 'type/image':
      return t('makes pictures');
    case 'type/audio':
      return t('sound and speech');
    case 'type/video':
      return t('moving pictures');
    case 'type/3d':
      return t('three-dimensional shapes');
    case 'type/code':
      return t('source code');
    case 'type/multimodal':
      return t('several of these at once');
    case 'type/other':
    case 'architecture/other':
      return t('none of the others');
    case 'architecture/transformer':
      return t('attention layers');
    case 'architecture/transformer decoder':
      return t('generates from left to right, such as GPT and Llama');
    case 'architecture/transformer encoder-decoder':
      return t('reads, then generates, such as T5');
    case 'architecture/decoder':
      return t('generates from a code');
    case 'architecture/encoder':
      return t('turns input into a code, such as BERT');
    case 'architecture/diffusion':
      return t('generates by removing noise');
    case 'architecture/RNN':
      return t('recurrent network');
    case 'architecture/CNN':
      return t('convolutional network');
    case 'architecture/LSTM':
      return t('recurrent network with long short-term memory');
    case 'architecture/NeRF':
      return t('neural radiance field');
    case 'architecture/hybrid':
      return t('several of these at once');
    case 'architecture/undisclosed':
      return t('the producer does not tell');
    case 'treatment/pre-trained':
      return t('not trained further');
    case 'treatment/instruct fine-tuned':
      return t('trained further to follow instructions');
    case 'treatment/chat fine-tuned':
      return t('trained further for conversations');
    default:
      return undefined;
  }
}

/** `Class III · code · required` */
export function componentFacts(definition: ComponentDefinition): string {
  return [
    t('Class {0}', roman(definition.level)),
    typeName(definition.type),
    definition.required ? t('required') : t('optional'),
  ].join(' · ');
}

/** Which classes count a component. */
export function countedIn({ level, required }: ComponentDefinition): string {
  if (!required) return t('Optional: it counts for no class, but is shown with Class {0}.', roman(level));
  switch (level) {
    case 3:
      return t('Required for every class.');
    case 2:
      return t('Required for Class II and Class I.');
    case 1:
      return t('Required for Class I.');
  }
}

/** A type of content in one word. */
export function typeName(type: ContentType): string {
  switch (type) {
    case 'code':
      return t('code');
    case 'data':
      return t('data');
    case 'document':
      return t('document');
  }
}

/** Where a licence comes from, in one word or two. */
export function sourceName(source: LicenseSource): string {
  switch (source) {
    case 'component':
      return t('own licence');
    case 'none':
      return t('no licence');
    case 'distribution':
      return t('distribution');
    default:
      return typeName(source);
  }
}

/** Where an inherited licence comes from, as part of a sentence. */
export function licenseOrigin(source: LicenseSource): string {
  switch (source) {
    case 'code':
      return t("the release's licence for code");
    case 'data':
      return t("the release's licence for data");
    case 'document':
      return t("the release's licence for documents");
    case 'distribution':
      return t('the distribution licence of the release');
    default:
      return sourceName(source);
  }
}
