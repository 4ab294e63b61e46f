import { readBom } from '../../../core/bom/view/read';
import { type BomView } from '../../../core/bom/view/view';
import { BomError } from '../../../core/bom/view/json';
import { FolderContents } from '../../../core/folder/contents';
import { foldersOf } from '../../../core/folder/paths';
import { t } from '../../../core/l10n';
import { MofDocument } from '../../../core/mof/document';
import { type Annotations } from '../../../core/oci/annotations';
import { classifyFile, type FileClass } from '../../../core/oci/modelpack/classify/classify';
import { componentPaths } from '../../../core/oci/modelpack/classify/components';
import { documentOf, HEAD_BYTES, type ModelDocument } from '../../../core/oci/modelpack/classify/content';
import { type ModelFacts } from '../../../core/oci/modelpack/config';
import { collectFacts } from '../../../core/oci/modelpack/facts/collect';
import { mergeFacts, NO_FACTS } from '../../../core/oci/modelpack/facts/merge';
import { type LayerKind } from '../../../core/oci/modelpack/layer-type';
import { clashes, whyUnsafePath } from '../../../core/oci/paths';
import { byCodePoints } from '../../../core/signing/statement/names';
import { parseYaml } from '../../../core/text/yaml';
import { modelFiles, type ModelFile, type ModelFilesOptions, type PackedFolder } from './model-files';
import { readStart } from './read-start';
import { type Recipe } from './recipe';

/** A file that goes into an artifact, and what it was found to be. */
export interface PlannedFile extends ModelFile {
  class: FileClass;
  /** Which document about the model it is, if it is one. */
  document?: ModelDocument;
}

/** What goes into an artifact; nothing has been hashed yet. */
export interface PackPlan {
  files: readonly PlannedFile[];
  /** What was left out: files, and `.git/` as a whole. */
  ignored: readonly string[];
  /** What the config will say. */
  facts: ModelFacts;
  /** The MOF configuration, where there is one. */
  mof?: MofDocument;
  /** Annotations by which tools know their own recipes. */
  annotations: Annotations;
  /** Sentences on what somebody may want otherwise: names that other systems do not take, datasets elsewhere. */
  warnings: readonly string[];
}

export interface PlanOptions extends ModelFilesOptions {
  /** Of which kind files are, by path, where somebody said so. */
  kinds?: ReadonlyMap<string, LayerKind>;
  /** What somebody said of the model; goes before what its files say. */
  facts?: ModelFacts;
  /** Says what goes in; all files do without it. */
  recipe?: Recipe;
}

/** What is read of files that are no texts. */
const SIGNATURE_BYTES = 1024;

/** Longest document that facts are read from, in bytes. They inform; a larger one is packaged without being read. */
const DOCUMENT_BYTES = 32 * 1024 * 1024;

/**
 * Finds out what goes into an artifact of a model.
 * @throws {ModelError} for what can't be packaged
 * @throws {OciError} `not-found` for a model without files; `no-permission`
 */
export async function planPack(model: PackedFolder, options: PlanOptions): Promise<PackPlan> {
  const found = await modelFiles(model, options);
  const asked = options.recipe?.plan(contentsOf(found));
  const wanted = asked && new Map(asked.files.map((file) => [file.path, file]));
  const files = wanted ? found.files.filter(({ path }) => wanted.has(path)) : found.files;
  const left = wanted ? found.files.filter(({ path }) => !wanted.has(path)).map(({ path }) => path) : [];
  const seen = files.map((file) => ({ ...file, ...lookAt(file) }));
  const mof = mofOf(theOne(seen.filter(({ document }) => document === 'mof')));
  const statements = {
    ...(options.kinds && { kinds: options.kinds }),
    ...(mof && { components: componentPaths(mof) }),
  };
  const planned = seen.map(({ head, document, ...file }): PlannedFile => {
    const found = classifyFile({ ...file, head }, statements);
    return { ...file, class: decided(found, wanted?.get(file.path)), ...(document && { document }) };
  });
  return {
    files: planned,
    ignored: [...found.ignored, ...left],
    facts: factsOf(planned, mof, mergeFacts([options.facts ?? NO_FACTS, asked?.facts ?? NO_FACTS])),
    ...(mof && { mof }),
    annotations: options.recipe?.annotations ?? {},
    warnings: [...warningsOf(planned), ...(asked?.remote ?? []).map(remoteWarning)],
  };
}

