import path from 'node:path';
import { generate, readFolder } from '../../node/generate/documents';
import { version } from '../../../package.json';
import { Exit, UsageError, type ExitCode } from '../exit';
import { requireFree, runGenerating, toDoLines, writeGenerated } from '../generate/write';
import { type Host } from '../host';
import { ProgressLine } from '../signing/progress';
import { type GenerateFlags } from './command';

/**
 * `mof bom generate`: a bill of materials from a model folder.
 * @throws {UsageError} when the request makes no sense, or would replace a file unasked
 */
export async function runGenerate(folder: string, flags: GenerateFlags, host: Host): Promise<ExitCode> {
  const { format, specVersion, output = '-', force = false, git } = flags;
  if (format === 'spdx' && specVersion !== undefined) throw new UsageError('--spec-version is for --format cyclonedx');
  const progress = new ProgressLine(host);
  return runGenerating(host, async () => {
    const target = output === '-' ? undefined : path.resolve(host.cwd, output);
    if (target !== undefined) requireFree(target, force, host);
    try {
      const read = await readFolder(
        {
          folder: { path: path.resolve(host.cwd, folder), shown: folder },
          trusted: git,
          now: host.today,
          toolVersion: version,
          progress: progress.update,
        },
        [format],
      );
      progress.clear();
      const made = generate(format, read, specVersion);
      if (target === undefined) {
        host.stdout(made.text);
        host.stderr(toDoLines('-', made.text, made.toDos));
      } else writeGenerated(target, made, host);
      return Exit.clean;
    } finally {
      progress.clear();
    }
  });
}
