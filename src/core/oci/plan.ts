import { type FolderContents } from '../folder/contents';
import { cleanPath, foldersOf } from '../folder/paths';
import { t } from '../l10n';
import { type Span } from '../text/position';
import { asList, asScalar, entryOf } from '../text/tree';
import { type KitfileDocument, type KitLayer, type KitSection } from './kitfile/document';
import { KitIgnore } from './kitfile/ignore';
import { troubleOf } from './kitfile/rules/path-form';
import { unpackedFiles as notInKitfile } from './kitfile/rules/unpacked-files';
import { targetsOf, type ModelfileDocument } from './modelfile/document';
import { unpackedFiles as notInModelfile } from './modelfile/rules/files';
import { classifyFile } from './modelpack/classify/classify';
import { type ModelFacts } from './modelpack/config';
import { licenseExpressions } from './modelpack/facts/license';
import { stated } from './modelpack/facts/merge';
import { type LayerKind } from './modelpack/layer-type';
import { whyUnsafePath } from './paths';

/** A file that is to be packaged, and as what. */
export interface PlannedFile {
  /** Relative to the folder, with `/`. */
  path: string;
  kind: LayerKind;
  /** Whether the recipe says so of the file; else it says so of a folder, and the name of the file decided. */
  confirmed: boolean;
  /** Where the recipe names the file, or a folder it is in. */
  at: Span;
}

/** Why something that a recipe asks for can't be packaged. */
export interface PlanProblem {
  message: string;
  at: Span;
}

/** What a Kitfile or Modelfile asks to be packaged. Nothing has been read of the files. */
export interface PackagePlan {
  /** Each file once, in the order in which the recipe names them. */
  files: readonly PlannedFile[];
  /** What the recipe says of the model: name, version, licences, format. */
  facts: ModelFacts;
  /** Files of the folder that the recipe leaves out, those apart that are never part of a model. */
  left: readonly string[];
  /** Datasets that whoever unpacks the artifact has to fetch; they are in no layer. */
  remote: readonly { path: string; from: string }[];
  /** With any of these the artifact would not be what the recipe says. */
  problems: readonly PlanProblem[];
}

/** What a section of a Kitfile is for ModelPack (KitOps v1.15.0, pkg/lib/constants/mediatype; facts of `--use-model-pack`). */
const KIND_OF: Readonly<Record<KitSection, LayerKind>> = {
  model: 'weight',
  part: 'weight.config',
  code: 'code',
  dataset: 'dataset',
  doc: 'doc',
  prompt: 'code',
  'mcp-server': 'code',
};

/** Sections whose folders hold more than one kind of file. */
const MIXED: readonly KitSection[] = ['model', 'part'];

/**
 * What a Kitfile asks for. A file that several layers have belongs to the innermost, as for KitOps; what `.kitignore`
 * leaves out is left out.
 */
export function planOfKitfile(document: KitfileDocument, folder: FolderContents): PackagePlan {
  const plan = new Plan();
  const filesOf = filesByLayer(document, folder);
  const remote: { path: string; from: string }[] = [];
  for (const layer of document.layers) {
    const { path, remotePath, section, holder } = layer;
    if (remotePath) {
      remote.push({ path: path ? cleanPath(path.text) : '.', from: remotePath.text });
      continue;
    }
    if (!path) {
      const hasParts = document.layers.some((other) => other.section === 'part');
      if (section !== 'model' || !hasParts) plan.refuse(holder, t('This layer has no path.'));
      continue;
    }
    const why = whyNotPacked(layer, folder);
    if (why !== undefined) {
      plan.refuse(path.node, why);
      continue;
    }
    const own = cleanPath(path.text);
    const isFile = folder.at(own) !== 'folder';
    for (const file of filesOf.get(own) ?? []) {
      plan.add(file, kindIn(section, file, isFile), isFile || !MIXED.includes(section), path.node);
    }
  }
  return plan.done(factsOfKitfile(document), notInKitfile(document, folder), remote);
}

/** The files that are packed, by the path of their layer: the innermost that names them or a folder they are in. */
function filesByLayer(document: KitfileDocument, folder: FolderContents): Map<string, string[]> {
  const ignore = KitIgnore.of(folder);
  const files = new Map<string, string[]>();
  for (const { path, remotePath } of document.layers) if (path && !remotePath) files.set(cleanPath(path.text), []);
  for (const file of folder.files) {
    const own = files.has(file) ? file : foldersOf(file).findLast((each) => files.has(each));
    if (own !== undefined && !ignore.ignores(file)) files.get(own)!.push(file);
  }
  return files;
}

