import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { componentPaths } from '../../core/oci/modelpack/classify/components';
import { classifyFile } from '../../core/oci/modelpack/classify/classify';
import { readBom } from '../../core/bom/view/read';
import { BomError } from '../../core/bom/view/json';
import { statedHashes, type KnownDigests } from '../../core/inspection/bom';
import { type ReadDocument } from '../../core/inspection/documents';
import { inspectedFiles } from '../../core/inspection/files';
import { fromDocuments } from '../../core/inspection/from-documents';
import { type FileRow, type Inspection } from '../../core/inspection/inspection';
import { bestSignature, conclude } from '../../core/inspection/reasons';
import { t } from '../../core/l10n';
import { type MofDocument } from '../../core/mof/document';
import { enumerate, type Enumeration } from '../../core/signing/model/enumerate';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { LIMITS } from '../../core/signing/bundle/limits';
import { compareModel } from '../../core/signing/verify';
import { nodeCryptography } from '../cryptography';
import { readError } from '../files/errors';
import { contentOf } from '../files/content';
import { readFile } from '../files/read';
import { type NodeModel } from '../model';
import { openNodeModel, type NamedPath } from '../signing/model';
import { type DigestCache } from '../hashing/digest-cache';
import { DOCUMENT_LIMITS, readDocuments } from './documents';
import { Collected, isTold, type Inspecting } from './inspecting';
import { byComponent, componentNames } from './components';
import { byPolicy, decided, decideOnFolder } from './policy';
import { namedDigests } from './named-digests';
import { coverageBy, withCoverage } from './rows';
import { type Inspected, type SignatureBytes } from './signatures';

export interface FolderRequest extends Inspecting {
  /** A folder, or a model that is one file. */
  model: NamedPath;
  /** Signatures to check; those in the folder, and beside a file, where none are named. */
  signatures?: readonly NamedPath[];
  /** Whether links to files in the model are followed. */
  allowSymlinks?: boolean;
  /** Whether digests of earlier verifications are good enough for files that are unchanged since then; the checks say so. */
  allowRemembered?: boolean;
  /** Whether files are hashed that nobody signed, too: what comparing takes. */
  hashAll?: boolean;
  digestCache?: DigestCache;
}

/** Names of signature files: of models, of Sigstore bundles, of in-toto statements. */
const SIGNATURE = /\.(?:sig|sigstore\.json|sigstore|intoto\.jsonl?|intoto)$/i;

/** More than one signature is rare, and each makes every file be read. */
const MOST_SIGNATURES = 5;

/**
 * Inspects a model folder, or a model that is one file.
 * @throws {FileError} when there is no such folder
 */
export async function inspectFolder(request: FolderRequest): Promise<Inspection> {
  return new FolderInspection(request).run();
}

class FolderInspection {
  private readonly collected: Collected;
  private readonly model: NodeModel;

  constructor(private readonly request: FolderRequest) {
    this.collected = new Collected(request);
    this.model = openNodeModel({ model: request.model, digestCache: request.digestCache });
  }

  async run(): Promise<Inspection> {
    const { collected, model, request } = this;
    const { model: named } = request;
    const given = this.signatureFiles();
    const left = given.flatMap(({ path: inside }) => (inside === undefined ? [] : [inside]));
    const found = await collected.orProblem(() => this.enumerate(left), NO_FILES);
    const checked = await collected.signatures(
      given,
      () => (checked) => compareModel(checked, this.comparison(left)),
      (signature) => this.signedBy(signature),
    );
    const best = bestSignature(checked.map(({ signature }) => signature));
    const decision = await decideOnFolder(
      model,
      checked.find(({ signature }) => signature === best),
      request,
    );
    const inspected = byPolicy(checked, decision);
    const { documents, origins } = await this.documents(found);
    const rows = this.rows(found, inspected, documents, given);
    const digests = namedDigests(await this.withBomDigests(rows, found, documents));
    return conclude({
      ...collected.base,
      subject: {
        kind: 'folder',
        name: model.name,
        place: named.shown,
        bytes: found.files.reduce((sum, { size }) => sum + size, 0),
      },
      ...decided(decision),
      signatures: inspected.map(withCoverage),
      files: inspectedFiles(rows),
      ...fromDocuments({
        documents,
        origins,
        name: model.name,
        digests,
        filesOf: (mof) => this.components(mof, found),
      }),
      problems: collected.problems,
      blobs: collected.keeper.list(),
    });
  }

