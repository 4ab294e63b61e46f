import { t } from '../../l10n';

/** What a Kitfile has at a key (KitOps v1.15.0, pkg/artifact/kitfile.go; "Kitfile Format Reference"). */
export interface KitField {
  /**
   * `text` takes any single value, as Go's YAML reader does for strings; `path` is a text; `any` is free.
   * `section` is a list of maps.
   */
  type: 'text' | 'path' | 'texts' | 'map' | 'section' | 'any';
  /** The layer is of no use without it. */
  required?: true;
  /** The map, or the items of the section. */
  area?: KitArea;
}

/** The maps of the format. */
export type KitArea =
  'root' | 'package' | 'model' | 'part' | 'code' | 'dataset' | 'doc' | 'prompt' | 'mcp-server' | 'parameters';

export type KitFields = Readonly<Record<string, KitField>>;

const TEXT: KitField = { type: 'text' };
const PATH: KitField = { type: 'path', required: true };
const ANY: KitField = { type: 'any', area: 'parameters' };

export const KIT_FIELDS: Readonly<Record<Exclude<KitArea, 'parameters'>, KitFields>> = {
  root: {
    manifestVersion: { type: 'text', required: true },
    package: { type: 'map', area: 'package' },
    model: { type: 'map', area: 'model' },
    code: { type: 'section', area: 'code' },
    datasets: { type: 'section', area: 'dataset' },
    docs: { type: 'section', area: 'doc' },
    prompts: { type: 'section', area: 'prompt' },
    mcpServers: { type: 'section', area: 'mcp-server' },
  },
  package: { name: TEXT, version: TEXT, description: TEXT, license: TEXT, authors: { type: 'texts' } },
  model: {
    name: TEXT,
    path: PATH,
    license: TEXT,
    framework: TEXT,
    format: TEXT,
    version: TEXT,
    description: TEXT,
    parts: { type: 'section', area: 'part' },
    parameters: ANY,
  },
  part: { name: TEXT, path: PATH, license: TEXT, type: TEXT },
  code: { path: PATH, description: TEXT, license: TEXT },
  dataset: {
    name: TEXT,
    path: PATH,
    remotePath: TEXT,
    remoteHash: TEXT,
    description: TEXT,
    license: TEXT,
    parameters: ANY,
  },
  doc: { path: PATH, description: TEXT },
  prompt: { name: TEXT, path: PATH, description: TEXT },
  'mcp-server': { name: { type: 'text', required: true }, path: PATH, description: TEXT },
};

/** The version of the format that every release of KitOps so far reads; others are read as if they were this one. */
export const MANIFEST_VERSION = '1.0.0';

/** Where `parts` and sections of the root stand. */
const AREA_OF_SECTION: Readonly<Record<string, KitArea>> = {
  package: 'package',
  model: 'model',
  code: 'code',
  datasets: 'dataset',
  docs: 'doc',
  prompts: 'prompt',
  mcpServers: 'mcp-server',
};

/** What the format has at a path of keys from the root. */
export type KitPlace =
  | { kind: 'map'; area: Exclude<KitArea, 'parameters'> }
  | { kind: 'section'; area: Exclude<KitArea, 'parameters'> }
  | { kind: 'value'; area: Exclude<KitArea, 'parameters'>; key: string; field: KitField };

/** What the format has at a path from the root; undefined where it knows nothing, such as in `parameters`. */
export function kitPlaceAt(path: readonly (string | number)[]): KitPlace | undefined {
  const at = containerAt(path);
  if (at) return at;
  const holder = path.length ? containerAt(path.slice(0, -1)) : undefined;
  const key = path.at(-1);
  if (holder?.kind === 'map' && typeof key === 'string' && Object.hasOwn(KIT_FIELDS[holder.area], key))
    return { kind: 'value', area: holder.area, key, field: KIT_FIELDS[holder.area][key]! };
  // A text of a list, such as one of the authors, is a value of the list's key.
  const list = typeof key === 'number' && typeof path.at(-2) === 'string' ? kitPlaceAt(path.slice(0, -1)) : undefined;
  return list?.kind === 'value' && list.field.type === 'texts' ? list : undefined;
}

