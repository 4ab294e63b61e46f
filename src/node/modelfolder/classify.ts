import { setImmediate } from 'node:timers/promises';
import { t } from '../../core/l10n';
import { type FolderProblem, type InventoryFile } from '../../core/modelfolder/inventory';
import { pickleProblems } from '../../core/modelfolder/pickles';
import { pointerOf, POINTER_BYTES } from '../../core/modelfolder/pointer';
import { UnreadableError } from '../../core/modelfolder/reader';
import { pointer } from '../../core/modelfolder/rules';
import { component } from '../../core/mof/components';
import { MofDocument } from '../../core/mof/document';
import { classifyFile } from '../../core/oci/modelpack/classify/classify';
import { componentPaths, type ComponentPath } from '../../core/oci/modelpack/classify/components';
import { documentOf, HEAD_BYTES, type ModelDocument } from '../../core/oci/modelpack/classify/content';
import { CERTAIN_NAMES, ruleOf } from '../../core/oci/modelpack/classify/names';
import { MAX_YAML_LENGTH, parseYaml } from '../../core/text/yaml';
import { sourceFile } from './source-file';
import { type FoundFile } from './walk';

/** How many files are looked into to tell what they are; names decide for the others. */
const MOST_HEADS = 2000;

/** How deep below the model documents about it are looked for. */
const MOST_DEPTH = 3;

/** How long other work waits at most, in milliseconds. */
const SLICE = 25;

const ROLES: Readonly<Record<ModelDocument, InventoryFile['role']>> = {
  mof: 'mof',
  spdx: 'bom',
  cyclonedx: 'bom',
  signature: 'signature',
  provenance: 'provenance',
};

/** What each file is: the layer it goes to, its components, and whether it stands for another one. */
export async function classify(
  found: readonly FoundFile[],
  signal: AbortSignal | undefined,
): Promise<{ files: InventoryFile[]; problems: FolderProblem[] }> {
  const heads = new Heads();
  const looked = found.map((file) => ({ file, head: heads.of(file) }));
  const components = componentsOf(looked);
  const files: InventoryFile[] = [];
  const problems: FolderProblem[] = [];
  let since = performance.now();
  for (const { file, head } of looked) {
    if (performance.now() - since > SLICE) {
      signal?.throwIfAborted();
      await setImmediate();
      since = performance.now();
    }
    const { kind, component: id } = classifyFile(
      { path: file.path, size: file.size, ...(head && { head }) },
      { components },
    );
    const document = head && documentOf(file.path, head);
    const stands = isPointerSized(file.size) ? pointerOf(heads.read(file, POINTER_BYTES)) : undefined;
    if (stands)
      problems.push({
        path: file.path,
        severity: pointer.severity,
        rule: pointer.id,
        message: t(
          'This is a pointer of Git LFS: the file of {0} bytes is not here. Fetch it with "git lfs pull".',
          stands.size,
        ),
      });
    const sha256 = stands?.sha256 ?? hashInCache(file.real);
    files.push({
      path: file.path,
      bytes: file.size,
      kind,
      components: id === undefined ? [] : [component(id).name],
      ...(document && ROLES[document] && { role: ROLES[document] }),
      ...(file.link !== undefined && { link: file.link }),
      ...(sha256 !== undefined && { sha256 }),
      ...(stands && { pointerTo: stands.size }),
      modified: Math.round(file.modified),
    });
  }
  problems.push(...pickleProblems(files, ({ path }) => heads.known(path)));
  return { files, problems };
}

/** Those without extensions, which nobody uses. */
const isPointerSized = (size: number) => size >= 120 && size <= POINTER_BYTES;

/** The Hub's cache names files of large file storage by their SHA-256. */
function hashInCache(real: string): string | undefined {
  return /[/\\]blobs[/\\]([0-9a-f]{64})$/.exec(real)?.[1];
}

/** Names that say which layer a file goes to, and not what is in it: weights of several kinds, documents, signatures. */
const CONTENT_DECIDES = /\.(?:bin|pt|pth|ckpt|ya?ml|json|jsonld|sig|sigstore|intoto|intoto\.jsonl|dsse)$/i;

/** The beginnings of files whose names leave open what they are. */
class Heads {
  private left = MOST_HEADS;
  private readonly bytes = new Map<string, Uint8Array>();

  of(file: FoundFile): Uint8Array | undefined {
    const isOpen = !ruleOf(CERTAIN_NAMES, file.path) || CONTENT_DECIDES.test(file.path);
    if (!isOpen || file.path.split('/').length > MOST_DEPTH || this.left <= 0) return undefined;
    this.left--;
    const head = this.read(file, HEAD_BYTES);
    this.bytes.set(file.path, head);
    return head;
  }

  known(path: string): Uint8Array | undefined {
    return this.bytes.get(path);
  }

  /** What can't be read has no beginning; whoever reads it as a source says so. */
  read(file: FoundFile, most: number): Uint8Array {
    try {
      return sourceFile(file).bytes(0, most);
    } catch (error) {
      if (error instanceof UnreadableError) return new Uint8Array();
      throw error;
    }
  }
}

/** What the MOF configuration says of files, where there is one at the top of the folder. */
function componentsOf(looked: readonly { file: FoundFile; head: Uint8Array | undefined }[]): readonly ComponentPath[] {
  const configurations = looked.filter(
    ({ file, head }) =>
      !file.path.includes('/') && head && file.size <= MAX_YAML_LENGTH && documentOf(file.path, head) === 'mof',
  );
  const [only, ...others] = configurations;
  if (!only || others.length) return [];
  const text = new TextDecoder().decode(sourceFile(only.file).bytes(0, only.file.size));
  return componentPaths(new MofDocument(parseYaml(text)));
}
