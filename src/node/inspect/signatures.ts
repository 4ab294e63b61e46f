import { t } from '../../core/l10n';
import { type InspectedSignature, type Source } from '../../core/inspection/inspection';
import { type LayerComparison } from '../../core/oci/signed-layers';
import { predicateTypeOf } from '../../core/oci/attachments';
import { ARTIFACT_PREDICATE_TYPE } from '../../core/signing/artifact/statement';
import { verifyArtifactSignature } from '../../core/signing/artifact/verify';
import { BundleError, type Bundle, type Method } from '../../core/signing/bundle/bundle';
import { LIMITS } from '../../core/signing/bundle/limits';
import { readBundle } from '../../core/signing/bundle/read';
import { checkSignature, type CheckedSignature } from '../../core/signing/check-signature';
import { isObject, own, parseJson } from '../../core/signing/json';
import { readStatement as readInToto, type Statement } from '../../core/signing/sigstore/subjects';
import {
  LEGACY_PREDICATE_TYPE,
  PREDICATE_TYPE,
  StatementError,
  type Manifest,
} from '../../core/signing/statement/manifest';
import { readStatement } from '../../core/signing/statement/read';
import { stateTitle } from '../../core/signing/verdict/titles';
import { type FileComparison, type Verdict, type VerdictState } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { bundleSignerOf } from '../signing/expected';
import { inspectSignature } from '../signing/inspect';
import { artifactDigests, type Artifact } from '../sigstore/artifact';
import { inspectCertificate } from './certificate';
import { provedBy, verifierFor, type Trust } from './verifiers';

/** The bytes of a signature, and where they are. */
export interface SignatureBytes {
  bytes: Uint8Array;
  name: string;
  digest: string;
  source: Source;
  /** The path of the signature in the model, which it does not cover itself. */
  path?: string;
  /** Whether what it signs, if that is no list of files, is all of what is inspected. */
  isOfAll?: boolean;
}

/** What a model's signature is held against: a folder, or the layers of an artifact. */
export type Compare = (checked: CheckedSignature) => Verdict | Promise<Verdict>;

/** A signature with what it says of each file. */
export interface Inspected {
  signature: InspectedSignature;
  /** Of the signature of a model, for policies. */
  verdict?: Verdict;
  /** What was signed, whether that is proved or not. */
  manifest?: Manifest;
  files?: FileComparison | LayerComparison;
}

const SHOWN_SUBJECTS = 100;

/**
 * Checks a signature, whatever it signs.
 * @param compare holds the signature of a model against its files; left out where there are none
 * @param signed the file that a bundle signs, where it is not the files of a model
 */
export async function inspectOne(
  given: SignatureBytes,
  trust: Trust,
  compare: Compare | undefined,
  signed: Artifact | undefined,
): Promise<Inspected> {
  const artifact = await artifactSignature(given, trust, signed);
  if (artifact) return { signature: artifact };
  const kind = inspectSignature(given.bytes);
  if (kind.kind === 'model') return inspectModelSignature(given, trust, compare);
  const { bytes, name, digest, source } = given;
  const base = { source, name, digest, bytes: bytes.length };
  if (kind.kind === 'other') return { signature: { ...base, ...otherSignature(bytes, kind.reason) } };
  const signature = await bundleSignature(bytes, kind.method, trust, signed);
  const whole = given.isOfAll && isPlainSignature(signature.predicateType);
  return { signature: { ...base, ...signature, ...(whole ? { whole } : {}) } };
}

/**
 * The signature of an artifact by a key or a certificate of one's own: no log vouches for it, and none has to. Undefined for all
 * others, which Sigstore's rules are for.
 */
