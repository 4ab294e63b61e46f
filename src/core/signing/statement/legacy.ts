import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { isObject, own, type JsonObject } from '../json';
import { StatementError, type Manifest, type SignedFile } from './manifest';
import { requireName } from './resources';

const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Reads a statement of model_signing 0.2.0, which has one subject a file, no digest of the whole, and does not record how the
 * model was serialized.
 * @throws {StatementError}
 */
export function readLegacy(statement: JsonObject, windows: boolean): Manifest {
  const subjects = own(statement, 'subject');
  if (!Array.isArray(subjects) || !subjects.length || subjects.length > LIMITS.resources)
    throw new StatementError('resources', t('The statement lists no files, or too many.'));
  const files = new Map<string, SignedFile>();
  for (const subject of subjects as unknown[]) {
    const file = readFile(subject);
    requireName(file.name, subjects.length, windows);
    if (files.has(file.name)) throw new StatementError('resources', t('The statement lists "{0}" twice.', file.name));
    files.set(file.name, file);
  }
  const serialization = { method: 'files', hash: 'sha256', allowSymlinks: false, ignorePaths: [] } as const;
  return { model: '', serialization, files };
}

function readFile(subject: unknown): SignedFile {
  const name = isObject(subject) ? own(subject, 'name') : undefined;
  const digests = isObject(subject) ? own(subject, 'digest') : undefined;
  const annotations = isObject(subject) ? own(subject, 'annotations') : undefined;
  const digest = isObject(digests) ? own(digests, 'sha256') : undefined;
  const hash = isObject(annotations) ? own(annotations, 'actual_hash_algorithm') : undefined;
  if (typeof name !== 'string' || typeof digest !== 'string' || !DIGEST.test(digest) || hash !== 'file-sha256')
    throw new StatementError('resources', t('The statement lists a file without a name and a SHA-256 digest.'));
  return { name, digests: [digest] };
}
