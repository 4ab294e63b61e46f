import path from 'node:path';
import { printable } from '../../core/report/printable';
import { extract, type Extracted } from '../../node/oci/extract/extract';
import { Exit, type ExitCode } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';
import { openPlace } from '../oci/place';
import { runOci } from '../oci/run';
import { countOf, shownBytes } from '../oci/text';
import { ProgressLine } from '../signing/progress';
import { type ExtractFlags } from './command';

/** `mof extract` */
export function runExtract(given: string, flags: ExtractFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'extracting');
  return runOci(host, async () => {
    const place = await openPlace(given, flags, host, progress);
    try {
      const manifest = await place.store.resolve(place.name);
      const folder = path.resolve(host.cwd, flags.output);
      const name = shownPath(folder, host.cwd);
      const extracted = await extract({
        source: place.store,
        manifest,
        folder,
        name,
        overwrite: flags.overwrite ?? false,
        progress: progress.update,
      });
      progress.clear();
      for (const { mediaType, digest } of extracted.skipped)
        host.stderr(
          printable(`mof: warning: the layer ${digest} of type ${mediaType} says not what file it is`) + '\n',
        );
      const result = { reference: place.shown, digest: manifest.digest, folder: name, ...extracted };
      host.stdout(flags.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : text(result));
      return Exit.clean;
    } finally {
      progress.clear();
      place.close();
    }
  });
}

function text({
  reference,
  digest,
  folder,
  files,
}: Extracted & { reference: string; digest: string; folder: string }): string {
  const present = files.filter((file) => file.present).length;
  const bytes = shownBytes(files.reduce((sum, { size }) => sum + size, 0));
  const lines = [
    `${reference}: extracted ${countOf(files.length, 'file')}, ${bytes}, to ${folder}`,
    ...(present ? [`  there already: ${present}`] : []),
    `  digest: ${digest}`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
