import { LIMITS } from '../bundle/limits';
import { isObject, own, parseJson } from '../json';

/** Digest algorithms of in-toto subjects that are compared with a file. */
export const SUBJECT_DIGESTS = ['sha256', 'sha384', 'sha512'] as const;
export type SubjectDigest = (typeof SUBJECT_DIGESTS)[number];

/** A file that an in-toto statement is about. */
export interface Subject {
  name: string;
  /** Hexadecimal, lower case. */
  digests: ReadonlyMap<SubjectDigest, string>;
}

/** What an in-toto statement is about. */
export interface Statement {
  predicateType: string;
  subjects: readonly Subject[];
}

/**
 * Reads the subjects of an in-toto statement whose signature holds.
 * @throws {Error} when it is not JSON in UTF-8, or too large
 * @returns undefined when it is no statement
 */
export function readStatement(payload: Uint8Array): Statement | undefined {
  const json = parseJson(payload, LIMITS.statementValues);
  if (!isObject(json)) return undefined;
  const subjects = own(json, 'subject');
  const predicateType = own(json, 'predicateType');
  if (!Array.isArray(subjects) || typeof predicateType !== 'string') return undefined;
  return { predicateType, subjects: subjects.flatMap(subjectOf) };
}

function subjectOf(json: unknown): Subject[] {
  if (!isObject(json)) return [];
  const digest = own(json, 'digest');
  const name = own(json, 'name');
  if (!isObject(digest)) return [];
  const digests = new Map<SubjectDigest, string>();
  for (const algorithm of SUBJECT_DIGESTS) {
    const value = own(digest, algorithm);
    if (typeof value === 'string') digests.set(algorithm, value);
  }
  return [{ name: typeof name === 'string' ? name : '', digests }];
}

/** The subject that is a file with these digests: all that it gives have to agree, and it has to give one. */
export function subjectWith(
  subjects: readonly Subject[],
  digests: ReadonlyMap<SubjectDigest, string>,
): Subject | undefined {
  return subjects.find(
    (subject) =>
      subject.digests.size > 0 &&
      [...subject.digests].every(([algorithm, digest]) => digests.get(algorithm) === digest),
  );
}
