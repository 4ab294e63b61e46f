// A PKCS #11 token in software and the program that speaks to tokens, for tests of signing.
import { aptInstall, onPath } from './system.mjs';

/** Where pkcs11-tool is; installs it and SoftHSM where the machine lacks one of them. */
export function ensureToken() {
  if (!['softhsm2-util', 'pkcs11-tool'].every(onPath))
    aptInstall(['softhsm2', 'opensc'], 'A PKCS #11 token in software (SoftHSM) with pkcs11-tool');
  return onPath('pkcs11-tool');
}
