import { printable } from '../../core/report/printable';
import { type SignedModel } from '../../core/signing/sign';
import { CancelledError } from '../../core/signing/model/model';
import { ServiceError, SigningError } from '../../core/signing/signer';
import { signToFile, type SigningMethod } from '../../node/signing/sign';
import { orUnchecked } from '../bom/read';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { nameModel } from '../signing/model';
import { type ModelFlags } from '../signing/options';
import { ProgressLine } from '../signing/progress';

export { type SigningMethod };

/**
 * Signs a model and writes the signature by rename, after it has been verified.
 * @param prepare loads keys; nothing is hashed before that is done
 */
export async function runSign(
  location: string,
  flags: ModelFlags,
  host: Host,
  prepare: () => Promise<SigningMethod>,
): Promise<ExitCode> {
  const progress = new ProgressLine(host);
  return orUnchecked(host, async () => {
    const named = nameModel(location, flags, host);
    const { allowSymlinks = false } = flags;
    try {
      const signed = await signToFile(named, { prepare, allowSymlinks, progress: progress.update });
      progress.clear();
      const print = flags.format === 'json' ? json : text;
      host.stdout(print(named.shown, named.signature.shown, signed));
      return Exit.clean;
    } catch (error) {
      progress.clear();
      if (error instanceof SigningError) throw new UsageError(printable(error.message));
      if (!(error instanceof ServiceError) && !(error instanceof CancelledError)) throw error;
      const why = error instanceof ServiceError ? error.message : 'nothing was signed';
      host.stderr(`mof: ${printable(why)}\n`);
      return Exit.unchecked;
    }
  });
}

function json(_model: string, signature: string, { files, bytes, ignored }: SignedModel): string {
  return `${JSON.stringify({ signature, files, bytes, ignored }, null, 2)}\n`;
}

function text(model: string, signature: string, { files, bytes, ignored }: SignedModel): string {
  const lines = [`${signature}: signed ${files} ${files === 1 ? 'file' : 'files'} of ${model}, ${bytes} bytes`];
  if (ignored.length) lines.push(`  not covered: ${ignored.join(', ')}`);
  return `${lines.map(printable).join('\n')}\n`;
}
