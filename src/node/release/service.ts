/**
 * What the editor asks of releases. It loads this from the bundle of the command line when a command needs it, so that nothing
 * here can be told by its class: values go in and come out, and what the user can do something about is a {@link Failure}.
 */
import { type ExportFormat } from '../../core/inspection/export';
import { loadMessages } from '../../core/l10n';
import { cacheFolder } from '../cache-folder';
import { orFailure, type Failure } from '../failure';
import { openRepository, type RegistryAccess } from '../oci/place';
import { Release, type ReleaseEvents, type ReleasePlan, type ReleaseResult } from './release';
import { type ReleaseRequest } from './request';
import { keylessSigner, ownSigner, type ReleaseSigner } from './signer';
import { isSkippable, STEP_IDS, type StepId } from './step';
import { signingMethodOf, trustedRootOf, type NamedPath, type SigningChoice } from '../signing/service';

export { type ReleaseEvents, type ReleasePlan, type ReleaseResult };

/** What is to be released, and how. */
export interface EditorRelease {
  model: NamedPath;
  layout: NamedPath;
  /** A local name, or registry/repository:tag; made of what the model says of itself without it. */
  name?: string;
  /** Who signs; nobody without it. To plan, what people call it is enough. */
  signer?: { method: SigningChoice['method']; shown: string; choice?: SigningChoice };
  /** Trusted root or client trust configuration of a Sigstore of one's own. */
  trustConfig?: NamedPath;
  /** How the registry of the name is reached. */
  access?: RegistryAccess;
  moveTag: boolean;
  allowSymlinks: boolean;
  report: { file: NamedPath; format: ExportFormat };
  skip: ReadonlyMap<string, string>;
}

/** Releases as the editor makes them. */
export interface ReleaseService {
  loadMessages: (bundle: Record<string, string>) => void;
  /** The steps that a release can do without. */
  skippable: readonly string[];
  /** What is going to happen. Nothing is written. */
  plan(release: EditorRelease, signal?: AbortSignal): Promise<ReleasePlan | Failure>;
  /** Does it. A run that was interrupted is gone on with by the next one. */
  run(release: EditorRelease, events: ReleaseEvents): Promise<ReleaseResult | Failure>;
}

/** @param gate checks the documents of a folder */
export function releaseService(gate: ReleaseRequest['gate']): ReleaseService {
  const prepare = (release: EditorRelease, signal: AbortSignal | undefined) =>
    Release.prepare(requestOf(release, gate), signal ? { signal } : {});
  return {
    loadMessages,
    skippable: STEP_IDS.filter(isSkippable),
    plan: (release, signal) => orFailure(async () => (await prepare(release, signal)).plan),
    run: (release, events) => orFailure(async () => (await prepare(release, events.signal)).run(events)),
  };
}

function requestOf(release: EditorRelease, gate: ReleaseRequest['gate']): ReleaseRequest {
  const { model, layout, name, access, moveTag, allowSymlinks, report, skip } = release;
  const signer = signerOf(release);
  return {
    model,
    // Nothing is released in a workspace that is not trusted.
    trusted: true,
    layout,
    ...(name === undefined ? {} : { name }),
    ...(access ? { open: () => openRepository(name!, access).repository } : {}),
    moveTag,
    gate,
    ...(signer ? { signer } : {}),
    annotations: {},
    allowSymlinks,
    now: new Date(),
    report,
    skip: skip as ReadonlyMap<StepId, string>,
    cacheDir: cacheFolder(),
  };
}

function signerOf({ signer, trustConfig }: EditorRelease): ReleaseSigner | undefined {
  if (!signer) return undefined;
  const { method, shown, choice } = signer;
  const load = () => signingMethodOf(choice!, undefined);
  const root = () => trustedRootOf(trustConfig, []);
  if (method === 'sigstore') return keylessSigner({ shown, root }, load);
  const isCertified = method === 'certificate' || (choice?.method === 'token' && choice.certificate !== undefined);
  return ownSigner({ method: isCertified ? 'certificate' : 'key', shown, root }, load);
}
