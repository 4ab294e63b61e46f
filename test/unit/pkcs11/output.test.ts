import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseKeys, parseSlots } from '../../../src/node/pkcs11/output';
import { publicKeyPem } from '../../../src/node/pkcs11/point';

describe('what pkcs11-tool prints', () => {
  it('of slots is read, without those that have no token', () => {
    const slots = parseSlots(
      [
        'Available slots:',
        'Slot 0 (0x3dbae895): SoftHSM slot ID 0x3dbae895',
        '  token label        : my: token',
        '  token manufacturer : SoftHSM project',
        '  token model        : SoftHSM v2',
        '  token flags        : login required, rng, token initialized',
        '  serial num         : 2aac9033bdbae895',
        'Slot 1 (0x1): Reader',
        '  (empty)',
        'Slot 2 (0x2): SoftHSM slot ID 0x2',
        '  token state:   uninitialized',
        'Slot 3 (0x3): card',
        '  token label        : open',
        '  token flags        : token initialized',
      ].join('\n'),
    );
    expect(slots).toEqual([
      {
        'slot-id': '1035659413',
        token: 'my: token',
        manufacturer: 'SoftHSM project',
        model: 'SoftHSM v2',
        serial: '2aac9033bdbae895',
        needsLogin: true,
      },
      expect.objectContaining({ 'slot-id': '3', token: 'open', serial: '', needsLogin: false }),
    ]);
  });
  it('of keys is read, whatever else is there', () => {
    const keys = parseKeys(
      [
        'Certificate Object; type = X.509 cert',
        '  label:      signer',
        '  ID:         01',
        'Private Key Object; EC',
        '  label:      signer',
        '  ID:         01ff',
        'Public Key Object; EC  EC_POINT 256 bits',
        '  EC_POINT:   0441aa',
        '  EC_PARAMS:  06082a8648ce3d030107 (OID 1.2.840.10045.3.1.7)',
        '  label:      a',
        '  label:      b',
        '  ID:         01:ff',
        'Public Key Object; RSA 2048 bits',
        '  Usage:      verify',
        '',
      ].join('\r\n'),
    );
    expect(keys).toEqual([
      { kind: 'private', algorithm: 'EC', label: 'signer', id: '01ff' },
      {
        kind: 'public',
        algorithm: 'EC',
        label: 'a',
        id: '01ff',
        point: '0441aa',
        parameters: '06082a8648ce3d030107',
      },
      { kind: 'public', algorithm: 'RSA', label: '', id: '' },
    ]);
  });
});

describe('points', () => {
  const PARAMETERS = { 'P-256': '06082a8648ce3d030107', 'P-384': '06052b81040022', 'P-521': '06052b81040023' };
  const HEADERS = { 'P-256': '0441', 'P-384': '0461', 'P-521': '048185' };

  it.each(['P-256', 'P-384', 'P-521'] as const)('on %s become the key that OpenSSL writes', (namedCurve) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const raw = `04${[x, y].map((each) => Buffer.from(each!, 'base64url').toString('hex')).join('')}`;
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    for (const point of [raw, HEADERS[namedCurve] + raw]) expect(publicKeyPem(PARAMETERS[namedCurve], point)).toBe(pem);
    for (const point of [raw.slice(2), `00${raw}`, raw.replace(/^04/, '02'), raw.slice(0, 66), ''])
      expect(publicKeyPem(PARAMETERS[namedCurve], point)).toBeUndefined();
  });
  it('on other curves do not', () => {
    expect(publicKeyPem('06052b8104000a', `04${'11'.repeat(64)}`)).toBeUndefined();
  });
});
