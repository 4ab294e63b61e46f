import { byComponent } from './components';
import { type ReadDocument } from '../../core/inspection/documents';
import { inspectedFiles } from '../../core/inspection/files';
import { fromDocuments, mofOf } from '../../core/inspection/from-documents';
import { type FileRow, type Inspection, type InspectedOci, type Source } from '../../core/inspection/inspection';
import { type Origin } from '../../core/inspection/lineage';
import { annotationRows } from '../../core/inspection/referrers';
import { conclude } from '../../core/inspection/reasons';
import { t } from '../../core/l10n';
import { component } from '../../core/mof/components';
import { type ArtifactSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { readManifest } from '../../core/oci/manifest';
import { SIGSTORE_BUNDLE_TYPE } from '../../core/oci/media-types';
import { componentOf, componentPaths } from '../../core/oci/modelpack/classify/components';
import { documentOf } from '../../core/oci/modelpack/classify/content';
import { type ModelLayer } from '../../core/oci/modelpack/read';
import { checkProfile } from '../../core/oci/profile/check';
import {
  evidenceOfLayer,
  evidenceOfMof,
  evidenceOfReferrer,
  isModelPack,
  type EvidenceItem,
} from '../../core/oci/profile/evidence';
import { compareArtifact } from '../../core/oci/verify-layers';
import { LIMITS } from '../../core/signing/bundle/limits';
import { inspectArtifact, type InspectedArtifact } from '../oci/inspect';
import { readWhole } from '../oci/read-whole';
import { DOCUMENT_LIMITS, FETCH_LIMITS, readDocuments, take, type Candidate, type Documents } from './documents';
import { Collected, isTold, type Inspecting } from './inspecting';
import { byPolicy, decided, decideOnArtifact } from './policy';
import { namedDigests } from './named-digests';
import { referrerTree } from './referrers';
import { coverageBy, withCoverage } from './rows';
import { type Inspected, type SignatureBytes } from './signatures';

export interface ArtifactRequest extends Inspecting {
  source: ArtifactSource;
  /** What the source knows it by: a tag, a name or a digest. */
  name: string;
  /** What people call it. */
  shown: string;
  store: InspectedOci['store'];
}

/** Where signatures of a model usually are (OMS), and the likes of it. */
const SIGNATURE_FILE = /(?:^|\/)[^/]+\.(?:sig|sigstore\.json|sigstore|intoto\.jsonl?)$/;

/** More than one signature is rare, and each is fetched. */
const MOST_SIGNATURES = 5;
/** Bills of materials and the like that are fetched of what is attached. */
const MOST_ATTACHED = 10;

/**
 * Inspects an artifact by its manifest, its config, what is attached to it and the documents in it: weights and data are never
 * read. Each signature is held against the digests in the manifest.
 * @throws {OciError} where the manifest itself can't be read
 */
export function inspectArtifactIn(request: ArtifactRequest): Promise<Inspection> {
  return new ArtifactInspection(request).run();
}

class ArtifactInspection {
  private readonly collected: Collected;
  private readonly requests: RequestOptions;
  private readonly fetching: typeof DOCUMENT_LIMITS | typeof FETCH_LIMITS;

  constructor(private readonly request: ArtifactRequest) {
    this.collected = new Collected(request);
    this.requests = request.signal ? { signal: request.signal } : {};
    this.fetching = request.store === 'registry' ? FETCH_LIMITS : DOCUMENT_LIMITS;
  }

  async run(): Promise<Inspection> {
    const { collected, request } = this;
    const found = await inspectArtifact(request.source, request.name, this.requests);
    const { descriptor, artifact } = found;
    const layers = artifact?.layers ?? [];
    const manifestBytes = await request.source.readManifest(plain(descriptor), this.requests);
    collected.keeper.keep(t('manifest'), descriptor.mediaType, manifestBytes);
    const { documents, origins } = await this.documents(found);
    const checked = await collected.signatures(
      await this.signatureBytes(found),
      ({ path }) =>
        (checked) =>
          compareArtifact(checked, layers, path === undefined ? [] : [path]),
      ({ isOfAll }) => (isOfAll ? bytesOnce(manifestBytes) : undefined),
    );
    const decision = await decideOnArtifact(request.source, found, request.shown, request);
    const inspected = byPolicy(checked, decision);
    const rows = this.rows(layers, inspected);
    const title = artifact?.config?.descriptor.name ?? request.shown;
    const { problems } = collected;
    for (const { severity, rule, message, layer } of artifact?.problems ?? [])
      problems.push({
        severity,
        rule,
        message,
        source: blob(layers[layer ?? -1]?.descriptor.digest ?? descriptor.digest),
      });
    const profile = artifact && checkProfile(artifact.manifest.annotations, this.evidence(found, documents, inspected));
    const oci = await this.oci(found, manifestBytes, documents);
    return conclude({
      ...collected.base,
      subject: {
        kind: 'artifact',
        name: request.shown,
        place: request.source.name,
        digest: descriptor.digest,
        artifactType: descriptor.artifactType ?? descriptor.mediaType,
        bytes: descriptor.size + layers.reduce((sum, layer) => sum + layer.descriptor.size, 0),
      },
      ...decided(decision),
      signatures: inspected.map(withCoverage),
      files: inspectedFiles(rows),
      ...fromDocuments({
        documents,
        origins: [...origins, ...this.configOrigins(found)],
        name: title,
        digests: namedDigests(rows),
        filesOf: (mof) =>
          byComponent(
            rows.map(({ path, size = 0 }) => ({ path, size })),
            componentPaths(mof),
          ),
      }),
      oci,
      ...(profile ? { profile } : {}),
      problems,
      blobs: collected.keeper.list(),
    });
  }

  /** Documents among the layers, and those that are attached. */
  private async documents(found: InspectedArtifact): Promise<Documents> {
    const { keeper, problems } = this.collected;
    const { signal } = this.request;
    const layers = found.artifact?.layers ?? [];
    const read = await readDocuments(this.candidates(layers), this.fetching, {
      keeper,
      problems,
      isTold,
      ...(signal ? { signal } : {}),
    });
    const archives = layers.filter(({ form }) => form.archive === 'tar' || form.compression).length;
    if (archives)
      problems.push({
        severity: 'info',
        rule: '',
        message: t('Layers that are archives or compressed, whose files were not looked at: {0}.', archives),
      });
    const known = new Set(layers.map(({ descriptor: { digest } }) => digest));
    for (const { name, blob: content } of await this.attachedBlobs(found.attached, ['sbom'], MOST_ATTACHED)) {
      // What is attached is mostly what is in it as well.
      if (known.has(content.digest)) continue;
      const bytes = await this.collected.orProblem(() => this.whole(content, this.fetching.bytes), undefined, name);
      if (bytes) take(read, { path: name, source: blob(content.digest), bytes }, keeper);
    }
    return read;
  }

  private candidates(layers: readonly ModelLayer[]): Candidate[] {
    return layers.flatMap(({ path, kind, form, descriptor }): Candidate[] => {
      const isRead =
        path !== undefined && form.archive === 'raw' && !form.compression && kind !== 'weight' && kind !== 'dataset';
      if (!isRead) return [];
      const read = () => this.whole(descriptor, this.fetching.bytes);
      return [{ path, size: descriptor.size, source: blob(descriptor.digest), read }];
    });
  }

  private whole(descriptor: Descriptor, most: number): Promise<Uint8Array> {
    return readWhole(this.request.source, descriptor, most, this.requests);
  }

  /** Signatures in the artifact and attached to it, each once. */
  private async signatureBytes({ artifact, attached }: InspectedArtifact): Promise<SignatureBytes[]> {
    const inside = (artifact?.layers ?? []).flatMap(({ path, form, descriptor }) =>
      path !== undefined && SIGNATURE_FILE.test(path) && form.archive === 'raw' && !form.compression
        ? [{ name: path, path, blob: descriptor }]
        : [],
    );
    const outside = await this.attachedBlobs(attached, ['signing', 'provenance'], MOST_SIGNATURES);
    const all = [...inside, ...outside];
    const once = all.filter(({ blob: { digest } }, at) => all.findIndex((each) => each.blob.digest === digest) === at);
    if (once.length > MOST_SIGNATURES)
      this.collected.problems.push({
        severity: 'info',
        rule: '',
        message: t('Only {0} of {1} signatures were checked.', MOST_SIGNATURES, once.length),
      });
    const found: SignatureBytes[] = [];
    for (const { name, blob: descriptor, ...rest } of once.slice(0, MOST_SIGNATURES)) {
      const bytes = await this.collected.orProblem(() => this.whole(descriptor, LIMITS.bundleBytes), undefined, name);
      if (!bytes) continue;
      const digest = this.collected.keeper.keep(name, SIGSTORE_BUNDLE_TYPE, bytes);
      const isOfAll = !('path' in rest);
      found.push({ bytes, name, digest, source: blob(descriptor.digest), isOfAll, ...rest });
    }
    return found;
  }

  /** The first file of each manifest that is attached and is evidence of something. */
  private async attachedBlobs(
    attached: readonly Descriptor[],
    about: readonly EvidenceItem['about'][],
    most: number,
  ): Promise<{ name: string; blob: Descriptor }[]> {
    const wanted = attached.filter((each) => {
      const evidence = evidenceOfReferrer(each);
      // What Notation signs is in a form of its own, which nobody here reads.
      return evidence && about.includes(evidence.about) && evidence.value !== 'notation';
    });
    const found: { name: string; blob: Descriptor }[] = [];
    for (const referrer of wanted.slice(0, most)) {
      const bytes = await this.collected.orProblem(
        () => this.request.source.readManifest(plain(referrer), this.requests),
        undefined,
      );
      const [layer] = bytes ? await this.collected.orProblem(async () => readManifest(bytes).layers, []) : [];
      if (layer) found.push({ name: referrer.digest, blob: layer });
    }
    return found;
  }

  private rows(layers: readonly ModelLayer[], inspected: readonly Inspected[]): FileRow[] {
    const coverage = coverageBy(inspected);
    const rows = layers.map(({ path, form, descriptor, kind, unsafe, index }): FileRow => {
      const { digest, size } = descriptor;
      const shown = path ?? t('layer {0}', index + 1);
      const isFile = form.archive === 'raw' && !form.compression;
      return {
        path: shown,
        size,
        ...(isFile ? { digest } : {}),
        ...coverage.of(shown),
        layer: digest,
        ...(kind ? { kind } : {}),
        ...(unsafe === undefined ? {} : { note: unsafe }),
      };
    });
    return [...rows, ...coverage.missing];
  }

  /** Data that the config of ModelPack names. */
  private configOrigins({ artifact }: InspectedArtifact): Origin[] {
    const config = artifact?.manifest.config;
    return (artifact?.config?.descriptor.datasetsURL ?? []).map((name) => ({
      type: 'dataset',
      name,
      source: blob(config!.digest),
    }));
  }

  /** What proves the claims: signatures that were checked say whether they hold. */
  private evidence(
    { artifact, attached }: InspectedArtifact,
    documents: readonly ReadDocument[],
    inspected: readonly Inspected[],
  ) {
    const config = mofOf(documents);
    const holds = new Map(inspected.map(({ signature }) => [signature.name, holdsIn(signature.state)]));
    const items = [
      ...(artifact?.layers ?? []).flatMap(({ path }) => {
        const document = path === undefined ? undefined : documentOf(path, this.headOf(path, documents, inspected));
        return document ? (evidenceOfLayer(document, path!) ?? []) : [];
      }),
      ...attached.flatMap((each) => evidenceOfReferrer(each) ?? []),
    ].map((item): EvidenceItem => {
      const known = holds.get(item.place);
      return known === undefined ? item : { ...item, holds: known };
    });
    return {
      isModelPack: artifact !== undefined && isModelPack(artifact.manifest),
      ...(config ? { mof: evidenceOfMof(config.mof, config.name) } : {}),
      items,
    };
  }

  /** The start of a layer that was read. */
  private headOf(
    path: string,
    documents: readonly ReadDocument[],
    inspected: readonly Inspected[],
  ): Uint8Array | undefined {
    const text = documents.find(({ name }) => name === path)?.text;
    if (text !== undefined) return Buffer.from(text.slice(0, HEAD_CHARACTERS));
    const signature = inspected.find((each) => each.signature.name === path)?.signature;
    const kept = signature && this.collected.keeper.list().find(({ digest }) => digest === signature.digest)?.text;
    return kept === undefined ? undefined : Buffer.from(kept.slice(0, HEAD_CHARACTERS));
  }

  private async oci(
    { descriptor, artifact, manifests = [], attached }: InspectedArtifact,
    bytes: Uint8Array,
    documents: readonly ReadDocument[],
  ): Promise<InspectedOci> {
    const { source, store } = this.request;
    const config = artifact?.manifest.config;
    const mof = mofOf(documents);
    const named = mof ? componentPaths(mof.mof) : [];
    const { referrers, count } = await referrerTree(source, descriptor.digest, attached, this.collected, this.requests);
    const text = config && (await this.configText(config));
    return {
      mediaType: descriptor.mediaType,
      ...(descriptor.artifactType === undefined ? {} : { artifactType: descriptor.artifactType }),
      digest: descriptor.digest,
      size: descriptor.size,
      ...(artifact ? { flavour: artifact.flavour } : {}),
      store,
      manifest: new TextDecoder().decode(bytes),
      ...(config
        ? {
            config: {
              mediaType: config.mediaType,
              digest: config.digest,
              size: config.size,
              ...(text === undefined ? {} : { text }),
            },
          }
        : {}),
      layers: (artifact?.layers ?? []).map(({ descriptor: { digest, mediaType, size }, kind, path, unsafe }) => {
        const part = path === undefined ? undefined : componentOf(path, named);
        return {
          digest,
          mediaType,
          size,
          ...(kind ? { kind } : {}),
          ...(path === undefined ? {} : { path }),
          ...(unsafe === undefined ? {} : { unsafe }),
          ...(part ? { component: component(part.component).name } : {}),
        };
      }),
      manifests: manifests.map(({ digest, mediaType, size }) => ({ digest, mediaType, size })),
      annotations: annotationRows(artifact?.manifest.annotations),
      ...(artifact?.manifest.subject ? { subject: artifact.manifest.subject.digest } : {}),
      referrers,
      referrerCount: count,
    };
  }

  /** The config where it is JSON and of a size that people read. */
  private async configText(config: Descriptor): Promise<string | undefined> {
    if (!/json$/.test(config.mediaType) || config.size > CONFIG_CHARACTERS) return undefined;
    const bytes = await this.collected.orProblem(() => this.whole(config, CONFIG_CHARACTERS), undefined);
    if (!bytes) return undefined;
    this.collected.keeper.keep(t('config'), config.mediaType, bytes);
    return new TextDecoder().decode(bytes);
  }
}

const HEAD_CHARACTERS = 64 * 1024;
const CONFIG_CHARACTERS = 1024 * 1024;

function plain({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

function blob(digest: string): Source {
  return { kind: 'blob', digest };
}

/** Whether a signature holds; undefined where that is not known. That its signer is not known takes nothing from that. */
function holdsIn(state: string): boolean | undefined {
  if (state === 'verified' || state === 'untrusted' || state === 'partial') return true;
  return state === 'invalid' ? false : undefined;
}

function bytesOnce(bytes: Uint8Array) {
  return async function* () {
    yield bytes;
  };
}