/** What the start of a file tells, and as much of it as classifying needs. */
function lookAt(file: ModelFile): { document?: ModelDocument; head: Uint8Array } {
  // Formats other than texts show in their first bytes.
  const start = readStart(file.source, SIGNATURE_BYTES, file.path).slice();
  const head = start.includes(0) ? start : readStart(file.source, HEAD_BYTES, file.path);
  const document = documentOf(file.path, head);
  return document ? { document, head: head.slice() } : { head: start };
}

/** The files as recipes are told of them. */
function contentsOf({ files, ignored }: { files: readonly ModelFile[]; ignored: readonly string[] }): FolderContents {
  const paths = files.map(({ path }) => path);
  const kitignore = files.find(({ path }) => path === '.kitignore');
  const text = textOf(kitignore);
  return new FolderContents({
    files: paths,
    folders: [...new Set(paths.flatMap(foldersOf))].filter((folder) => folder !== '.'),
    others: [],
    skipped: ignored,
    complete: true,
    ...(text !== undefined && { kitignore: text }),
  });
}

/** What a recipe says of a file goes before what it looks like; the component stays. */
function decided(found: FileClass, asked: { kind: LayerKind; confirmed: boolean } | undefined): FileClass {
  if (!asked || found.by === 'user') return found;
  return { ...found, kind: asked.kind, by: asked.confirmed ? 'user' : 'name' };
}

function remoteWarning({ path, from }: { path: string; from: string }): string {
  return t('"{0}" is not packaged: whoever unpacks the artifact fetches it from {1}.', path, from);
}

/** The file nearest to the root, if it is the only one there. */
function theOne<F extends ModelFile>(files: readonly F[]): F | undefined {
  const depth = ({ path }: F) => path.split('/').length;
  const least = Math.min(...files.map(depth));
  const nearest = files.filter((file) => depth(file) === least);
  return nearest.length === 1 ? nearest[0] : undefined;
}

function mofOf(file: ModelFile | undefined): MofDocument | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : new MofDocument(parseYaml(text));
}

function bomOf(file: ModelFile | undefined): BomView | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  try {
    return readBom(text);
  } catch (error) {
    // It is packaged as it is; what is wrong with it, checking it tells.
    if (error instanceof BomError) return undefined;
    throw error;
  }
}

function factsOf(files: readonly PlannedFile[], mof: MofDocument | undefined, stated: ModelFacts): ModelFacts {
  const named = (pattern: RegExp) => textOf(theOne(files.filter(({ path }) => pattern.test(path))));
  const bom =
    bomOf(theOne(files.filter(({ document }) => document === 'spdx'))) ??
    bomOf(theOne(files.filter(({ document }) => document === 'cyclonedx')));
  const card = named(/^readme\.md$/i);
  const transformersConfig = named(/^config\.json$/);
  const weightIndex = named(/^[^/]+\.(?:safetensors|bin)\.index\.json$/);
  return collectFacts({
    stated,
    ...(mof && { mof }),
    ...(bom && { bom }),
    ...(card !== undefined && { card }),
    ...(transformersConfig !== undefined && { transformersConfig }),
    ...(weightIndex !== undefined && { weightIndex }),
    files: files.map(({ path, size, class: { kind } }) => ({ path, size, kind })),
  });
}

/** The text of a document; undefined where there is none that can be read as such. */
function textOf(file: ModelFile | undefined): string | undefined {
  if (!file || file.size > DOCUMENT_BYTES) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readStart(file.source, DOCUMENT_BYTES, file.path));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function warningsOf(files: readonly ModelFile[]): string[] {
  const paths = files.map(({ path }) => path).sort(byCodePoints);
  const onWindows = paths.filter((path) => !whyUnsafePath(path, false) && whyUnsafePath(path, true));
  const cases = clashes(paths).filter(({ kind }) => kind === 'case');
  return [
    ...onWindows.map((path) => t('"{0}" cannot be extracted on Windows: {1}.', path, whyUnsafePath(path, true)!)),
    ...cases.map(({ first, second }) =>
      t(
        '"{0}" and "{1}" cannot both be extracted on macOS and Windows, which take them for one name.',
        paths[first]!,
        paths[second]!,
      ),
    ),
  ];
}
