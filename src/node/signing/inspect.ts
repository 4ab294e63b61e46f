import { type Method } from '../../core/signing/bundle/bundle';
import { LIMITS } from '../../core/signing/bundle/limits';
import { readBundle } from '../../core/signing/bundle/read';
import { isObject, own, parseJson } from '../../core/signing/json';
import { checkBundleForm } from '../../core/signing/sigstore/bundle-form';
import { readStatement } from '../../core/signing/sigstore/subjects';
import { printable } from '../../core/report/printable';
import { nodeCryptography } from '../cryptography';

/**
 * What a signature file says it is. Nothing of it is proved.
 * - `model`: the signature of a model
 * - `bundle`: a Sigstore bundle about something else, mostly a file
 * - `other`: none of that
 */
export type SignatureKind =
  | { kind: 'model'; method: Method; claim?: string }
  | { kind: 'bundle'; method: 'key' | 'sigstore' }
  | { kind: 'other'; reason: string };

/** Predicate types of OpenSSF Model Signing begin so. */
const MODEL_SIGNING = 'https://model_signing/';

/** Reads a signature file as far as it takes to know what to ask for. */
export function inspectSignature(bytes: Uint8Array): SignatureKind {
  try {
    const { material, envelope } = readBundle(bytes);
    const { method } = material;
    const predicateType = readStatement(envelope.payload)?.predicateType ?? '';
    // A certificate of one's own is in signatures of models only; what else is wrong with it, the verdict says.
    if (method !== 'certificate' && !predicateType.startsWith(MODEL_SIGNING)) return { kind: 'bundle', method };
    const claim =
      material.method === 'key'
        ? material.hint
        : material.method === 'certificate'
          ? subjectOf(material.chain[0]!)
          : '';
    return { kind: 'model', method, ...(claim ? { claim: printable(claim) } : {}) };
  } catch (error) {
    const method = methodOfBundle(bytes);
    return method ? { kind: 'bundle', method } : { kind: 'other', reason: (error as Error).message };
  }
}

function subjectOf(der: Uint8Array): string | undefined {
  try {
    return nodeCryptography.certificate(der).subject;
  } catch {
    return undefined;
  }
}

function methodOfBundle(bytes: Uint8Array): 'key' | 'sigstore' | undefined {
  try {
    const json = parseJson(bytes, LIMITS.bundleValues);
    checkBundleForm(json);
    const material = isObject(json) ? own(json, 'verificationMaterial') : undefined;
    return isObject(material) && isObject(own(material, 'publicKey')) ? 'key' : 'sigstore';
  } catch {
    return undefined;
  }
}
