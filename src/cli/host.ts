import { cacheFolder } from '../node/cache-folder';
import { type TufSource } from '../node/sigstore/tuf/source';

/** What a command needs of the process it runs in. Tests hand in their own. */
export interface Host {
  /** Folder that relative paths begin at. */
  cwd: string;
  today: Date;
  /** Whether standard output is a terminal that shows colours. */
  colour: boolean;
  stdin: AsyncIterable<Uint8Array>;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether standard error is a terminal, where progress is shown. */
  showsProgress?: boolean;
  /** A secret from a variable of the environment, or else of the user at a terminal; undefined without either. */
  secret?(variable: string, question: string): Promise<string | undefined>;
  /** Whether somebody sits at a terminal and can be asked. */
  isInteractive?: boolean;
  /** Asks for a line; undefined where nobody answers. */
  ask?(question: string): Promise<string | undefined>;
  /** Folder of what can be had again; nothing is kept without one. */
  cacheDir?: string | undefined;
  /** Where Sigstore's trusted root is refreshed from, in place of its public repository. */
  tufSource?: TufSource;
  /** Whether to show where an unexpected error comes from. */
  debug: boolean;
}

/** The process as it is. */
export function processHost(): Host {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onStreamError);
  return {
    cwd: process.cwd(),
    today: new Date(),
    colour: process.stdout.isTTY === true && process.stdout.hasColors(),
    stdin: process.stdin,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    showsProgress: process.stderr.isTTY === true,
    secret: async (variable, question) =>
      process.env[variable] ?? (await import('./signing/prompt')).promptSecret(question),
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask: async (question) => (await import('./signing/prompt')).promptLine(question),
    cacheDir: cacheFolder(),
    debug: process.env.MOF_DEBUG === '1',
  };
}

/** Whoever reads our output may stop early, as `head` does; that is no error. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`mof: standard output cannot be written: ${error.message}\n`);
  // Not only the exit code: it is set again when the command ends.
  process.exit(3);
}