async function artifactSignature(
  { bytes, name, digest, source, isOfAll }: SignatureBytes,
  trust: Trust,
  signed: Artifact | undefined,
): Promise<InspectedSignature | undefined> {
  if (!isOfAll || !signed || predicateTypeOf(bytes) !== ARTIFACT_PREDICATE_TYPE) return undefined;
  const method = unloggedMethod(bytes);
  if (!method) return undefined;
  const manifest = (await artifactDigests(signed)).get('sha256')!;
  const verifier = await verifierFor(method, trust);
  const {
    state,
    checks,
    signer,
    trust: rests,
  } = await verifyArtifactSignature({ signature: bytes, verifier, manifest });
  return {
    source,
    name,
    kind: 'bundle',
    whole: true,
    digest,
    bytes: bytes.length,
    ...contentOf(bytes),
    method,
    state,
    title: stateTitle(state),
    legacy: false,
    checks: checks.map(({ id, ok, detail }) => ({ id, ok, detail })),
    ...(signer ? { signer: shownSigner(signer) } : {}),
    times: [],
    entries: [],
    ...(rests === undefined ? {} : { trust: rests }),
  };
}

/** How a bundle was signed that no log has an entry of; undefined for all others. */
function unloggedMethod(bytes: Uint8Array): Exclude<Method, 'sigstore'> | undefined {
  try {
    const { material, json } = readBundle(bytes);
    const given = isObject(json) ? own(json, 'verificationMaterial') : undefined;
    const entries = isObject(given) ? own(given, 'tlogEntries') : undefined;
    const isLogged = Array.isArray(entries) && entries.length > 0;
    return material.method === 'sigstore' || isLogged ? undefined : material.method;
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}

/** Whether a bundle signs something and states nothing about it: cosign writes that as a statement. */
function isPlainSignature(predicateType: string | undefined): boolean {
  return predicateType === undefined || predicateType.startsWith('https://sigstore.dev/cosign/sign/');
}

async function inspectModelSignature(
  { bytes, name, digest, source }: SignatureBytes,
  trust: Trust,
  compare: Compare | undefined,
): Promise<Inspected> {
  const { material } = readBundle(bytes);
  const checked = await checkSignature({
    signature: bytes,
    verifier: await verifierFor(material.method, trust),
    windows: process.platform === 'win32',
    cryptography: nodeCryptography,
  });
  const { verdict, manifest } = await held(checked, compare);
  const { state, signer, trust: rests, legacy, checks, files } = verdict;
  return {
    signature: {
      source,
      name,
      kind: 'model',
      digest,
      bytes: bytes.length,
      ...bundleFacts(checked.bundle!),
      ...predicateOf(checked.bundle!.envelope.payload, manifest, legacy),
      state,
      title: stateTitle(state),
      legacy,
      checks: checks.map(({ id, ok, detail }) => ({ id, ok, detail })),
      ...(signer ? { signer: shownSigner(signer) } : {}),
      ...(material.method === 'sigstore' && signer
        ? await timesOf(checked.bundle!, trust)
        : { times: [], entries: [] }),
      ...(rests === undefined ? {} : { trust: rests }),
      ...(manifest ? { statement: statementOf(manifest) } : {}),
    },
    verdict,
    ...(manifest ? { manifest } : {}),
    ...(files ? { files } : {}),
  };
}

/** Holds a signature against files. Without the key of the signer, its word is taken for what it is: a claim. */
async function held(
  checked: CheckedSignature,
  compare: Compare | undefined,
): Promise<{ verdict: Verdict; manifest?: Manifest }> {
  const claim = checked.manifest ? undefined : claimOf(checked);
  const manifest = checked.manifest ?? claim;
  if (!compare || !manifest) {
    const state = manifest ? withoutFiles(checked) : (checked.state ?? 'unchecked');
    return { verdict: await emptyCompare(checked, state), ...(manifest ? { manifest } : {}) };
  }
  if (!claim) return { verdict: await compare(checked), manifest };
  const result = { ...checked.result!, state: 'untrusted' as const };
  const verdict = await compare({ ...checked, result, manifest });
  // That files are not what is claimed is certain, whoever claims it.
  return { verdict: verdict.state === 'untrusted' ? { ...verdict, state: checked.state! } : verdict, manifest };
}

/** What a bundle says where nothing tells whether its signature holds, because that takes a key. */
function claimOf({ bundle, result, checks }: CheckedSignature): Manifest | undefined {
  const failed = checks.filter(({ ok }) => !ok);
  if (!bundle || !result || failed.length !== 1 || failed[0]!.id !== 'key') return undefined;
  try {
    return readStatement(bundle.envelope.payload, { windows: false, legacy: false }, nodeCryptography);
  } catch (error) {
    if (error instanceof StatementError) return undefined;
    throw error;
  }
}

function withoutFiles({ checks, result }: CheckedSignature): VerdictState {
  checks.push({ id: 'files', ok: false, detail: t('There are no files to hold the signature against.') });
  return result?.state === 'untrusted' ? 'untrusted' : 'unchecked';
}

async function emptyCompare({ bundle, result, checks }: CheckedSignature, state: VerdictState): Promise<Verdict> {
  return {
    state,
    ...(bundle ? { method: bundle.material.method } : {}),
    ...(result?.signer ? { signer: result.signer } : {}),
    ...(result?.trust === undefined ? {} : { trust: result.trust }),
    legacy: result?.legacy ?? false,
    checks,
  };
}

function shownSigner({ id, name, issuer, facts }: NonNullable<Verdict['signer']>): InspectedSignature['signer'] {
  return {
    id,
    name,
    ...(issuer === undefined ? {} : { issuer }),
    facts: facts.map(([label, value]) => ({ label, value })),
  };
}

function statementOf({ model, serialization, files }: Manifest): InspectedSignature['statement'] {
  const { hash, shardSize, allowSymlinks, ignorePaths } = serialization;
  return {
    model,
    hash,
    ...(shardSize === undefined ? {} : { shardSize }),
    allowSymlinks,
    ignorePaths: [...ignorePaths],
    files: files.size,
  };
}

async function timesOf(bundle: Bundle, trust: Trust): Promise<Pick<InspectedSignature, 'times' | 'entries'>> {
  return shownProofs(await provedBy(bundle, trust));
}

function shownProofs({
  times,
  entries,
}: Awaited<ReturnType<typeof provedBy>>): Pick<InspectedSignature, 'times' | 'entries'> {
  return {
    times: times.map(({ by, time }) => ({ by, time: time.toISOString() })),
    entries: entries.map(({ inclusion, ...entry }) => ({ ...entry, inclusion: [...inclusion] })),
  };
}

function bundleFacts({
  mediaType,
  material,
}: Bundle): Pick<InspectedSignature, 'method' | 'mediaType' | 'certificate'> {
  const der =
    material.method === 'sigstore'
      ? material.certificate
      : material.method === 'certificate'
        ? material.chain[0]
        : undefined;
  const certificate = der && inspectCertificate(der);
  return {
    method: material.method,
    mediaType,
    ...(certificate ? { certificate } : {}),
  };
}

/** The predicate type of what was signed. */
function predicateOf(
  payload: Uint8Array,
  manifest: Manifest | undefined,
  legacy: boolean,
): Pick<InspectedSignature, 'predicateType'> {
  // A statement that was read need not be read again: it may list half a million files.
  if (manifest) return { predicateType: legacy ? LEGACY_PREDICATE_TYPE : PREDICATE_TYPE };
  const statement = inTotoIn(payload);
  return statement ? { predicateType: statement.predicateType } : {};
}

function inTotoIn(payload: Uint8Array): Statement | undefined {
  try {
    return readInToto(payload);
  } catch {
    return undefined;
  }
}

type WithoutBase = Omit<InspectedSignature, 'source' | 'name' | 'digest' | 'bytes'>;

/** A Sigstore bundle about something else than the files of a model. */
async function bundleSignature(
  bytes: Uint8Array,
  method: 'key' | 'sigstore',
  trust: Trust,
  signed: Artifact | undefined,
): Promise<WithoutBase> {
  const { verifySigstoreBundle } = await import('../sigstore/verify');
  const { signerOfReport } = await import('../sigstore/model-verifier');
  const expected = trust.expected.filter((each) => each.method === method);
  const root = await trust.root();
  const verify = (signer: (typeof expected)[number] | undefined) =>
    verifySigstoreBundle(bytes, {
      expected: signer && bundleSignerOf(signer),
      root,
      ...(signed ? { artifact: signed } : {}),
      now: trust.now,
    });
  let report = await verify(expected[0]);
  for (const each of expected.slice(1)) {
    if (report.state === 'verified') break;
    const other = await verify(each);
    if (other.state === 'verified') report = other;
  }
  // That nobody named the key is no fault of the signature.
  const isKeyless = report.method !== 'key';
  const state = !isKeyless && !expected.length ? 'unchecked' : report.state;
  const { signer } = signerOfReport(report);
  return {
    kind: 'bundle',
    ...contentOf(bytes),
    ...(report.method === undefined ? {} : { method: report.method }),
    state,
    title: stateTitle(state),
    legacy: false,
    checks: report.checks.map(({ id, ok, detail }) => ({ id, ok, detail })),
    ...(signer ? { signer: shownSigner(signer) } : {}),
    ...shownProofs(report),
    trust: report.trust,
  };
}

/** Something with a statement at most: an envelope or a statement by itself. Nobody here can verify it. */
function otherSignature(bytes: Uint8Array, reason: string): WithoutBase {
  const content = contentOf(bytes);
  const detail = content.predicateType
    ? t('An in-toto statement that is in no Sigstore bundle: who signed it cannot be checked.')
    : t('The file {0}.', reason);
  const state: VerdictState = content.predicateType ? 'unchecked' : 'invalid';
  return {
    kind: 'other',
    ...content,
    state,
    title: stateTitle(state),
    legacy: false,
    checks: [{ id: 'bundle', ok: false, detail }],
    times: [],
    entries: [],
  };
}

/** What a bundle, an envelope or a statement says it is about. Nothing of it is proved. */
function contentOf(
  bytes: Uint8Array,
): Pick<InspectedSignature, 'mediaType' | 'predicateType' | 'subjects' | 'certificate'> {
  const outer = jsonIn(bytes);
  if (!isObject(outer)) return {};
  const mediaType = own(outer, 'mediaType');
  const inner = own(outer, 'dsseEnvelope');
  const envelope = isObject(inner) ? inner : outer;
  const payload = own(envelope, 'payload');
  const statement = inTotoIn(typeof payload === 'string' ? Buffer.from(payload, 'base64') : bytes);
  const material = own(outer, 'verificationMaterial');
  const der = isObject(material) ? certificateIn(material) : undefined;
  const certificate = der && inspectCertificate(der);
  return {
    ...(typeof mediaType === 'string' ? { mediaType } : {}),
    ...(statement ? { predicateType: statement.predicateType, subjects: subjectsOf(statement) } : {}),
    ...(certificate ? { certificate } : {}),
  };
}

function certificateIn(material: Readonly<Record<string, unknown>>): Uint8Array | undefined {
  const chain = own(material, 'x509CertificateChain');
  const list = isObject(chain) ? own(chain, 'certificates') : undefined;
  const first: unknown = own(material, 'certificate') ?? (Array.isArray(list) ? list[0] : undefined);
  const raw = isObject(first) ? own(first, 'rawBytes') : undefined;
  return typeof raw === 'string' ? Buffer.from(raw, 'base64') : undefined;
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes, LIMITS.bundleValues);
  } catch {
    return undefined;
  }
}

function subjectsOf({ subjects }: Statement): { name: string; digest: string }[] {
  return subjects.slice(0, SHOWN_SUBJECTS).map(({ name, digests }) => {
    const [algorithm, value] = [...digests][0] ?? ['', ''];
    return { name, digest: value ? `${algorithm}:${value}` : '' };
  });
}