function containerAt(path: readonly (string | number)[]): Exclude<KitPlace, { kind: 'value' }> | undefined {
  const [first, second, third] = path;
  if (first === undefined) return { kind: 'map', area: 'root' };
  const area = typeof first === 'string' && Object.hasOwn(AREA_OF_SECTION, first) ? AREA_OF_SECTION[first]! : undefined;
  if (!area || area === 'parameters') return undefined;
  if (area === 'package') return path.length === 1 ? { kind: 'map', area } : undefined;
  if (area === 'model') {
    if (path.length === 1) return { kind: 'map', area };
    if (second !== 'parts') return undefined;
    if (path.length === 2) return { kind: 'section', area: 'part' };
    return path.length === 3 && typeof third === 'number' ? { kind: 'map', area: 'part' } : undefined;
  }
  if (path.length === 1) return { kind: 'section', area };
  return path.length === 2 && typeof second === 'number' ? { kind: 'map', area } : undefined;
}

/** What a key means, as a sentence. */
export function kitMeaning(area: KitArea, key: string): string {
  const own = `${area}/${key}`;
  switch (own) {
    case 'root/manifestVersion':
      return t('Version of the Kitfile format: 1.0.0.');
    case 'root/package':
      return t('What is packed, as a whole: name, version, licence and authors.');
    case 'root/model':
      return t('The weights, and the parts that belong to them.');
    case 'root/code':
      return t('Code that is packed, each item a file or folder.');
    case 'root/datasets':
      return t('Datasets that are packed, or that are fetched from elsewhere when the package is unpacked.');
    case 'root/docs':
      return t('Documentation that is packed, such as the model card and the licence.');
    case 'root/prompts':
      return t('Prompts and skills for language models. They are packed as code.');
    case 'root/mcpServers':
      return t('MCP servers, each one bundle (.mcpb). KitOps packs them into ModelKits only, not into ModelPacks.');
    case 'package/name':
      return t('Name of the package.');
    case 'package/version':
      return t('Version of the package, such as 1.2.3.');
    case 'package/license':
      return t('Licence of the whole, as an SPDX expression.');
    case 'package/authors':
      return t('People or organizations that made it, as a list.');
    case 'model/name':
      return t('Name of the model.');
    case 'model/path':
      return t('The file or folder of the weights, or the reference of a ModelKit that this one builds on.');
    case 'model/framework':
      return t('Framework of the model, such as PyTorch.');
    case 'model/format':
      return t('Format of the weights, such as safetensors or gguf. It goes into the config of a ModelPack.');
    case 'model/version':
      return t('Version of the model.');
    case 'model/parts':
      return t('Files that belong to the weights: tokenizer, configuration, adapters.');
    case 'model/parameters':
      return t('Anything else about the model, as far as JSON can hold it.');
    case 'part/type':
      return t(
        'What the part is, such as lora or tokenizer: letters, digits, dots, dashes and underscores, 64 at most.',
      );
    case 'part/name':
      return t('Name of the part.');
    case 'dataset/name':
      return t('Name of the dataset.');
    case 'dataset/path':
      return t('The file or folder of the dataset; where one is fetched from elsewhere, the folder it comes to.');
    case 'dataset/remotePath':
      return t('Where the dataset is fetched from: an S3 address, or the reference of a ModelKit.');
    case 'dataset/remoteHash':
      return t('Hash of what is at an S3 address. Required there; a ModelKit has its own.');
    case 'dataset/parameters':
      return t('Anything else about the dataset, as far as JSON can hold it.');
    case 'prompt/name':
      return t('Name of the prompt.');
    case 'mcp-server/name':
      return t('Name of the server. No two have the same.');
    case 'mcp-server/path':
      return t('The bundle: one .mcpb file.');
  }
  if (key === 'path')
    return t('A file or folder, relative to the folder that is packed. Taken as it is: no wildcards.');
  if (key === 'license') return t('Licence of this part, as an SPDX expression.');
  return t('What it is, in a sentence or two.');
}
