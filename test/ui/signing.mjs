// What tests of signing work with: a model, keys, changed bytes.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const MODEL = 'aurora-7b';
export const PASSPHRASE = 'correct horse battery';

/** New keys beside the workspace, not in it. */
export function newKeys(wb) {
  const folder = path.join(path.dirname(wb.workspace), 'keys');
  mkdirSync(folder, { recursive: true });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const write = (name, pem) => {
    const file = path.join(folder, name);
    writeFileSync(file, pem, { mode: 0o600 });
    return file;
  };
  const pkcs8 = { type: 'pkcs8', format: 'pem' };
  return {
    private: write('signing.pem', privateKey.export(pkcs8)),
    encrypted: write('encrypted.pem', privateKey.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: PASSPHRASE })),
    public: write('signing.pub', publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

export const modelFile = (wb, name) => path.join(wb.workspace, MODEL, name);
export const signatureFile = (wb) => modelFile(wb, 'model.sig');

/** Changes one byte of a file. */
export function changeByte(file) {
  const bytes = readFileSync(file);
  bytes[100] ^= 1;
  writeFileSync(file, bytes);
}
