/**
 * What the editor asks of signing. It loads this from the bundle of the command line when a command needs it, so that nothing
 * here can be told by its class: values go in and come out, and what the user can do something about is a {@link Failure}.
 */
import { dayOf } from '../../core/licenses/policy';
import { type PolicyDecision } from '../../core/policy/decision';
import { evaluate } from '../../core/policy/evaluate';
import { isUnknown, type PolicyFacts } from '../../core/policy/facts';
import { verdictByPolicy } from '../../core/policy/verdict';
import { type Method } from '../../core/signing/bundle/bundle';
import { enumerate } from '../../core/signing/model/enumerate';
import { CancelledError, type Progress } from '../../core/signing/model/model';
import { trustedRootText, type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { type ShownVerdict } from '../../core/signing/verdict/text';
import { type Verdict } from '../../core/signing/verdict/verdict';
import { cacheFolder } from '../cache-folder';
import { orFailure, type Failure } from '../failure';
import { contentOf } from '../files/content';
import { DigestCache } from '../hashing/digest-cache';
import { findPolicies, type PolicySearch } from '../policy/find';
import { folderFacts } from '../policy/folder-facts';
import { type LoadedPolicy } from '../policy/read';
import { policyVerifier } from '../policy/verifier';
import {
  bundleSignerOf,
  trustPublicKey,
  trustRoots,
  verifierOf,
  type ExpectedSigner,
  type TrustedFile,
} from './expected';
import { inspectSignature, type SignatureKind } from './inspect';
import { type DevicePrompt, type Disclosure, type IdentityWay, type KeylessChoice, type KeylessUi } from './keyless';
import { certificatesIn, isReadByAll, needsPassphrase, privateKeyIn, readPem } from './keys';
import { certificateMethod, keyMethod } from './methods';
import { openModel, openNodeModel, type NamedModel, type NamedPath } from './model';
import { nobodyVerifier } from './nobody';
import { signToFile, type SigningMethod, type WrittenSignature } from './sign';
import { readSignature } from './signature';
import { readTrustedRootFile } from './trusted-root';
import { stampIfThere, VerifiedState } from './verified-state';
import { verifyFromFile } from './verify';

export { loadMessages } from '../../core/l10n';
export {
  type DevicePrompt,
  type Disclosure,
  type ExpectedSigner,
  type Failure,
  type IdentityWay,
  type KeylessUi,
  type NamedPath,
  type PolicyDecision,
  type PolicySearch,
  type ShownVerdict,
  type SignatureKind,
  type TrustedFile,
  type WrittenSignature,
};

/** A model and its signature file. What belongs to git is left out of it. */
export interface ModelPaths {
  model: NamedPath;
  signature: NamedPath;
}

interface Running {
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** What a signature of a model would cover. */
export interface Coverage {
  files: readonly { name: string; size: number }[];
  ignored: readonly string[];
  /** Symbolic links that are not followed: nothing is signed while there are some. */
  links: readonly string[];
}

export function coverageOf(paths: ModelPaths, allowSymlinks: boolean): Promise<Coverage | Failure> {
  return orFailure(async () => {
    const { model, ignored } = open(paths);
    return enumerate(model, { ignored, allowSymlinks });
  });
}

function open(paths: ModelPaths, cache?: DigestCache): NamedModel {
  return openModel({ ...paths, ignoreGitPaths: true, digestCache: cache });
}

/** Where nobody is at home, no digests are kept. */
function digestCache(): DigestCache | undefined {
  const folder = cacheFolder();
  return folder === undefined ? undefined : new DigestCache(folder);
}

/** What is to be known of a private key before it is used. */
export interface PrivateKeyState {
  encrypted: boolean;
  /** Whether everybody on the machine can read it. */
  readByAll: boolean;
}

export function privateKeyState(file: NamedPath): Promise<PrivateKeyState | Failure> {
  return orFailure(async () => {
    const pem = readPem(file);
    const encrypted = needsPassphrase(pem);
    if (!encrypted) keyMethod(privateKeyIn(pem, undefined), file.shown);
    return { encrypted, readByAll: isReadByAll(file) };
  });
}

/** Says why a passphrase does not open a private key that models can be signed with; undefined where it does. */
export function checkPassphrase(file: NamedPath, passphrase: string): Promise<Failure | undefined> {
  return orFailure(async () => {
    keyMethod(privateKeyIn(readPem(file), passphrase), file.shown);
    return undefined;
  });
}

/** The subject of the first certificate in a file, and how many there are. */
export function certificatesOf(file: NamedPath): Promise<{ subject: string; count: number } | Failure> {
  return orFailure(async () => {
    const certificates = certificatesIn(readPem(file));
    return { subject: certificates[0]!.subject, count: certificates.length };
  });
}

/** Makes the file of a public key or of root certificates one to be trusted, as it is now. */
export function trusted(method: 'key' | 'certificate', file: NamedPath): Promise<TrustedFile | Failure> {
  return orFailure(async () => (method === 'key' ? trustPublicKey(file) : trustRoots(file)));
}

interface PrivateKeyFile {
  privateKey: NamedPath;
  passphrase?: string;
}

interface TokenChoice {
  /** Which key of which token: RFC 7512. */
  uri: string;
  /** Asks for the PIN of a token that wants one; undefined gives up. */
  pin(token: string): Promise<string | undefined>;
  /** The certificate of the key, and what leads from it to its root; without one, others verify with the public key. */
  certificate?: NamedPath;
  chain: readonly NamedPath[];
}

/** Says why a text does not name the key of a token; undefined where it does. Nothing is asked of the token. */
export function checkTokenUri(uri: string): Promise<Failure | undefined> {
  return orFailure(async () => {
    (await import('../pkcs11/uri')).parsePkcs11Uri(uri);
    return undefined;
  });
}

/** How to sign. */
export type SigningChoice =
  | ({ method: 'token' } & TokenChoice)
  | ({ method: 'key' } & PrivateKeyFile)
  | ({ method: 'certificate'; certificate: NamedPath; chain: readonly NamedPath[] } & PrivateKeyFile)
  | ({ method: 'sigstore' } & KeylessChoice);

export interface SignRequest extends ModelPaths, Running {
  choice: SigningChoice;
  /** Whether links to files in the model are followed, which is recorded. */
  allowSymlinks: boolean;
}

/** Signs a model, verifies the signature and writes it. */
export function sign({ choice, ...request }: SignRequest): Promise<WrittenSignature | Failure> {
  const prepare = () => signingMethodOf(choice, request.signal);
  return orFailure(async () => signToFile(open(request), { ...request, prepare }));
}

/**
 * A way to sign. Nothing is signed by that.
 * @throws {FileError}, {SigningError}, {PassphraseError}, {CancelledError}
 */
export async function signingMethodOf(choice: SigningChoice, signal: AbortSignal | undefined): Promise<SigningMethod> {
  if (choice.method === 'sigstore') return (await import('./keyless')).keylessMethod(choice, signal);
  if (choice.method === 'token') return tokenMethod(choice);
  const key = privateKeyIn(readPem(choice.privateKey), choice.passphrase);
  if (choice.method === 'key') return keyMethod(key, choice.privateKey.shown);
  return certificateMethod({ key, ...certificatesFrom(choice), now: new Date() });
}

async function tokenMethod({ uri, pin, ...files }: TokenChoice): Promise<SigningMethod> {
  const { findTokenKey } = await import('../pkcs11/key');
  const { parsePkcs11Uri } = await import('../pkcs11/uri');
  const given = files.certificate && { certificate: files.certificate, chain: files.chain };
  const certificates = given && certificatesFrom(given);
  const key = await findTokenKey(parsePkcs11Uri(uri), {
    pin: async (token) => {
      const answer = await pin(token);
      if (answer === undefined) throw new CancelledError();
      return answer;
    },
    ...(certificates ? { publicKey: certificates.certificate.publicKey } : {}),
  });
  return certificates ? certificateMethod({ key, ...certificates, now: new Date() }) : keyMethod(key, key.shown);
}

/** A certificate to sign with, and what leads from it to its root. */
function certificatesFrom(files: { certificate: NamedPath; chain: readonly NamedPath[] }) {
  const [certificate] = certificatesIn(readPem(files.certificate));
  return { certificate: certificate!, chain: files.chain.flatMap((file) => certificatesIn(readPem(file))) };
}

/** What a signature file is; undefined where there is none. */
export function inspect(signature: NamedPath): Promise<SignatureKind | undefined | Failure> {
  return orFailure(async () => {
    const bytes = readSignature(signature);
    return bytes && inspectSignature(bytes);
  });
}

export interface VerifyRequest extends ModelPaths, Running {
  /** The method of the signature, as {@link inspect} told it. */
  method: Method;
  /** Without anybody expected, it is found out who signed, and nobody is trusted. */
  expected?: ExpectedSigner;
  /** Whether files that nobody signed are left aside. */
  ignoreUnsignedFiles: boolean;
  allowSymlinks: boolean;
  /** Whether digests of earlier verifications are good enough for files that are unchanged since then; the verdict says so. */
  allowRemembered: boolean;
  /** Trusted root or client trust configuration of a Sigstore of one's own. */
  trustConfig?: NamedPath;
  /** Where to look for policies, which say who may sign and what else is asked for. None is asked without it. */
  policy?: PolicySearch;
}

export interface Verification {
  verdict: ShownVerdict;
  /** What the policies that were found say; absent where there are none. */
  decision?: PolicyDecision;
  /** What the model says of its version, where that was looked for and is said. */
  version?: string;
  /** What is to be known besides: that something kept from earlier can't be used. */
  notes: readonly string[];
  /** Whether the verdict is still true after something happened to the file with this absolute path. */
  holdsAfter(file: string): boolean;
}

/**
 * Watches a model and its signature file from now on. What happens may leave a verdict true: see {@link Verification}.
 * @param touched told of each file and folder that something happened to, by its absolute path
 */
export function watchModel(
  { model, signature }: ModelPaths,
  touched: (file: string) => void,
): Promise<ModelWatch | Failure> {
  return orFailure(async () => {
    const { root, isFile } = openNodeModel({ model });
    const { ModelWatcher } = await import('./watch');
    return new ModelWatcher(root, isFile, signature.path, touched);
  });
}

export interface ModelWatch {
  /** Whether all of it is watched: there may be too much. */
  isComplete: boolean;
  dispose(): void;
}

export function verify(request: VerifyRequest): Promise<Verification | Failure> {
  return orFailure(async () => {
    const { method, expected, trustConfig, policy, signature } = request;
    const now = new Date();
    const notes: string[] = [];
    const root = () => trustedRootOf(trustConfig, notes);
    const cache = digestCache();
    const policies = policy ? findPolicies(policy, dayOf(now)) : [];
    const prepare = () => {
      if (expected) return verifierOf(expected, root, now);
      return policies.some(({ file }) => file.state === 'counted')
        ? policyVerifier(method, policies, root, now)
        : nobodyVerifier(method, root, now);
    };
    const stamp = stampIfThere(signature.path);
    let named: NamedModel | undefined;
    const verdict = await verifyFromFile(() => (named = open(request, cache)), { ...request, prepare });
    const state = named && new VerifiedState(named, verdict, stamp);
    const facts = named && (await factsOf(named, { verdict, policies, request }));
    const decision = facts && policies.length ? evaluate(policies, facts, dayOf(now)) : undefined;
    const version = facts && !isUnknown(facts.versions) ? facts.versions[0]?.text : undefined;
    if (cache?.problem !== undefined) notes.push(cache.problem);
    return {
      verdict: decision && !(expected && verdict.state !== 'verified') ? verdictByPolicy(verdict, decision) : verdict,
      ...(decision ? { decision } : {}),
      ...(version === undefined ? {} : { version }),
      notes,
      holdsAfter: (file) => state?.holdsAfter(file) ?? false,
    };
  });
}

/** What is to be known of a model besides its signature; nothing is looked for where nobody asks and nothing is proved. */
async function factsOf(
  { model }: NamedModel,
  { verdict, policies, request }: { verdict: Verdict; policies: readonly LoadedPolicy[]; request: VerifyRequest },
): Promise<PolicyFacts | undefined> {
  const { state } = verdict;
  if (!policies.length && state !== 'verified' && state !== 'untrusted') return undefined;
  const { progress, signal } = request;
  const signature = state === 'unsigned' ? undefined : { place: request.signature.shown, verdict };
  const running = { ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
  return folderFacts({ model, ignored: GIT_PATHS, signature, ...running });
}

/** @param notes told where the last state that was downloaded can't be used */
export async function trustedRootOf(trustConfig: NamedPath | undefined, notes: string[]): Promise<TrustedRoot> {
  if (trustConfig) return readTrustedRootFile(trustConfig);
  const { currentTrust } = await import('../sigstore/tuf/trust');
  const { root, warning } = await currentTrust({ cacheDir: cacheFolder() });
  if (warning !== undefined) notes.push(warning);
  return root;
}

/** Which trusted root of Sigstore's public instance is at hand, in a line. */
export async function trustedRootLine(): Promise<string> {
  const { currentTrust } = await import('../sigstore/tuf/trust');
  return trustedRootText((await currentTrust({ cacheDir: cacheFolder() })).root, new Date());
}

/** Downloads the trusted root of Sigstore's public instance, and says in a line which it is. Uses the network. */
export function refreshTrustedRoot(signal?: AbortSignal): Promise<{ line: string; warning?: string } | Failure> {
  return orFailure(async () => {
    const { refreshTrust } = await import('../sigstore/tuf/refresh');
    const now = new Date();
    const { root, warning } = await refreshTrust({ cacheDir: cacheFolder(), now, signal });
    return { line: trustedRootText(root, now), ...(warning === undefined ? {} : { warning }) };
  });
}

export interface VerifyBundleRequest {
  bundle: NamedPath;
  /** The file that is said to be signed. */
  artifact: NamedPath;
  expected?: ExpectedSigner;
  trustConfig?: NamedPath;
  signal?: AbortSignal;
}

/** Verifies a Sigstore bundle that signs a file. */
export function verifyBundle(request: VerifyBundleRequest): Promise<Verification | Failure> {
  return orFailure(async () => {
    const { bundle, artifact, expected, trustConfig, signal } = request;
    const { verifySigstoreBundle } = await import('../sigstore/verify');
    const { signerOfReport } = await import('../sigstore/model-verifier');
    const notes: string[] = [];
    const stamps = new Map([bundle, artifact].map(({ path }) => [path, stampIfThere(path)]));
    const report = await verifySigstoreBundle(readSignature(bundle) ?? new Uint8Array(), {
      expected: expected && bundleSignerOf(expected),
      root: await trustedRootOf(trustConfig, notes),
      artifact: () => unlessAborted(contentOf(artifact.path, artifact.shown), signal),
      now: new Date(),
    });
    signal?.throwIfAborted();
    const { state, method, checks, trust } = report;
    return {
      verdict: { state, legacy: false, checks, trust, ...(method ? { method } : {}), ...signerOfReport(report) },
      notes,
      holdsAfter: (file) => !stamps.has(file) || stamps.get(file) === stampIfThere(file),
    };
  });
}

async function* unlessAborted(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    signal?.throwIfAborted();
    yield chunk;
    // Reading is synchronous: somebody else has to get a chance to give up.
    await new Promise(setImmediate);
  }
}
