import { OciError, type OciErrorCode } from '../../core/oci/errors';
import { printable } from '../../core/report/printable';
import { CancelledError, ModelError } from '../../core/signing/model/model';
import { readFailure, systemCode } from '../../node/oci/failure';
import { Exit, type ExitCode } from '../exit';
import { FileError } from '../../node/files/errors';
import { type Host } from '../host';

/** What is no failure of files or network: content that must not be trusted, and command lines that make no sense. */
const EXIT: Readonly<Partial<Record<OciErrorCode, ExitCode>>> = {
  'digest-mismatch': Exit.findings,
  'size-mismatch': Exit.findings,
  'unsafe-path': Exit.findings,
  'invalid-reference': Exit.usage,
  'invalid-digest': Exit.usage,
  exists: Exit.usage,
};

/** Runs a command on artifacts. What is wrong is told in one line, and decides the exit code. */
export async function runOci(host: Host, action: () => Promise<ExitCode>): Promise<ExitCode> {
  const tell = (message: string) => host.stderr(`mof: ${printable(message)}\n`);
  try {
    return await action();
  } catch (thrown) {
    const error = systemCode(thrown) === undefined ? thrown : fileFailure(thrown as NodeJS.ErrnoException);
    if (error instanceof OciError) {
      tell(error.message);
      return EXIT[error.code] ?? Exit.unchecked;
    }
    if (error instanceof ModelError || error instanceof FileError) tell(`${error.file} ${error.message}`);
    else if (error instanceof CancelledError) tell('cancelled');
    else throw error;
    return Exit.unchecked;
  }
}

/** What the operating system said of a file that nobody had reason to expect. */
function fileFailure(error: NodeJS.ErrnoException): unknown {
  return error.syscall === undefined ? error : readFailure(error.path ?? error.syscall, error);
}
