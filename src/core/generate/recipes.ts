import { generateKitfile as kitfileOf } from '../oci/generate/kitfile';
import { generateModelfile as modelfileOf } from '../oci/generate/modelfile';
import { type ModelInventory } from '../oci/generate/inventory';
import { paramSize } from '../oci/modelpack/facts/param-size';
import { stated } from '../oci/modelpack/facts/merge';
import { type ModelFacts } from '../oci/modelpack/config';
import { type Inventory } from '../modelfolder/inventory';
import { modelLicense } from './facts/licenses';

/** A Kitfile that packs every file of the model once, with what the folder says of it. */
export function generateKitfile(inventory: Inventory): string {
  return kitfileOf(packaged(inventory));
}

/** A Modelfile of modctl that packs every file of the model once, with what the folder says of it. */
export function generateModelfile(inventory: Inventory): string {
  return modelfileOf(packaged(inventory));
}

/** What the recipes of packagers are made from. */
function packaged(inventory: Inventory): ModelInventory {
  return {
    folder: inventory.root,
    files: inventory.files.map(({ path, bytes, kind }) => ({ path, size: bytes, class: { kind, by: 'content' } })),
    facts: modelFacts(inventory),
  };
}

/** What a ModelPack config says of the model (model-spec, config.md). */
export function modelFacts(inventory: Inventory): ModelFacts {
  const { name, version, description, authors, suppliers, modelTypes, architecture, parameters, files } = inventory;
  const { declared } = modelLicense(inventory);
  const format = FORMATS.find(([, extension]) => files.some(({ path }) => extension.test(path)))?.[0];
  const size = parameters[0] && paramSize(parameters[0].value);
  return {
    descriptor: stated({
      name: name.find(({ source }) => source.reader !== 'folder')?.value,
      version: version[0]?.value,
      description: description[0]?.value,
      authors: authors.map(({ value }) => value.name),
      vendor: suppliers[0]?.value.name,
      licenses: declared === undefined ? [] : [declared],
      // The name of a family is in small letters, that of a class is not.
      family: modelTypes.find(({ value }) => /^[a-z0-9_.-]+$/.test(value))?.value,
      sourceURL: inventory.repository[0]?.value,
      docURL: inventory.homePage[0]?.value,
    }),
    config: stated({
      architecture: architecture[0]?.value,
      format,
      paramSize: size,
      precision: inventory.precision[0]?.value,
      quantization: inventory.quantization[0]?.value,
    }),
  };
}

/** Formats of weights by the names of their files (model-spec, config.md, `format`). */
const FORMATS: readonly (readonly [format: string, extension: RegExp])[] = [
  ['safetensors', /\.safetensors$/i],
  ['gguf', /\.gguf$/i],
  ['onnx', /\.onnx$/i],
];
