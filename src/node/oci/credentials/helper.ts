import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { t } from '../../../core/l10n';
import { isObject, own, parseJson } from '../../../core/signing/json';
import { CredentialError, type Credential } from './credential';

/** What may stand behind `docker-credential-`: never a path. */
const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** How long a helper may take, in milliseconds: some ask their user. */
const PATIENCE_MS = 10_000;

const OUTPUT_BYTES = 256 * 1024;
const OUTPUT_VALUES = 100;

/** What helpers say when they have nothing (docker-credential-helpers, `credentials/error.go`). */
const NOTHING = /credentials not found in native keychain|no credentials server URL|no credentials username/i;

/** The user name that helpers give an identity token. */
const IDENTITY_USER = '<token>';

/**
 * Asks a credential helper of Docker, a program named `docker-credential-…` on the path (docker-credential-helpers, "Usage").
 * @param server what the helper knows the registry as
 * @returns undefined where the helper has none
 * @throws {CredentialError}
 */
export async function askHelper(name: string, server: string): Promise<Credential | undefined> {
  if (!NAME.test(name)) throw new CredentialError(t('"{0}" is no name of a credential helper', name.slice(0, 100)));
  const program = `docker-credential-${name}`;
  const { code, output } = await run(program, server);
  if (code !== 0) {
    if (NOTHING.test(output)) return undefined;
    throw new CredentialError(t('the credential helper {0} failed ({1})', program, code ?? t('it was ended')));
  }
  const answer = parse(output, program);
  const username = own(answer, 'Username');
  const secret = own(answer, 'Secret');
  if (typeof username !== 'string' || typeof secret !== 'string' || !secret) return undefined;
  return username === IDENTITY_USER
    ? { kind: 'identity', token: secret, from: program }
    : { kind: 'password', username, password: secret, from: program };
}

function parse(output: string, program: string): Readonly<Record<string, unknown>> {
  try {
    const value = parseJson(Buffer.from(output), OUTPUT_VALUES);
    if (isObject(value)) return value;
  } catch {
    // Told below, without what was said: it may hold a secret.
  }
  throw new CredentialError(t('what the credential helper {0} says makes no sense', program));
}

function run(program: string, server: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // Not in the current folder: on Windows programs are looked for there first.
    const helper = spawn(program, ['get'], {
      cwd: homedir(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const parts: Buffer[] = [];
    let length = 0;
    const end = () => {
      helper.kill('SIGKILL');
      // What it has started itself may still hold the other end.
      helper.stdout.destroy();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    helper.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length > OUTPUT_BYTES) end();
      else parts.push(part);
    });
    helper.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const isMissing = error.code === 'ENOENT';
      reject(
        new CredentialError(
          isMissing
            ? t('the credential helper {0} is not installed', program)
            : t('the credential helper {0} cannot be run ({1})', program, error.code ?? '?'),
        ),
      );
    });
    helper.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(parts).toString('utf8') });
    });
    // A helper that ends without reading is told of by its exit code.
    helper.stdin.on('error', () => undefined);
    helper.stdin.end(server);
  });
}
