import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Inspection } from '../../core/inspection/inspection';
import { inspectTarget, targetOf, type InspectRequest, type PolicySearch } from '../../node/inspect/service';
import { type NamedPath } from '../../node/signing/model';
import { UsageError } from '../exit';
import { type Host } from '../host';
import { openPlace } from '../oci/place';
import { policiesFor } from '../policy/find';
import { modelPath } from '../policy/subject';
import { namedPath } from '../signing/model';
import { ProgressLine } from '../signing/progress';
import { type InspectionFlags } from './options';

/**
 * Inspects what the command line names: a folder, a file, or an artifact in a layout or registry.
 * @param more signature files of a model folder, where they are not in it; whether files are hashed that nobody signed
 * @throws {UsageError}, {FileError}, {OciError}, {ModelError}
 */
export async function inspectGiven(
  given: string,
  flags: InspectionFlags,
  host: Host,
  { signatures = [], hashAll = false }: { signatures?: readonly string[]; hashAll?: boolean } = {},
): Promise<Inspection> {
  const progress = new ProgressLine(host);
  const isArtifact = flags.layout !== undefined || flags.local || !existsSync(path.resolve(host.cwd, given));
  const request: Omit<InspectRequest, 'target'> = {
    ...trustOf(flags, host),
    ...policyOf(given, flags, host),
    allowSymlinks: flags.allowSymlinks ?? false,
    hashAll,
    progress: progress.update,
  };
  try {
    if (!isArtifact) {
      const target = targetOf(namedPath(given, host.cwd));
      const named = signatures.map((each) => requireFile(namedPath(each, host.cwd)));
      if (named.length && target.kind !== 'folder') throw new UsageError('--signature is for models in folders');
      return await inspectTarget({
        ...request,
        target: target.kind === 'folder' && named.length ? { ...target, signatures: named } : target,
      });
    }
    if (signatures.length) throw new UsageError('--signature is for models in folders; those of an artifact are found');
    const place = await openPlace(given, flags, host, progress);
    try {
      const { store: source, name, shown } = place;
      return await inspectTarget({ ...request, target: { kind: 'artifact', place: { source, name, shown } } });
    } finally {
      place.close();
    }
  } finally {
    progress.clear();
  }
}

function requireFile(file: NamedPath): NamedPath {
  if (existsSync(file.path)) return file;
  throw new UsageError(`there is no signature file ${file.shown}`);
}

function trustOf({ trustConfig, trustedRoot }: InspectionFlags, host: Host): Pick<InspectRequest, 'trustConfig'> {
  if (trustConfig !== undefined && trustedRoot !== undefined)
    throw new UsageError('--trust-config and --trusted-root say the same: give one of them');
  const file = trustConfig ?? trustedRoot;
  return file === undefined ? {} : { trustConfig: namedPath(file, host.cwd) };
}

/** Whoever runs a command in a folder trusts it. @throws {UsageError} where there is no policy */
function policyOf(given: string, { policy, layout, local }: InspectionFlags, host: Host): { policy?: PolicySearch } {
  if (policy === undefined) return {};
  const named = policy === true ? undefined : policy;
  const model = layout !== undefined || local ? undefined : modelPath(given, host);
  policiesFor(named, host, model);
  return {
    policy: {
      from: { folder: host.cwd },
      trusted: true,
      ...(named === undefined ? {} : { named: path.resolve(host.cwd, named) }),
      ...(model === undefined ? {} : { model }),
    },
  };
}
