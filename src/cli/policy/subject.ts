import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseReference } from '../../core/oci/reference';
import { OciError } from '../../core/oci/errors';
import { type PolicySubject } from '../../core/policy/names';
import { layoutName, isLocalName } from '../../node/oci/layout/local-name';
import { UsageError } from '../exit';
import { type Host } from '../host';

/** The absolute path of a model that the command line names; undefined for what is no file, and so an artifact. */
export function modelPath(given: string, { cwd }: Host): string | undefined {
  const absolute = path.resolve(cwd, given);
  return existsSync(absolute) ? absolute : undefined;
}

/** What policies call a model in a folder. */
export function subjectOfFolder(model: string): PolicySubject {
  return { name: path.basename(model) };
}

/**
 * What policies call an artifact: the path of its repository without tag and digest, and its registry where a reference names one.
 * @throws {UsageError} for what is neither a reference nor a name in a layout
 */
export function subjectOfReference(given: string): PolicySubject {
  try {
    const { registry, repository } = parseReference(given);
    return { name: repository, registry };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    if (isLocalName(given)) return { name: withoutTag(layoutName(given)) };
    throw new UsageError(`${error.message}; nor is there a file or folder "${given}"`);
  }
}

function withoutTag(name: string): string {
  return name.replace(/(?:@sha256:[0-9a-f]{64}|:[\w.-]+)$/, '');
}
