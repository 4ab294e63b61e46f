import { existsSync } from 'node:fs';
import path from 'node:path';
import { generate, readFolder, type GeneratedKind } from '../../node/generate/documents';
import { version } from '../../../package.json';
import { Exit, type ExitCode } from '../exit';
import { requireFree, runGenerating, writeGenerated } from '../generate/write';
import { type Host } from '../host';
import { writePipeline } from './ci';
import { type InitFlags } from './command';

/** Files by the kind of document that is in them. */
const FILES = { mof: 'mof.yml', kitfile: 'Kitfile', modelfile: 'Modelfile' } as const;

/**
 * `mof init`: writes documents about the model into its folder.
 * @throws {UsageError} when a file is there already, before anything is written
 */
export async function runInit(folder: string, flags: InitFlags, host: Host): Promise<ExitCode> {
  const { kitfile, modelfile, ci, force = false, git } = flags;
  const absolute = path.resolve(host.cwd, folder);
  const others: (keyof typeof FILES)[] = [
    ...(kitfile ? ['kitfile' as const] : []),
    ...(modelfile ? ['modelfile' as const] : []),
  ];
  // Who asks for something more in a folder that has a configuration wants that only.
  const hasMof = existsSync(path.join(absolute, FILES.mof));
  const kinds: (keyof typeof FILES)[] = hasMof && !force && (ci ?? others.length) ? others : ['mof', ...others];
  return runGenerating(host, async () => {
    for (const kind of kinds) requireFree(path.join(absolute, FILES[kind]), force, host);
    if (kinds.length) {
      const read = await readFolder(
        {
          folder: { path: absolute, shown: folder },
          trusted: git,
          now: host.today,
          toolVersion: version,
          ...(kinds.includes('mof') ? { without: ['mof'] as const } : {}),
        },
        kinds satisfies readonly GeneratedKind[],
      );
      for (const kind of kinds) writeGenerated(path.join(absolute, FILES[kind]), generate(kind, read), host);
    }
    return ci ? writePipeline(folder, ci, host) : Exit.clean;
  });
}
