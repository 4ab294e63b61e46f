import { existsSync } from 'node:fs';
import path from 'node:path';
import { FILE_NAMES } from '../../core/generate/file-names';
import { type ReaderId } from '../../core/modelfolder/inventory';
import { generate, readFolder, type GeneratedKind } from '../../node/generate/documents';
import { modelFolder } from '../../node/modelfolder/load';
import { version } from '../../../package.json';
import { Exit, type ExitCode } from '../exit';
import { requireFree, runGenerating, writeGenerated } from '../generate/write';
import { type Host } from '../host';
import { planPipeline, writePipeline } from './ci';
import { type InitFlags } from './command';

/**
 * `mof init`: writes documents about the model into its folder.
 * @throws {UsageError} when a file is there already, before anything is written
 */
export async function runInit(folder: string, flags: InitFlags, host: Host): Promise<ExitCode> {
  const { kitfile, modelfile, ci, force = false, git } = flags;
  const others: GeneratedKind[] = [
    ...(kitfile ? ['kitfile' as const] : []),
    ...(modelfile ? ['modelfile' as const] : []),
  ];
  const given = { path: path.resolve(host.cwd, folder), shown: folder };
  return runGenerating(host, async () => {
    // The revision that a folder of the Hub's cache stands for is in a folder of its own.
    const { root } = modelFolder(given);
    const fileOf = (kind: GeneratedKind) => path.join(root, FILE_NAMES[kind]);
    // Who asks for something more in a folder that has a configuration wants that only.
    const hasMof = existsSync(fileOf('mof'));
    const first: GeneratedKind[] = hasMof && !force && (ci ?? others.length) ? [] : ['mof'];
    for (const kind of [...first, ...others]) requireFree(fileOf(kind), force, host);
    const pipeline = ci && planPipeline(folder, ci, host);
    const request = { folder: given, trusted: git, now: host.today, toolVersion: version };
    const writeAll = async (kinds: readonly GeneratedKind[], without: readonly ReaderId[]) => {
      if (!kinds.length) return;
      const read = await readFolder({ ...request, without }, kinds);
      for (const kind of kinds) writeGenerated(fileOf(kind), generate(kind, read), host);
    };
    // What packs the files packs the new configuration as well, so that it comes first.
    await writeAll(first, ['mof']);
    await writeAll(others, []);
    if (pipeline) writePipeline(pipeline, host);
    return Exit.clean;
  });
}
