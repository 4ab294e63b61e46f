import path from 'node:path';
import { printable } from '../../core/report/printable';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { requireName } from '../../node/oci/layout/names';
import { layoutInModel, packInto, type Packed } from '../../node/oci/pack/pack';
import { PackedFolder } from '../../node/oci/pack/model-files';
import { planPack, type PackPlan } from '../../node/oci/pack/plan';
import { Exit, UsageError, type ExitCode } from '../exit';
import { readError } from '../../node/files/errors';
import { shownPath } from '../files/paths';
import { type Host } from '../host';
import { layoutName, makeLayout } from '../oci/layout';
import { runOci } from '../oci/run';
import { shownBytes } from '../oci/text';
import { ignoredPath } from '../signing/model';
import { ProgressLine } from '../signing/progress';
import { type PackFlags } from './command';

/** `mof pack` */
export async function runPack(location: string, flags: PackFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'packing');
  return runOci(host, async () => {
    const names = (flags.tag ?? []).map(layoutName);
    names.forEach(requireName);
    const absolute = path.resolve(host.cwd, location);
    const model = openModel(absolute, shownPath(absolute, host.cwd));
    const given = (flags.ignorePaths ?? []).map((each) => ignoredPath(model, path.resolve(host.cwd, each), each));
    const layout = await makeLayout(flags, host);
    const inside = layoutInModel(model.root, layout.root);
    const plan = await planPack(model, {
      ignored: [...(flags.ignoreGitPaths ? GIT_PATHS : []), ...given, ...(inside === undefined ? [] : [inside])],
      allowSymlinks: flags.allowSymlinks ?? false,
    });
    for (const warning of plan.warnings) host.stderr(`mof: warning: ${printable(warning)}\n`);
    try {
      const packed = await packInto({
        plan,
        layout,
        names,
        ...(flags.annotation && { annotations: flags.annotation }),
        ...latest(),
        link: flags.link ?? false,
        progress: progress.update,
      });
      progress.clear();
      const result = { packed, plan, names, layout: layout.name };
      host.stdout(flags.format === 'json' ? json(result) : text(result));
      return Exit.clean;
    } finally {
      progress.clear();
    }
  });
}

function openModel(absolute: string, shown: string): PackedFolder {
  try {
    return new PackedFolder(absolute);
  } catch (error) {
    throw readError(shown, error);
  }
}

/**
 * The latest time that is written, from `SOURCE_DATE_EPOCH` (reproducible-builds.org).
 * @throws {UsageError} when it is no number of seconds
 */
function latest(): { latest?: Date } {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (!epoch) return {};
  if (!/^\d{1,11}$/.test(epoch)) throw new UsageError('SOURCE_DATE_EPOCH is no number of seconds since 1970');
  return { latest: new Date(Number(epoch) * 1000) };
}

interface Result {
  packed: Packed;
  plan: PackPlan;
  names: readonly string[];
  layout: string;
}

function json({ packed: { descriptor, files }, plan, names, layout }: Result): string {
  const report = {
    layout,
    names,
    ...descriptor,
    files: files.map(({ file, descriptor: layer, by }) => ({
      path: file.path,
      mediaType: layer.mediaType,
      digest: layer.digest,
      size: layer.size,
      classifiedBy: file.class.by,
      stored: by,
    })),
    ignored: plan.ignored,
    warnings: plan.warnings,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function text({ packed: { descriptor, files }, plan, names, layout }: Result): string {
  const total = shownBytes(files.reduce((sum, file) => sum + file.descriptor.size, 0));
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const kinds = [...new Set(files.map(({ file }) => file.class.kind))].map((kind) => {
    const those = files.filter(({ file }) => file.class.kind === kind);
    const bytes = shownBytes(those.reduce((sum, each) => sum + each.descriptor.size, 0));
    return `  ${kind}: ${those.length} (${bytes})`;
  });
  const lines = [
    `${names.join(', ') || descriptor.digest}: packed ${count}, ${total}, in ${layout}`,
    ...kinds,
    ...(plan.ignored.length ? [`  left out: ${plan.ignored.join(', ')}`] : []),
    `  digest: ${descriptor.digest}`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