  /** The signatures that are named, or those that are there. */
  private signatureFiles(): (SignatureBytes & { file: string })[] {
    const { signatures = this.usualSignatures() } = this.request;
    if (signatures.length > MOST_SIGNATURES)
      this.collected.problems.push({
        severity: 'info',
        rule: '',
        message: t('Only {0} of {1} signatures were checked.', MOST_SIGNATURES, signatures.length),
      });
    return signatures.slice(0, MOST_SIGNATURES).flatMap(({ path: file, shown }) => {
      if (!existsSync(file)) return [];
      try {
        const { bytes } = readFile(file, shown, { maxBytes: LIMITS.bundleBytes })!;
        const inside = this.inside(file);
        const digest = this.collected.keeper.keep(shown, 'application/json', bytes);
        const source = { kind: 'file', path: inside ?? shown } as const;
        return [
          {
            file,
            bytes,
            name: inside ?? shown,
            digest,
            source,
            isOfAll: this.model.isFile,
            ...(inside === undefined ? {} : { path: inside }),
          },
        ];
      } catch (error) {
        if (!isTold(error)) throw error;
        this.collected.problems.push({
          severity: 'warning',
          rule: '',
          message: `${shown} ${(error as Error).message}`,
        });
        return [];
      }
    });
  }

  private usualSignatures(): NamedPath[] {
    const { model, request } = this;
    const folder = model.isFile ? path.dirname(request.model.path) : model.root;
    const names = entriesOf(folder, request.model.shown).filter(
      (name) => SIGNATURE.test(name) && (!model.isFile || name.startsWith(`${model.name}.`)),
    );
    return names.map((name) => ({ path: path.join(folder, name), shown: name }));
  }

  private inside(file: string): string | undefined {
    const relative = path.relative(this.model.root, file);
    if (this.model.isFile || relative.startsWith('..') || path.isAbsolute(relative)) return undefined;
    return relative.split(path.sep).join('/');
  }

  private get walking() {
    const { allowSymlinks = false, signal } = this.request;
    return { allowSymlinks, ...(signal ? { signal } : {}) };
  }

  private enumerate(left: readonly string[]): Promise<Enumeration> {
    return enumerate(this.model, { ignored: [...GIT_PATHS, ...left], ...this.walking });
  }

  private comparison(left: readonly string[]) {
    const { allowRemembered = false, progress } = this.request;
    return {
      model: this.model,
      ignored: [...GIT_PATHS, ...left],
      ignoreUnsignedFiles: false,
      allowRemembered,
      cryptography: nodeCryptography,
      ...(progress ? { progress } : {}),
      ...this.walking,
    };
  }

  /** The file that a bundle beside it signs, by its name: `model.gguf.sigstore.json` signs `model.gguf`. */
  private signedBy({ name }: SignatureBytes) {
    const file = path.resolve(
      this.model.isFile ? path.dirname(this.model.root) : this.model.root,
      name.replace(SIGNATURE, ''),
    );
    return existsSync(file) ? () => contentOf(file, path.basename(file)) : undefined;
  }

