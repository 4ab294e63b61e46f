import path from 'node:path';
import { type Intentions } from '../../core/oci/profile/claims';
import { printable } from '../../core/report/printable';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { packAnnotations } from '../../node/oci/pack/annotations';
import { readRecipe, type Recipe } from '../../node/oci/pack/recipe';
import { requireName } from '../../node/oci/layout/names';
import { layoutInModel, packInto, type Packed } from '../../node/oci/pack/pack';
import { PackedFolder } from '../../node/oci/pack/model-files';
import { planPack, type PackPlan } from '../../node/oci/pack/plan';
import { Exit, UsageError, type ExitCode } from '../exit';
import { readError } from '../../node/files/errors';
import { shownPath } from '../files/paths';
import { type Host } from '../host';
import { layoutName } from '../../node/oci/layout/local-name';
import { makeLayout } from '../oci/layout';
import { runOci } from '../oci/run';
import { countOf, shownBytes } from '../oci/text';
import { ignoredPath } from '../signing/model';
import { ProgressLine } from '../signing/progress';
import { type PackFlags } from './command';
import { sourceDate } from './source-date';

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
    const latest = sourceDate();
    const recipe = flags.file === undefined ? undefined : recipeIn(flags.file, host);
    const plan = await planPack(model, {
      ignored: [...(flags.ignoreGitPaths ? GIT_PATHS : []), ...given, ...(inside === undefined ? [] : [inside])],
      allowSymlinks: flags.allowSymlinks ?? false,
      ...(recipe && { recipe }),
    });
    const { annotations, lacking } = packAnnotations(plan, { given: flags.annotation, profile: profileOf(flags) });
    for (const warning of [...plan.warnings, ...lacking]) host.stderr(`mof: warning: ${printable(warning)}\n`);
    try {
      const packed = await packInto({
        plan,
        layout,
        names,
        annotations,
        ...(latest && { latest }),
        link: flags.link ?? false,
        progress: progress.update,
      });
      progress.clear();
      const result = { packed, plan, names, layout: layout.name, lacking };
      host.stdout(flags.format === 'json' ? json(result) : text(result));
      return Exit.clean;
    } finally {
      progress.clear();
    }
  });
}

function recipeIn(given: string, { cwd }: Host): Recipe {
  const file = path.resolve(cwd, given);
  return readRecipe(file, shownPath(file, cwd));
}

/**
 * What is to be claimed by the profile; undefined where it is not wanted.
 * @throws {UsageError} for claims without `--profile`
 */
function profileOf({ profile, lifecycle, signing, provenance }: PackFlags): Partial<Intentions> | undefined {
  const intentions = {
    ...(lifecycle !== undefined && { lifecycle }),
    ...(signing !== undefined && { signing }),
    ...(provenance !== undefined && { provenance }),
  };
  const [unwanted] = Object.keys(intentions);
  if (!profile && unwanted !== undefined) throw new UsageError(`--${unwanted} belongs to --profile`);
  return profile && intentions;
}

function openModel(absolute: string, shown: string): PackedFolder {
  try {
    return new PackedFolder(absolute);
  } catch (error) {
    throw readError(shown, error);
  }
}

interface Result {
  packed: Packed;
  plan: PackPlan;
  names: readonly string[];
  layout: string;
  /** Annotations that were wanted and are not there. */
  lacking: readonly string[];
}

function json({ packed: { descriptor, manifest, files, attached }, plan, names, layout, lacking }: Result): string {
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
    annotations: manifest.annotations ?? {},
    attached: attached.map(({ path: file, descriptor: { digest, artifactType } }) => ({
      path: file,
      artifactType,
      digest,
    })),
    ignored: plan.ignored,
    warnings: [...plan.warnings, ...lacking],
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** How many names of files that were left out are told. */
const SHOWN = 20;

function text({ packed: { descriptor, files, attached }, plan, names, layout }: Result): string {
  const total = shownBytes(files.reduce((sum, file) => sum + file.descriptor.size, 0));
  const left =
    plan.ignored.length > SHOWN
      ? [...plan.ignored.slice(0, SHOWN), `and ${plan.ignored.length - SHOWN} more`]
      : plan.ignored;
  const kinds = [...new Set(files.map(({ file }) => file.class.kind))].map((kind) => {
    const those = files.filter(({ file }) => file.class.kind === kind);
    const bytes = shownBytes(those.reduce((sum, each) => sum + each.descriptor.size, 0));
    return `  ${kind}: ${those.length} (${bytes})`;
  });
  const lines = [
    `${names.join(', ') || descriptor.digest}: packed ${countOf(files.length, 'file')}, ${total}, in ${layout}`,
    ...kinds,
    ...(attached.length ? [`  attached: ${attached.map((each) => each.path).join(', ')}`] : []),
    ...(left.length ? [`  left out: ${left.join(', ')}`] : []),
    `  digest: ${descriptor.digest}`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
