import { spawn, type ChildProcess } from 'node:child_process';

/** `setpriv` has the kernel end what it starts with this process, so that nobody writes to what the next process goes on with. */
const PROGRAM = '/usr/bin/setpriv';
const ARGUMENTS = ['--pdeathsig', 'KILL', '/bin/cp', '/proc/self/fd/3', '/proc/self/fd/4'];

/** Whether there may be programs that copy what is open: only Linux has names for that. */
export const hasSystemCopy = process.platform === 'linux';

/**
 * A file that the system's own program copies inside the kernel, which takes a fraction of the time of reading and writing. Where
 * the program is missing or fails, the copy has less than the file: whoever wants it goes on by itself, and learns why.
 *
 * It belongs to the main thread: a worker that is ended leaves its children behind.
 */
export class SystemCopy {
  /** Over when nothing is written any more. */
  readonly ended: Promise<void>;
  private program: ChildProcess | undefined;

  /**
   * @param from open for reading
   * @param to open for writing; empty
   */
  constructor(from: number, to: number) {
    this.ended = new Promise((resolve) => {
      try {
        // In no folder that somebody may want to remove, and with no variable that changes what the programs do.
        this.program = spawn(PROGRAM, ARGUMENTS, {
          cwd: '/',
          env: {},
          stdio: ['ignore', 'ignore', 'ignore', from, to],
        });
        this.program.once('close', () => resolve()).once('error', () => resolve());
      } catch {
        // There is no memory for another process, say.
        resolve();
      }
    });
  }

  /** Gives it up; it is over when {@link ended} is. */
  stop(): void {
    this.program?.kill('SIGKILL');
  }
}
