import { t } from '../../../core/l10n';
import { readCertificates } from '../../cryptography';
import { readFile } from '../../files/read';

/** Bundles of authorities have some hundred kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A file of certificates that holds none, or damaged ones. */
export class AuthorityError extends Error {
  override readonly name = 'AuthorityError';
}

/**
 * Reads the certificates of authorities that a registry's own may be issued by, in PEM.
 * @param file absolute path
 * @param shown the path as people are shown it
 * @throws {FileError}, {AuthorityError}
 */
export function readAuthorities(file: string, shown: string): string {
  const { bytes } = readFile(file, shown, { maxBytes: MAX_BYTES })!;
  const pem = Buffer.from(bytes).toString('latin1');
  if (countOf(pem, shown) === 0) throw new AuthorityError(t('{0} holds no certificate in PEM', shown));
  return pem;
}

function countOf(pem: string, shown: string): number {
  try {
    return readCertificates(pem).length;
  } catch {
    throw new AuthorityError(t('{0} holds a certificate that is damaged', shown));
  }
}