  private documents({ files }: Enumeration) {
    const { collected, model, request } = this;
    const candidates = files.map(({ name, target, size }) => ({
      path: model.isFile ? model.name : name,
      size,
      source: { kind: 'file', path: model.isFile ? model.name : name } as const,
      read: async () => {
        const file = model.isFile ? model.root : path.join(model.root, target);
        return readFile(file, name, { maxBytes: DOCUMENT_LIMITS.bytes })!.bytes;
      },
    }));
    const { keeper, problems } = collected;
    const { signal } = request;
    return readDocuments(candidates, DOCUMENT_LIMITS, { keeper, problems, isTold, ...(signal ? { signal } : {}) });
  }

  private rows(
    found: Enumeration,
    inspected: readonly Inspected[],
    documents: readonly ReadDocument[],
    given: readonly SignatureBytes[],
  ): FileRow[] {
    const coverage = coverageBy(inspected);
    const named = componentNames(documents);
    const rows = found.files.map(({ name, size }): FileRow => {
      const shown = this.model.isFile ? this.model.name : name;
      const { kind } = classifyFile({ path: shown, size }, { components: named });
      return { path: shown, size, ...coverage.of(name), kind };
    });
    const own = new Map(given.map(({ path: inside, digest, bytes }) => [inside, { digest, size: bytes.length }]));
    const ignored = found.ignored.map((name): FileRow => ({ path: name, ...own.get(name), state: 'ignored' }));
    const links = found.links.map((name): FileRow => ({
      path: name,
      state: 'unknown',
      note: t('a symbolic link, which is not followed'),
    }));
    return [...rows, ...ignored, ...links, ...coverage.missing];
  }

  /**
   * Rows with the digests of the files that bills of materials speak of: nothing else of an unsigned model is hashed, unless that
   * is asked for.
   */
  private async withBomDigests(
    rows: FileRow[],
    { files }: Enumeration,
    documents: readonly ReadDocument[],
  ): Promise<FileRow[]> {
    const { hashAll = false, progress, signal } = this.request;
    const meant = hashAll
      ? new Set(rows.map((row) => row.path))
      : filesInBoms(documents, namedDigests(rows.map((row) => ({ ...row, digest: ANY }))));
    const open = new Set(
      rows.filter((row) => meant.has(row.path) && !row.digest?.startsWith('sha256:')).map((row) => row.path),
    );
    const nameOf = ({ name }: { name: string }) => (this.model.isFile ? this.model.name : name);
    const jobs = files.filter((file) => open.has(nameOf(file)));
    if (!jobs.length) return rows;
    const options = { hash: 'sha256' as const, ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
    const hashed = await this.collected.orProblem(
      () => this.model.hash(jobs, options),
      new Map<string, readonly string[]>(),
    );
    const digests = new Map(jobs.map((job) => [nameOf(job), hashed.get(job.name)?.[0]]));
    return rows.map((row) => {
      const sha256 = digests.get(row.path);
      if (sha256 === undefined) return row;
      // What a signature of another algorithm says of it stays.
      row.digest ??= `sha256:${sha256}`;
      return { ...row, digest: `sha256:${sha256}` };
    });
  }

  private components(mof: MofDocument, { files }: Enumeration): ReadonlyMap<number, readonly string[]> {
    const components = componentPaths(mof);
    return byComponent(
      files.map(({ name, size }) => ({ path: name, size })),
      components,
    );
  }
}

const NO_FILES: Enumeration = { files: [], ignored: [], links: [] };
const ANY = `sha256:${'0'.repeat(64)}`;

/** The files that bills of materials state hashes of. */
function filesInBoms(documents: readonly ReadDocument[], digests: KnownDigests): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { text, document } of documents) {
    if (document.kind.id !== 'spdx' && document.kind.id !== 'cyclonedx') continue;
    try {
      for (const { file } of statedHashes(readBom(text))) {
        const known = digests.of(file);
        if (known) found.add(known.path);
      }
    } catch (error) {
      if (!(error instanceof BomError)) throw error;
    }
  }
  return found;
}

/** Names of the regular files in a folder. Links are left out: what they lead to may be none of the model's. */
function entriesOf(folder: string, shown: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw readError(shown, error);
  }
}
