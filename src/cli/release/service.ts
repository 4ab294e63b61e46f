import path from 'node:path';
import { releaseService } from '../../node/release/service';
import { type Host } from '../host';
import { lintGate } from './gate';

/** Releases as the editor makes them: documents are checked as the command line does. */
export const releases = releaseService((folder) => lintGate(folder, { failOn: 'error' }, quietHost(folder.path)));

/** Nobody reads what is said, and paths are shown from the folder that holds the model. */
function quietHost(folder: string): Host {
  return {
    cwd: path.dirname(folder),
    today: new Date(),
    colour: false,
    stdin: nothing(),
    stdout: () => undefined,
    stderr: () => undefined,
    debug: false,
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nobody writes to it.
}
