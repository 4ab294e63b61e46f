/** The payload type of in-toto statements, the only one that signs a model. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What a DSSE envelope holds: bytes and one signature of them. */
export interface EnvelopeContent {
  /** The statement, byte for byte as it was signed. Not to be parsed before the signature has been checked. */
  payload: Uint8Array;
  /** ECDSA in DER. */
  signature: Uint8Array;
}
