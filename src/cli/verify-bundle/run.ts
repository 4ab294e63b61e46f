import path from 'node:path';
import { LIMITS } from '../../core/signing/bundle/limits';
import { SigningError } from '../../core/signing/signer';
import { printable } from '../../core/report/printable';
import { verifySigstoreBundle, type SigstoreRequest } from '../../node/sigstore/verify';
import { Exit, UsageError, type ExitCode } from '../exit';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { publicKeyIn, readPem } from '../../node/signing/keys';
import { type Host } from '../host';
import { loadTrustedRoot, type TrustFlags } from '../signing/trusted-root';
import { contentOf } from '../../node/files/content';
import { reportJson, reportText } from './print';

export interface VerifyBundleFlags extends TrustFlags {
  artifact: string;
  key?: string;
  identity?: string;
  identityProvider?: string;
  format: 'text' | 'json';
}

/** Verifies a Sigstore bundle and prints what was found. */
export async function runVerifyBundle(bundle: string, flags: VerifyBundleFlags, host: Host): Promise<ExitCode> {
  const at = (file: string) => path.resolve(host.cwd, file);
  const read = (file: string, maxBytes: number) => readFile(at(file), file, { maxBytes })!.bytes;
  try {
    const request: SigstoreRequest = {
      expected: expectedOf(flags, (file) => publicKeyIn(readPem({ path: at(file), shown: file })).pem),
      root: await loadTrustedRoot(flags, host),
      artifact: () => contentOf(at(flags.artifact), flags.artifact),
      now: host.today,
    };
    const report = await verifySigstoreBundle(read(bundle, LIMITS.bundleBytes), request);
    host.stdout(flags.format === 'json' ? reportJson(report) : reportText(bundle, report));
    if (report.state === 'verified') return Exit.clean;
    return report.state === 'unchecked' ? Exit.unchecked : Exit.findings;
  } catch (error) {
    if (error instanceof SigningError) throw new UsageError(error.message);
    if (!(error instanceof FileError)) throw error;
    host.stderr(`mof: ${printable(`${error.file} ${error.message}`)}\n`);
    return Exit.unchecked;
  }
}

function expectedOf(
  { key, identity, identityProvider }: VerifyBundleFlags,
  read: (file: string) => string,
): SigstoreRequest['expected'] {
  if (key !== undefined && identity === undefined && identityProvider === undefined) return { key: read(key) };
  if (key === undefined && identity && identityProvider) return { identity, issuer: identityProvider };
  throw new UsageError('say who should have signed: --key FILE, or --identity NAME with --identity-provider URL');
}
