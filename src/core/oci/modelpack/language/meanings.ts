import { t } from '../../../l10n';
import { MODELPACK, OCI, TOOLS } from '../../annotations';
import {
  CNAI_CONFIG_TYPE,
  CNAI_MANIFEST_TYPE,
  MANIFEST_TYPE,
  MODELPACK_CONFIG_TYPE,
  MODELPACK_MANIFEST_TYPE,
} from '../../media-types';
import { KEY } from '../../profile/keys';
import { parseLayerType, type LayerKind, type LayerType } from '../layer-type';

/** What a property of a manifest or of a descriptor is for (image-spec, manifest.md and descriptor.md). */
export function manifestKeyMeaning(key: string): string | undefined {
  switch (key) {
    case 'schemaVersion':
      return t('The version of the manifest format: always 2');
    case 'mediaType':
      return t('What the content is');
    case 'artifactType':
      return t('What the artifact is; registries list and search by it');
    case 'config':
      return t('The facts about the model, in a file of their own');
    case 'layers':
      return t('The files of the model');
    case 'digest':
      return t('What the content is found and verified by. Of a raw layer it is the SHA-256 of the file');
    case 'size':
      return t('The size of the content in bytes');
    case 'annotations':
      return t('Texts by key, for people and tools');
    case 'subject':
      return t('The manifest that this one is attached to');
    case 'urls':
      return t('Addresses that the content can be fetched from besides');
    case 'data':
      return t('The content itself, in base64');
    default:
      return undefined;
  }
}

/** What an annotation is for. */
export function annotationMeaning(key: string): string | undefined {
  switch (key) {
    case MODELPACK.filepath:
      return t('Where the file belongs in the model, with "/". modctl and KitOps read it');
    case MODELPACK.metadata:
      return t('Name, size, mode and time of the file as JSON in a text');
    case MODELPACK.untested:
      return t('"true" where the kind of the file was inferred and nobody has confirmed it');
    case OCI.title:
      return t('On a layer: the path that ORAS writes the file to. On a manifest: its title');
    case OCI.created:
      return t('When the artifact was made');
    case OCI.authors:
      return t('Who is responsible for it');
    case OCI.source:
      return t('Where its source code is');
    case OCI.version:
      return t('Its version');
    case OCI.revision:
      return t('The revision of its source code');
    case OCI.vendor:
      return t('Who distributes it');
    case OCI.licenses:
      return t('Its licences as an SPDX expression');
    case OCI.description:
      return t('What it is, for people');
    case OCI.documentation:
      return t('Where its documentation is');
    case OCI.url:
      return t('Where there is more about it');
    case OCI.refName:
      return t('In an index: the tag of a manifest');
    case TOOLS.kitfile:
      return t('The Kitfile as JSON; KitOps shows the model by it');
    case TOOLS.modelfile:
      return t('The Modelfile that modctl built the model from');
    default:
      return profileMeaning(key);
  }
}

/** What a key of the annotation profile of the CNCF claims. */
function profileMeaning(key: string): string | undefined {
  switch (key) {
    case KEY.profileVersion:
      return t('The version of the annotation profile of the CNCF that the artifact follows');
    case KEY.artifactType:
      return t('What the artifact is: a model');
    case KEY.lifecycle:
      return t('The stage in the life of the model');
    case KEY.mofClass:
      return t('The class of the Model Openness Framework that the model has');
    case KEY.mofVersion:
      return t('The version of the Model Openness Framework');
    case KEY.mofComponents:
      return t('The components of the Model Openness Framework that the model has');
    case KEY.signing:
      return t('How the artifact is signed');
    case KEY.sbom:
      return t('The format of its bill of materials');
    case KEY.provenance:
      return t('What says how it was made');
    case KEY.packaging:
      return t('How it is packaged');
    default:
      return undefined;
  }
}