/** Why a path of a Kitfile can't be packed; undefined where it can. */
function whyNotPacked(layer: KitLayer, folder: FolderContents): string | undefined {
  const { text } = layer.path!;
  const trouble = troubleOf(layer, folder);
  if (trouble === 'model-reference')
    return t('The model builds on the ModelKit "{0}". Unpack that first and name its files.', text);
  if (trouble !== undefined) return t('"{0}" is no path of this folder.', text);
  if (folder.at(text) === undefined) return t('There is no "{0}" in this folder.', text);
  return undefined;
}

/** Weights among the parts are weights, though KitOps takes all parts for configuration. */
function kindIn(section: KitSection, path: string, isFile: boolean): LayerKind {
  if (!MIXED.includes(section) || (section === 'model' && isFile)) return KIND_OF[section];
  const { kind, by } = classifyFile({ path, size: 0 });
  if (by === 'size') return KIND_OF[section];
  return section === 'part' && isFile && kind !== 'weight' ? 'weight.config' : kind;
}

/** What a Kitfile says of its model, as KitOps writes it into the config of a ModelPack (pkg/artifact/kitfile.go). */
function factsOfKitfile(document: KitfileDocument): ModelFacts {
  const { root, layers } = document;
  const pack = entryOf(root, 'package')?.value;
  const model = layers.find(({ section }) => section === 'model')?.map;
  const said = (key: string, node = pack) => document.text(node, key)?.text;
  const authors = asList(entryOf(pack, 'authors')?.value)?.items ?? [];
  const licenses = [said('license'), ...layers.map(({ map }) => said('license', map))];
  const name = said('name') ?? said('name', model);
  return {
    descriptor: stated({
      name,
      title: name,
      version: said('version') ?? said('version', model),
      description: said('description') ?? said('description', model),
      authors: authors.flatMap(({ value }) => asScalar(value)?.text || []),
      licenses: licenseExpressions(licenses.filter((license) => license !== undefined)),
    }),
    config: stated({ format: said('format', model) }),
  };
}

/** What a Modelfile asks for, datasets included, which modctl itself leaves out. A file that two lines name belongs to the first. */
export function planOfModelfile(document: ModelfileDocument, folder: FolderContents): PackagePlan {
  const plan = new Plan();
  const [first] = document.commands;
  if (first && !document.layers.length) plan.refuse(first.word, t('No line names a file.'));
  if (document.ollama) plan.refuse(document.ollama.word, t('This is a Modelfile of Ollama, not of modctl.'));
  for (const layer of document.layers) {
    const { files, folders } = targetsOf(layer, folder);
    const [inner] = folders;
    if (inner !== undefined) plan.refuse(layer.argument, t('"{0}" is a folder; name its files.', inner));
    else if (!files.length) plan.refuse(layer.argument, t('There is no "{0}" in this folder.', layer.argument.value));
    else for (const file of files) plan.add(file, layer.kind, true, layer.argument);
  }
  for (const { word, name, args } of document.commands)
    if (name === undefined || args.length !== 1)
      plan.refuse(word, t('This line cannot be read; see the findings of the file.'));
  return plan.done(
    {
      descriptor: stated({ name: document.text('NAME'), family: document.text('FAMILY') }),
      config: stated({
        architecture: document.text('ARCH'),
        format: document.text('FORMAT'),
        paramSize: document.text('PARAMSIZE'),
        precision: document.text('PRECISION'),
        quantization: document.text('QUANTIZATION'),
      }),
    },
    notInModelfile(document, folder),
    [],
  );
}

/** A plan in the making. */
class Plan {
  private readonly files = new Map<string, PlannedFile>();
  private readonly problems: PlanProblem[] = [];

  add(path: string, kind: LayerKind, confirmed: boolean, { start, end }: Span): void {
    if (this.files.has(path)) return;
    const why = whyUnsafePath(path, false);
    if (why === undefined) this.files.set(path, { path, kind, confirmed, at: { start, end } });
    else this.refuse({ start, end }, t('"{0}" cannot be packaged: {1}.', path, why));
  }

  refuse({ start, end }: Span, message: string): void {
    this.problems.push({ message, at: { start, end } });
  }

  done(facts: ModelFacts, left: readonly string[], remote: PackagePlan['remote']): PackagePlan {
    return { files: [...this.files.values()], facts, left, remote, problems: this.problems };
  }
}
