import { CURVES, type PublicKey, type SigningKey } from '../cryptography';
import { type EnvelopeContent } from './envelope';
import { preAuthEncoding } from './pae';

/** Signs a payload with the hash that belongs to the key's curve. The key has a curve of OMS. */
export async function signPayload(payload: Uint8Array, key: SigningKey): Promise<EnvelopeContent> {
  return { payload, signature: await key.sign(CURVES[key.publicKey.curve!], preAuthEncoding(payload)) };
}

/** Whether the signature of an envelope was made with a key. The key has a curve of OMS. */
export function isSignedBy({ payload, signature }: EnvelopeContent, key: PublicKey): boolean {
  return key.verify(CURVES[key.curve!], preAuthEncoding(payload), signature);
}
