/**
 * What the editor asks of inspecting. It loads this from the bundle of the command line when a command needs it, so that nothing
 * here can be told by its class: values go in and come out, and what the user can do something about is a {@link Failure}.
 */
import { statSync } from 'node:fs';
import { type Inspection, type InspectedOci } from '../../core/inspection/inspection';
import { detectKindId } from '../../core/documents/detect';
import { dayOf } from '../../core/licenses/policy';
import { type ArtifactSource } from '../../core/oci/content';
import { type Progress } from '../../core/signing/model/model';
import { decodeText } from '../../core/text/decode';
import { cacheFolder } from '../cache-folder';
import { orFailure, type Failure } from '../failure';
import { HEAD_BYTES, readFile } from '../files/read';
import { readError } from '../files/errors';
import { DigestCache } from '../hashing/digest-cache';
import { withPlace, type Place } from '../oci/place';
import { Repository } from '../oci/registry/repository';
import { KitOpsStore } from '../oci/stores/kitops';
import { ModctlStore } from '../oci/stores/modctl';
import { findPolicies, type PolicySearch } from '../policy/find';
import { type ExpectedSigner } from '../signing/expected';
import { type NamedPath } from '../signing/model';
import { trustedRootOf } from '../signing/service';
import { type Inspecting } from './inspecting';
import { ignoredPolicies } from './policy';

export { compareInspections, type InspectionDiff } from '../../core/inspection/compare';
export { exportInspection, type ExportFormat } from '../../core/inspection/export';
export { loadMessages } from '../../core/l10n';
export { type Failure, type Inspection, type NamedPath, type Place, type PolicySearch };

/** An artifact in a store that is open, and stays so. */
export interface OpenedPlace {
  source: ArtifactSource;
  /** What the store knows it by. */
  name: string;
  /** What people call it. */
  shown: string;
}

/** What is inspected. */
export type InspectTarget =
  | { kind: 'folder'; model: NamedPath; signatures?: readonly NamedPath[] }
  | { kind: 'artifact'; place: Place | OpenedPlace }
  | { kind: 'signature'; signature: NamedPath; signed?: NamedPath }
  | { kind: 'bom'; bom: NamedPath; text?: string };

export interface InspectRequest {
  target: InspectTarget;
  /** Who is expected to have signed; any of them will do. Without anybody it is found out who signed, and nobody is trusted. */
  expected?: readonly ExpectedSigner[];
  /** Trusted root or client trust configuration of a Sigstore of one's own. */
  trustConfig?: NamedPath;
  /** Where to look for policies; none are asked without it. */
  policy?: PolicySearch;
  /** Whether links to files in a model folder are followed. */
  allowSymlinks?: boolean;
  /** Whether digests of earlier verifications are good enough for files that are unchanged since then. */
  allowRemembered?: boolean;
  /** Whether files are hashed that nobody signed, too: what comparing takes. */
  hashAll?: boolean;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** Inspects whatever it is. Uses the network for a registry that is named, and for nothing else. */
export function inspect(request: InspectRequest): Promise<Inspection | Failure> {
  return orFailure(() => inspectTarget(request));
}

/**
 * As {@link inspect}, for those who know our errors.
 * @throws {FileError} {@link OciError} {@link SigningError} {@link CancelledError}
 */
export async function inspectTarget(request: InspectRequest): Promise<Inspection> {
  const { target, trustConfig, expected = [], policy, progress, signal } = request;
  const now = new Date();
  const policies = policy ? findPolicies(policy, dayOf(now)) : [];
  const notes: string[] = [];
  const inspecting: Inspecting = {
    trust: { expected, policies, root: onceOnly(() => trustedRootOf(trustConfig, notes)), now },
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  };
  const inspection = await run(target, request, inspecting);
  const noted = notes.map((message) => ({ severity: 'warning' as const, rule: '', message }));
  const more = [...noted, ...ignoredPolicies(policies)];
  return more.length ? { ...inspection, problems: [...inspection.problems, ...more] } : inspection;
}

/** Loads at the first call, and gives the same at all others. */
function onceOnly<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}

async function run(target: InspectTarget, request: InspectRequest, inspecting: Inspecting): Promise<Inspection> {
  switch (target.kind) {
    case 'folder': {
      const { inspectFolder } = await import('./folder');
      const { allowSymlinks = false, allowRemembered = false, hashAll = false } = request;
      const cache = cacheFolder();
      return inspectFolder({
        ...inspecting,
        ...target,
        allowSymlinks,
        allowRemembered,
        hashAll,
        ...(cache === undefined ? {} : { digestCache: new DigestCache(cache) }),
      });
    }
    case 'artifact': {
      const { inspectArtifactIn } = await import('./artifact');
      const { place } = target;
      if ('source' in place) return inspectArtifactIn({ ...inspecting, ...place, store: storeOf(place.source) });
      const shown = 'reference' in place ? place.reference : place.name;
      return withPlace(place, (source, name) =>
        inspectArtifactIn({ ...inspecting, source, name, shown, store: storeOf(source) }),
      );
    }
    case 'signature': {
      const { inspectSignatureFile } = await import('./signature-file');
      return inspectSignatureFile({ ...inspecting, ...target });
    }
    case 'bom': {
      const { inspectBomFile } = await import('./bom-file');
      return inspectBomFile({ ...inspecting, ...target });
    }
  }
}

function storeOf(source: ArtifactSource): InspectedOci['store'] {
  if (source instanceof Repository) return 'registry';
  if (source instanceof KitOpsStore) return 'kitops';
  return source instanceof ModctlStore ? 'modctl' : 'layout';
}

/**
 * What a file or folder can be inspected as: by its content, not by its name.
 * @throws {FileError} when there is none, or it can't be read
 */
export function targetOf(file: NamedPath): InspectTarget {
  if (isFolder(file)) return { kind: 'folder', model: file };
  let text = '';
  readFile(file.path, file.shown, {
    wanted: (head) => {
      text = decodeText(head.subarray(0, HEAD_BYTES)).text;
      return false;
    },
  });
  if (
    /^\s*\{[^]*"(?:mediaType"\s*:\s*"application\/vnd\.dev\.sigstore\.bundle|payloadType"|_type"\s*:\s*"https:\/\/in-toto\.io\/)/.test(
      text,
    )
  )
    return { kind: 'signature', signature: file };
  const kind = detectKindId(file.shown, text);
  if (kind === 'spdx' || kind === 'cyclonedx') return { kind: 'bom', bom: file };
  return { kind: 'folder', model: file };
}

function isFolder({ path, shown }: NamedPath): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw readError(shown, error);
  }
}
