import { certificateSigner, type CertificateSigning } from '../../core/signing/certificates/sign';
import { certificateVerifier } from '../../core/signing/certificates/verify';
import { type SigningKey } from '../../core/signing/cryptography';
import { keySigner } from '../../core/signing/keys/sign';
import { keyVerifier } from '../../core/signing/keys/verify';
import { nodeCryptography } from '../cryptography';
import { type SigningMethod } from './sign';

/**
 * Signs with a key of one's own.
 * @param shown where the key comes from, for people
 * @throws {SigningError} when OMS has no such keys
 */
export function keyMethod(key: SigningKey, shown: string): SigningMethod {
  return {
    signer: keySigner(key, nodeCryptography),
    verifier: keyVerifier(key.publicKey, shown, nodeCryptography),
  };
}

/**
 * Signs with a certificate and its key.
 * @throws {SigningError} when they do not belong together, or nobody would accept them
 */
export function certificateMethod(signing: CertificateSigning): SigningMethod {
  const { chain, now } = signing;
  return {
    signer: certificateSigner(signing),
    verifier: certificateVerifier({ certificates: chain, at: now }, nodeCryptography),
  };
}
