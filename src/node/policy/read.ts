import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { syntaxOf } from '../../core/documents/kind';
import { t } from '../../core/l10n';
import { checkPolicy } from '../../core/policy/check';
import { type PolicyFile, type PolicyLevel } from '../../core/policy/decision';
import { type FoundPolicy } from '../../core/policy/evaluate';
import { isHarmless } from '../../core/policy/mistakes';
import { PolicyKeyError, resolvePolicy, type ResolvedPolicy } from '../../core/policy/resolve';
import { decodeText } from '../../core/text/decode';
import { parseJson } from '../../core/text/json';
import { parseYaml } from '../../core/text/yaml';
import { nodeCryptography } from '../cryptography';
import { FileError, readError } from '../files/errors';
import { readFile } from '../files/read';

/** A thousand signers with their keys are less. */
const MAX_BYTES = 1024 * 1024;

/** A policy that was looked for, with its keys. */
export interface LoadedPolicy extends FoundPolicy, Partial<Pick<ResolvedPolicy, 'keys' | 'roots'>> {}

export interface PolicyPlace {
  /** Absolute. */
  file: string;
  level: PolicyLevel;
}

/**
 * Reads a policy. Whatever is wrong with it, it is not left out: it is refused, and says why.
 * @param day today, `YYYY-MM-DD`
 */
export function loadPolicy({ file, level }: PolicyPlace, day: string): LoadedPolicy {
  const base = { level, place: file };
  const refused = (reasons: readonly string[], sha256?: string): LoadedPolicy => ({
    file: { ...base, state: 'refused', reasons, ...(sha256 === undefined ? {} : { sha256 }) },
  });
  let bytes: Uint8Array;
  try {
    if (level === 'folder') requireInside(file);
    ({ bytes } = readFile(file, file, { maxBytes: MAX_BYTES })!);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return refused([t('It {0}.', error.message)]);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { text, encoding } = decodeText(bytes);
  if (encoding !== 'utf-8') return refused([t('It is no text in UTF-8.')], sha256);
  const parsed = syntaxOf(file, text) === 'json' ? parseJson(text) : parseYaml(text);
  const at = (offset: number) => parsed.lines.positionAt(offset).line + 1;
  const [problem] = parsed.problems;
  if (problem) return refused([t('Line {0}: {1}', at(problem.start), problem.message)], sha256);
  const { policy, mistakes } = checkPolicy(parsed, day);
  if (!policy)
    return refused(
      mistakes
        .filter((mistake) => !isHarmless(mistake))
        .map((mistake) => t('Line {0}: {1}', at(mistake.at.start), mistake.message)),
      sha256,
    );
  try {
    const resolved = resolvePolicy(policy, nodeCryptography);
    return { file: { ...base, state: 'counted', reasons: [], sha256 }, ...resolved };
  } catch (error) {
    if (!(error instanceof PolicyKeyError)) throw error;
    return refused([t('Line {0}: {1}', error.line + 1, error.message)], sha256);
  }
}

/** A policy that was found and has no say here. */
export function ignoredPolicy({ file, level }: PolicyPlace, reason: string): LoadedPolicy {
  const told: PolicyFile = { level, place: file, state: 'ignored', reasons: [reason] };
  return { file: told };
}

/** A folder that comes from others must not make us read what is elsewhere. @throws {FileError} */
function requireInside(file: string): void {
  const folder = path.dirname(path.dirname(file));
  try {
    const [real, root] = [realpathSync.native(file), realpathSync.native(folder)];
    if (!real.startsWith(root.endsWith(path.sep) ? root : root + path.sep))
      throw new FileError(file, t('is a link that leads out of its folder, to {0}', real));
  } catch (error) {
    throw readError(file, error);
  }
}
