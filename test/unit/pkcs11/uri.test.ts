import { describe, expect, it } from 'vitest';
import { SigningError } from '../../../src/core/signing/signer';
import { parsePkcs11Uri } from '../../../src/node/pkcs11/uri';

describe('PKCS #11 URIs', () => {
  it('name token, key and module', () => {
    expect(parsePkcs11Uri('pkcs11:token=My%20Token;object=signer;type=private?module-path=/usr/lib/p11.so')).toEqual({
      modulePath: '/usr/lib/p11.so',
      token: { token: 'My Token' },
      object: 'signer',
    });
    expect(parsePkcs11Uri('PKCS11:serial=01ab;slot-id=3;id=%01%ffA')).toEqual({
      token: { serial: '01ab', 'slot-id': '3' },
      id: '01ff41',
    });
    expect(parsePkcs11Uri('pkcs11:')).toEqual({ token: {} });
    expect(parsePkcs11Uri('pkcs11:object=a=b;?x-vendor=1').object).toBe('a=b');
    expect(parsePkcs11Uri('pkcs11:object=gr%C3%B6%C3%9Fe').object).toBe('größe');
  });
  it.each([
    ['another scheme', 'https://example.org', 'is no PKCS #11 URI'],
    ['a file', '/key.pem', 'is no PKCS #11 URI'],
    ['an attribute that is not known', 'pkcs11:tokne=x', 'has an attribute "tokne"'],
    ['an attribute twice', 'pkcs11:token=a;token=b', '"token", or several'],
    ['an attribute without value', 'pkcs11:token', '"token", or several'],
    ['__proto__', 'pkcs11:__proto__=x', 'has an attribute "__proto__"'],
    ['half an escape', 'pkcs11:object=%4', 'two hexadecimal digits'],
    ['bytes that are no text', 'pkcs11:object=%ff', 'not text'],
    ['a NUL', 'pkcs11:token=a%00b', 'not text'],
    ['a secret key', 'pkcs11:type=secret-key', 'of type secret-key'],
    ['a module by name', 'pkcs11:?module-name=softhsm2', 'module-path=/'],
    ['a relative module', 'pkcs11:?module-path=lib.so', 'not an absolute path'],
  ])('with %s are refused', (_title, uri, message) => {
    const parse = () => parsePkcs11Uri(uri);
    expect(parse).toThrow(SigningError);
    expect(parse).toThrow(message);
  });
  it.each(['pkcs11:token=a?pin-value=hunter2', 'pkcs11:?pin-source=/hunter2', 'pkcs12:token=a?pin-value=hunter2'])(
    'never hold a PIN, nor do messages: %s',
    (uri) => {
      let message = '';
      try {
        parsePkcs11Uri(uri);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).not.toBe('');
      expect(message).not.toContain('hunter2');
    },
  );
});
