// Refreshes a trusted root as a program, for runtimes that the tests themselves do not run in. The argument is a folder.
import { Metadata, MetadataKind } from '@tufjs/models';
import { refreshTrust } from '../../../src/node/sigstore/tuf/refresh';
import { PUBLIC_SOURCE } from '../../../src/node/sigstore/tuf/source';
import { currentTrust } from '../../../src/node/sigstore/tuf/trust';
import { newRoleKey, TufRepository } from './tuf-repository';

async function main(cacheDir: string): Promise<unknown> {
  const repository = await TufRepository.start();
  const { source } = repository;
  const refresh = () =>
    refreshTrust({ cacheDir, source, now: new Date() }).then(
      ({ root }) => root.name,
      (error: Error) => (error as Error & { failure?: string }).failure ?? error.message,
    );
  const good = await refresh();
  const { root, warning } = await currentTrust({ cacheDir, source });
  repository.rotate();
  repository.publish({ version: 2 });
  const rotated = await refresh();
  repository.publish({ version: 3, forgers: { timestamp: newRoleKey() } });
  const forged = await refresh();
  await repository.close();
  const seed = Metadata.fromJSON(MetadataKind.Root, JSON.parse(PUBLIC_SOURCE.root) as never);
  seed.verifyDelegate('root', seed);
  return { seed: true, good, kept: root.name, warning, rotated, forged };
}

void main(process.argv[2]!).then((found) => process.stdout.write(JSON.stringify(found)));
