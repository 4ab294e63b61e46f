import { type Report, type Rule, type RuleInfo } from '../../../findings/rule';
import { type PlacedProblem } from '../check/problem';
import { type SpdxDocument } from '../document';

/** What a problem is about, when its rule puts it in words. */
export interface Case {
  document: SpdxDocument;
  problem: PlacedProblem;
  /** Something that was noted when the problem was found; empty where it was not. */
  fact: (name: string) => string;
}

/** What a rule says of a problem; the place is known. */
export type Words = Omit<Report, 'at'> & Partial<Pick<Report, 'at'>>;

/** Rules about names that may be SPDX 3.1's own: of that version, only its name is known here. */
const BY_NAME = new Set(['spdx/unknown-type', 'spdx/unknown-property', 'spdx/unknown-value', 'spdx/missing-mandatory']);

/** A rule whose problems are found while a document is read, and put in words when they are shown. */
export function problemRule(info: RuleInfo, words: (of: Case) => Words): Rule<SpdxDocument> {
  return {
    ...info,
    check(document, report) {
      const newer = document.version === '3.1';
      if (newer && BY_NAME.has(info.id)) return;
      for (const problem of document.problems.get(info.id) ?? []) {
        // There the version has two numbers.
        if (newer && problem.facts.property === 'specVersion' && problem.facts.value === '3.1') continue;
        report(() => {
          const fact = (name: string): string => String(problem.facts[name] ?? '');
          return { at: document.placeOf(problem), ...words({ document, problem, fact }) };
        });
      }
    },
  };
}
