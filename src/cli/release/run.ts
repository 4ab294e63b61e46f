import path from 'node:path';
import { EXPORT_FORMATS, type ExportFormat } from '../../core/inspection/export';
import { type Intentions } from '../../core/oci/profile/claims';
import { parseReference } from '../../core/oci/reference';
import { printable } from '../../core/report/printable';
import { ServiceError, SigningError } from '../../core/signing/signer';
import { SigningConfigError } from '../../core/signing/sigstore/signing-config';
import { CancelledError } from '../../core/signing/model/model';
import { Release, type ReleaseResult } from '../../node/release/release';
import { type ReleaseRequest } from '../../node/release/request';
import { ReleaseError, STEP_IDS, type StepId } from '../../node/release/step';
import { type NamedPath } from '../../node/signing/model';
import { isLocalName } from '../../node/oci/layout/local-name';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { layoutFolder } from '../oci/layout';
import { Repository } from '../../node/oci/registry/repository';
import { registryOptions } from '../oci/registry';
import { runOci } from '../oci/run';
import { namedPath } from '../signing/model';
import { ProgressLine } from '../signing/progress';
import { sourceDate } from '../pack/source-date';
import { lintGate } from './gate';
import { type ReleaseFlags } from './command';
import { signerOf } from './signer';
import { planText, resultText } from './text';

/** `mof release` */
export function runRelease(location: string, flags: ReleaseFlags, host: Host): Promise<ExitCode> {
  return runOci(host, () => orTold(host, () => release(location, flags, host)));
}

async function release(location: string, flags: ReleaseFlags, host: Host): Promise<ExitCode> {
  const release = await Release.prepare(await requestOf(location, flags, host));
  const { plan } = release;
  const isJson = flags.format === 'json';
  if (flags.dryRun) {
    host.stdout(isJson ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan));
    return Exit.clean;
  }
  host.stderr(planText(plan));
  if (!(await agrees(flags, host))) throw new CancelledError();
  const progress = new ProgressLine(host, 'releasing');
  const result = await release
    .run({ progress: progress.update, ended: () => progress.clear() })
    .finally(() => progress.clear());
  host.stdout(isJson ? `${JSON.stringify(result, null, 2)}\n` : resultText(result));
  return exitCode(result);
}

/** At a terminal, whoever sees the plan decides; a pipeline has decided. */
async function agrees({ yes }: ReleaseFlags, host: Host): Promise<boolean> {
  if (yes || !host.isInteractive) return true;
  return /^y(?:es)?$/i.test((await host.ask?.('Release? [y/N] '))?.trim() ?? '');
}

function exitCode({ steps }: ReleaseResult): ExitCode {
  return steps.some(({ state }) => state === 'failed') ? Exit.findings : Exit.clean;
}

async function requestOf(location: string, flags: ReleaseFlags, host: Host): Promise<ReleaseRequest> {
  const { tag, annotation = {}, bom, failOn, config } = flags;
  const model = namedPath(location, host.cwd);
  const { folder, shown } = layoutFolder(flags, host);
  const signer = signerOf(flags, host);
  const profile = profileOf(flags, signer !== undefined);
  const isPublished = tag !== undefined && !isLocalName(tag);
  const latest = sourceDate();
  return {
    model,
    // Whoever runs a command in a folder trusts it.
    trusted: true,
    layout: { path: folder, shown },
    ...(tag === undefined ? {} : { name: tag }),
    ...(isPublished ? { open: await opener(tag, flags, host) } : {}),
    moveTag: flags.moveTag ?? false,
    ...(bom ? { boms: bom } : {}),
    gate: (each) => lintGate(each, { failOn, ...(config === undefined ? {} : { config }) }, host),
    ...(signer ? { signer } : {}),
    annotations: annotation,
    ...(profile ? { profile } : {}),
    allowSymlinks: flags.allowSymlinks ?? false,
    ...(latest ? { latest } : {}),
    now: latest ?? host.today,
    report: reportOf(flags, model, host),
    skip: skipOf(flags),
    cacheDir: host.cacheDir,
  };
}

/** A password is asked for now, and not when all else is done. @throws {UsageError}, {FileError}, {OciError} */
async function opener(tag: string, flags: ReleaseFlags, host: Host): Promise<() => Repository> {
  const { registry, repository } = parseReference(tag);
  const options = flags.dryRun ? undefined : await registryOptions(registry, flags, host);
  return () => new Repository(registry, repository, options!);
}

/** @throws {UsageError} for claims without `--profile` */
function profileOf(
  { profile, lifecycle, provenance }: ReleaseFlags,
  isSigned: boolean,
): Partial<Intentions> | undefined {
  const given = {
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(provenance === undefined ? {} : { provenance }),
  };
  const [unwanted] = Object.keys(given);
  if (!profile && unwanted !== undefined) throw new UsageError(`--${unwanted} belongs to --profile`);
  return profile && { ...given, ...(isSigned ? { signing: 'sigstore' } : {}) };
}

/** @throws {UsageError} for steps that there are not */
function skipOf({ skip = new Map() }: ReleaseFlags): ReadonlyMap<StepId, string> {
  for (const id of skip.keys())
    if (!STEP_IDS.some((each) => each === id))
      throw new UsageError(`--skip ${id} names no step of a release; the steps are ${STEP_IDS.join(', ')}`);
  return skip as ReadonlyMap<StepId, string>;
}

const FORMATS: Readonly<Record<string, ExportFormat>> = { '.html': 'html', '.md': 'markdown', '.json': 'json' };

/** @throws {UsageError} for a file whose name says no format */
function reportOf(
  { report }: ReleaseFlags,
  model: NamedPath,
  { cwd }: Host,
): { file: NamedPath; format: ExportFormat } {
  const file = namedPath(report ?? `${path.basename(model.path)}-evidence.html`, cwd);
  const format = FORMATS[path.extname(file.path).toLowerCase()];
  if (format) return { file, format };
  throw new UsageError(`--report ${file.shown} has to end with .html, .md or .json (${EXPORT_FORMATS.join(', ')})`);
}

/** What stands in the way is told in a line. */
async function orTold(host: Host, action: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await action();
  } catch (error) {
    if ([SigningError, SigningConfigError, ReleaseError].some((wrong) => error instanceof wrong))
      throw new UsageError(printable((error as Error).message));
    if (!(error instanceof ServiceError)) throw error;
    host.stderr(`mof: ${printable(error.message)}\n`);
    return Exit.unchecked;
  }
}
