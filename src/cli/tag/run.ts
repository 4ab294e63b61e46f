import { printable } from '../../core/report/printable';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { layoutName } from '../../node/oci/layout/local-name';
import { openPlace } from '../oci/place';
import { runOci } from '../oci/run';
import { type TagFlags } from './command';

/** `mof tag` */
export function runTag(given: string, names: readonly string[], flags: TagFlags, host: Host): Promise<ExitCode> {
  return runOci(host, async () => {
    const tags = names.map(layoutName);
    const place = await openPlace(given, flags, host);
    try {
      const { mediaType, digest, size } = await place.store.resolve(place.name);
      for (const tag of tags) await place.store.tag({ mediaType, digest, size }, tag);
      const result = { reference: place.shown, mediaType, digest, size, names: tags };
      host.stdout(
        flags.format === 'json'
          ? `${JSON.stringify(result, null, 2)}\n`
          : `${printable(`${tags.join(', ')}: stands for ${digest}`)}\n`,
      );
      return Exit.clean;
    } finally {
      place.close();
    }
  });
}
