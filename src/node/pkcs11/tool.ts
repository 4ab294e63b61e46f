import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../core/l10n';
import { printable } from '../../core/report/printable';
import { SigningError } from '../../core/signing/signer';

const PROGRAM = 'pkcs11-tool';

/** Cards need a second or two; a token that waits for a finger or a network, longer. */
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT = 4 * 1024 * 1024;

/** The variable in which the tool finds the PIN: arguments of processes can be seen by everybody. */
const PIN_VARIABLE = 'MOF_PKCS11_PIN';

/** A PKCS #11 module, spoken to by OpenSC's pkcs11-tool. */
export class Pkcs11Tool {
  /** @param modulePath absolute path of the module; OpenSC's own without one */
  constructor(
    private readonly modulePath: string | undefined,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /**
   * Runs the tool.
   * @param pin logs into the token with it
   * @returns what it prints
   * @throws {SigningError}
   */
  async run(args: readonly string[], pin?: string): Promise<string> {
    const program = findProgram();
    if (program === undefined)
      throw new SigningError(
        t(
          '{0} is not installed; it comes with OpenSC (Debian: apt-get install opensc, macOS: brew install opensc)',
          PROGRAM,
        ),
      );
    const login = pin === undefined ? [] : ['--login', '--pin', `env:${PIN_VARIABLE}`];
    const module = this.modulePath === undefined ? [] : ['--module', this.modulePath];
    const { code, stdout, stderr } = await execute(program, [...module, ...login, ...args], {
      // Its words are read: in English.
      env: { ...process.env, LC_ALL: 'C', ...(pin === undefined ? {} : { [PIN_VARIABLE]: pin }) },
      timeoutMs: this.timeoutMs,
    });
    if (code === 0) return stdout;
    throw new SigningError(this.reason(stderr));
  }

  private reason(stderr: string): string {
    const code = /\bCKR_[A-Z_]+\b/.exec(stderr)?.[0];
    switch (code) {
      case 'CKR_PIN_INCORRECT':
      case 'CKR_PIN_INVALID':
      case 'CKR_PIN_LEN_RANGE':
        return t('The token says that the PIN is wrong. After some attempts it locks itself');
      case 'CKR_PIN_LOCKED':
        return t('The token has locked itself after too many wrong PINs');
      case 'CKR_TOKEN_NOT_PRESENT':
      case 'CKR_DEVICE_REMOVED':
      case 'CKR_TOKEN_NOT_RECOGNIZED':
        return t('The token is not there any more');
    }
    if (/Failed to load pkcs11 module/.test(stderr)) {
      const detail = /sc_dlopen failed: (.*)/.exec(stderr)?.[1] ?? '';
      return t('The PKCS #11 module {0} cannot be loaded: {1}', this.modulePath ?? 'opensc-pkcs11', printable(detail));
    }
    if (/^No slots/m.test(stderr)) return t('No token is there');
    const lines = stderr.split('\n').filter((line) => line.trim() && !/^(?:Aborting|Using )/.test(line));
    return t('{0} failed: {1}', PROGRAM, printable(lines.at(-1)?.replace(/^error: /, '') ?? code ?? ''));
  }
}

/** Looks in the folders of PATH only: Windows would begin with the current one, which may be a model. */
function findProgram(): string | undefined {
  const name = process.platform === 'win32' ? `${PROGRAM}.exe` : PROGRAM;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

interface Execution {
  code: number | null;
  stdout: string;
  stderr: string;
}

function execute(
  program: string,
  args: readonly string[],
  { env, timeoutMs }: { env: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<Execution> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const output = { stdout: '', stderr: '' };
    const stop = (message: string) => {
      child.kill('SIGKILL');
      reject(new SigningError(message));
    };
    const timer = setTimeout(() => stop(t('{0} did not answer within {1} s', PROGRAM, timeoutMs / 1000)), timeoutMs);
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
        if (output[name].length > MAX_OUTPUT) stop(t('{0} does not stop to talk', PROGRAM));
      });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(new SigningError(t('{0} cannot be started ({1})', PROGRAM, error.code ?? error.message)));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    });
  });
}
