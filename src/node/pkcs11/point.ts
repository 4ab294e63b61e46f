/** Curves by their parameters in DER, and how many bytes a coordinate has. */
const CURVES = new Map([
  ['06082a8648ce3d030107', 32],
  ['06052b81040022', 48],
  ['06052b81040023', 66],
]);

const EC_PUBLIC_KEY = '06072a8648ce3d0201';
const UNCOMPRESSED = 0x04;

/**
 * A public key on P-256, P-384 or P-521 as PEM, from what PKCS #11 has of it: CKA_EC_PARAMS and CKA_EC_POINT.
 * @param point the point, as an octet string in DER; some modules leave its header out
 * @returns undefined for other curves, and for what is no point
 */
export function publicKeyPem(parameters: string, point: string): string | undefined {
  const size = CURVES.get(parameters);
  if (size === undefined) return undefined;
  const bytes = Buffer.from(point, 'hex');
  const raw = bytes.subarray(-(1 + 2 * size));
  const isWhole = bytes.equals(raw) || bytes.equals(der(0x04, raw));
  if (!isWhole || raw.length !== 1 + 2 * size || raw[0] !== UNCOMPRESSED) return undefined;
  const algorithm = der(0x30, Buffer.from(EC_PUBLIC_KEY + parameters, 'hex'));
  const key = der(0x30, Buffer.concat([algorithm, der(0x03, Buffer.concat([Buffer.from([0]), raw]))]));
  const lines = key.toString('base64').match(/.{1,64}/g)!;
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  return Buffer.concat([Buffer.from(length < 0x80 ? [tag, length] : [tag, 0x81, length]), content]);
}
