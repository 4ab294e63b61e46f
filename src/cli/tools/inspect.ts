import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Inspection } from '../../core/inspection/inspection';
import { t } from '../../core/l10n';
import { inspectionAnswer, verificationAnswer } from '../../core/tools/answer';
import { ToolError, type ToolInput, type ToolScope } from '../../core/tools/tool';
import { inspectTarget, targetOf, type InspectTarget } from '../../node/inspect/service';
import { type NamedPath } from '../../node/signing/model';
import { placeIn } from './places';

/** Tells what something is. */
export async function inspectTool(input: ToolInput, scope: ToolScope): Promise<object> {
  return inspectionAnswer(await inspected(input, scope));
}

/** Verifies a model by the trust policies. */
export async function verifyTool(input: ToolInput, scope: ToolScope): Promise<object> {
  return verificationAnswer(await inspected(input, scope));
}

/** @throws {ToolError} {FileError} {OciError} {ModelError} */
async function inspected({ path: given, name, policy }: ToolInput, scope: ToolScope): Promise<Inspection> {
  const place = placeIn(scope, given!);
  const target = targetIn(place, name);
  const { roots, trusted, signal } = scope;
  return inspectTarget({
    target,
    policy: {
      trusted,
      from: { folder: path.dirname(place.path), top: topOf(place.path, roots) },
      ...(policy === undefined ? {} : { named: placeIn(scope, policy).path }),
      ...(target.kind === 'folder' ? { model: place.path } : {}),
    },
    ...(signal ? { signal } : {}),
  });
}

/** An artifact of a layout where there is one, else whatever the file or folder is. */
function targetIn(place: NamedPath, name: string | undefined): InspectTarget {
  const isLayout = statSync(place.path).isDirectory() && existsSync(path.join(place.path, 'oci-layout'));
  if (name !== undefined) return { kind: 'artifact', place: { layout: place, name } };
  if (isLayout)
    throw new ToolError(t('{0} is an image layout: say which artifact, by its name or digest.', place.shown));
  return targetOf(place);
}

/** The root that a path lies in: policies above it are nobody's of this workspace. */
function topOf(file: string, roots: readonly string[]): string {
  return roots.find((root) => file === root || file.startsWith(root + path.sep)) ?? path.dirname(file);
}
