import { sameBytes } from '../bytes';
import { type Certificate } from '../cryptography';
import { readExtensions } from './extensions';

/** Longest path from a signer to a root. */
const MAX_PATH = 8;

export interface PathRequest {
  signer: Certificate;
  /** Certificates that may stand between; they are trusted for nothing. */
  intermediates: readonly Certificate[];
  /** The only ones that are trusted. A path ends at one that issued itself. */
  roots: readonly Certificate[];
  /** When all certificates have to be valid. */
  at: Date;
}

/**
 * Finds a path from a signer to a trusted root, matching certificates by their keys: names repeat in practice.
 * Revocation is not looked up, which would need a network.
 * @returns the path from the signer to the root; undefined where there is none
 */
export function findPath(request: PathRequest): Certificate[] | undefined {
  const { signer, roots, at } = request;
  if (!isValidAt(signer, at)) return undefined;
  const isOwnRoot = signer.isSelfSigned && roots.some((root) => isSame(root, signer));
  return isOwnRoot ? [signer] : extend([signer], request);
}

function extend(path: readonly Certificate[], request: PathRequest): Certificate[] | undefined {
  const last = path.at(-1)!;
  for (const issuer of [...request.roots, ...request.intermediates]) {
    if (path.some((each) => isSame(each, issuer))) continue;
    if (!mayIssue(issuer, path.length - 1, request.at) || !last.issuedBy(issuer)) continue;
    const longer = [...path, issuer];
    if (request.roots.some((root) => isSame(root, issuer)) && issuer.isSelfSigned) return longer;
    const found = longer.length < MAX_PATH ? extend(longer, request) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** @param below how many authorities stand between it and the signer */
function mayIssue(certificate: Certificate, below: number, at: Date): boolean {
  const { isAuthority, pathLength = Infinity, keyUsage, notUnderstood } = readExtensions(certificate.der);
  const signsCertificates = keyUsage?.signsCertificates ?? true;
  return isAuthority && signsCertificates && below <= pathLength && !notUnderstood.length && isValidAt(certificate, at);
}

export function isValidAt({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return notBefore <= at && at <= notAfter;
}

export function isSame(a: Certificate, b: Certificate): boolean {
  return sameBytes(a.der, b.der);
}
