import { anyChar, fitsPath, literal, type PathPattern } from '../folder/wildcards';
import { t } from '../l10n';

/**
 * What a policy is asked about.
 * - an artifact: the path of its repository, `acme/tiny`, and its registry
 * - a model in a folder: the name of the folder
 */
export interface PolicySubject {
  name: string;
  /** Host, with a port where there is one, in lower case; absent for what comes from none. */
  registry?: string;
}

/**
 * Why a text is no pattern for names; undefined where it is one. In a pattern `*` stands for any characters and `?` for one, both
 * within one part of the name, and `**` for any number of parts. Everything else stands for itself.
 */
export function whyNoPattern(pattern: string): string | undefined {
  const parts = pattern.split('/');
  if (parts.some((part) => part === '')) return t('a part of it is empty');
  if (parts.some((part) => part !== '**' && part.includes('**'))) return t('"**" is a part by itself');
  if (/[^\w.*?/ -]/.test(pattern)) return t('names have letters, digits, ".", "_", "-" and "/"; wildcards are * ? **');
  return undefined;
}

/** Whether a name fits one of several patterns; everything does where there are none. Takes no more steps than their lengths multiplied. */
export function fitsName(name: string, patterns: readonly string[] | undefined): boolean {
  return patterns === undefined || patterns.some((pattern) => fitsPath(readPattern(pattern), name, false));
}

function readPattern(pattern: string): PathPattern {
  return pattern
    .split('/')
    .map((part) =>
      part === '**' ? part : [...part].map((char) => (char === '*' ? '*' : char === '?' ? anyChar : literal(char))),
    );
}

/** Whether a rule for names and registries is about a subject. */
export function covers(
  { artifacts, registries }: { artifacts?: readonly string[]; registries?: readonly string[] },
  { name, registry }: PolicySubject,
): boolean {
  if (!fitsName(name, artifacts)) return false;
  return registries === undefined || (registry !== undefined && registries.includes(registry));
}