/** What a media type of ModelPack or of those near to it stands for. */
export function mediaTypeMeaning(type: string): string | undefined {
  switch (type) {
    case MANIFEST_TYPE:
      return t('An OCI manifest: a config and layers');
    case MODELPACK_MANIFEST_TYPE:
      return t('A model as ModelPack packages it');
    case MODELPACK_CONFIG_TYPE:
      return t('The facts about a model, as ModelPack writes them');
    case CNAI_MANIFEST_TYPE:
    case CNAI_CONFIG_TYPE:
      return t('ModelPack until version 0.0.6');
  }
  const layer = parseLayerType(type);
  return layer && [kindMeaning(layer.kind), formMeaning(layer), familyMeaning(layer)].filter(Boolean).join(' · ');
}

/** What a layer of a kind holds. */
export function kindMeaning(kind: LayerKind): string {
  switch (kind) {
    case 'weight':
      return t('Weights');
    case 'weight.config':
      return t('What goes with the weights: configuration, tokenizer');
    case 'code':
      return t('Code');
    case 'dataset':
      return t('Data');
    case 'doc':
      return t('Documents');
  }
}

function formMeaning({ archive, compression }: LayerType): string {
  const form = archive === 'raw' ? t('the file itself') : t('a tar archive');
  return compression ? t('{0}, compressed with {1}', form, compression) : form;
}

function familyMeaning({ family }: LayerType): string {
  switch (family) {
    case 'modelpack':
      return '';
    case 'cnai':
      return t('ModelPack until version 0.0.6');
    case 'docker':
      return t('as Docker Model Runner writes it');
    case 'kitops':
      return t('as KitOps writes it');
  }
}

/** What a property of a config says, by its path (model-spec, config.md). */
export function configMeaning(path: string): string | undefined {
  switch (path) {
    case 'descriptor':
      return t('General facts about the model');
    case 'descriptor.createdAt':
      return t('When the model was made');
    case 'descriptor.authors':
      return t('Who is responsible for the model, and how to reach them');
    case 'descriptor.family':
      return t('The family of the model: llama3, qwen2');
    case 'descriptor.name':
      return t('The name of the model');
    case 'descriptor.docURL':
      return t('Where there is more about the model');
    case 'descriptor.sourceURL':
      return t('Where the source code or the sources of the model are');
    case 'descriptor.datasetsURL':
      return t('Where the data are that the model was trained on');
    case 'descriptor.version':
      return t('The version of the model');
    case 'descriptor.revision':
      return t('The revision in the source control');
    case 'descriptor.vendor':
      return t('Who distributes the model');
    case 'descriptor.licenses':
      return t('The licences of the model, each an SPDX expression');
    case 'descriptor.title':
      return t('The title of the model, for people');
    case 'descriptor.description':
      return t('What the model is, for people');
    case 'config':
      return t('Technical facts about the model');
    case 'config.architecture':
      return t('The architecture: transformer, cnn, rnn');
    case 'config.format':
      return t('The format of the weights: safetensors, gguf, onnx');
    case 'config.paramSize':
      return t('The number of parameters with one letter for the magnitude: 6.7B');
    case 'config.precision':
      return t('The type of the numbers: bfloat16, float16, int8; several with commas');
    case 'config.quantization':
      return t('How the weights were quantized: awq, gptq');
    case 'config.capabilities':
      return t('What the model can do');
    case 'config.capabilities.inputTypes':
      return t('What goes into the model');
    case 'config.capabilities.outputTypes':
      return t('What comes out of the model');
    case 'config.capabilities.knowledgeCutoff':
      return t('Up to when the training data go');
    case 'config.capabilities.reasoning':
      return t('Whether the model can reason');
    case 'config.capabilities.toolUsage':
      return t('Whether the model can use tools');
    case 'config.capabilities.reward':
      return t('Whether it is a reward model');
    case 'config.capabilities.languages':
      return t('Languages that the model knows, each in two letters');
    case 'modelfs':
      return t('What the layers hold');
    case 'modelfs.type':
      return t('Always "layers"');
    case 'modelfs.diffIds':
      return t('The digest of the uncompressed content of each layer, in their order');
    default:
      return undefined;
  }
}
