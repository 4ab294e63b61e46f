import { classLabel, namesOf } from '../../core/mof/classify';
import { component, COMPONENTS } from '../../core/mof/components';
import { type MofDocument } from '../../core/mof/document';

/** The class of one file as `--format json` prints it. Components are named, in the order of the Model Openness Tool. */
export interface FileVerdict {
  file: string;
  release: string | null;
  class: 0 | 1 | 2 | 3;
  label: string;
  /** Percent of each class. */
  progress: Record<1 | 2 | 3, number>;
  /** Required components with an open licence. */
  included: string[];
  /** Optional components with an open licence. */
  optional: string[];
  /** Required components that are not listed, for each class with those below it. */
  missing: Record<1 | 2 | 3, string[]>;
  /** Components whose licence is not open. */
  invalid: string[];
  unlicensed: string[];
  /** Components whose licence is open but not made for their type of content. */
  typeWarnings: string[];
  /** The licence that counts for each listed component; null where there is none. */
  licenses: Record<string, string | null>;
}

/** Decimals of a percentage. */
const PRECISION = 4;

/** The verdict on a release, as the Model Openness Tool gives it. */
export function verdictOf(file: string, document: MofDocument): FileVerdict {
  const verdict = document.classification;
  const rounded = (value: number) => Number(value.toFixed(PRECISION));
  const { progress, missing } = verdict;
  const listed = COMPONENTS.filter(({ id }) => verdict.licenses.has(id));
  return {
    file,
    release: document.name ?? null,
    class: verdict.class,
    label: classLabel(verdict.class),
    progress: { 1: rounded(progress[1]), 2: rounded(progress[2]), 3: rounded(progress[3]) },
    included: namesOf(verdict.included[1]),
    optional: namesOf(verdict.optional[1]),
    missing: { 3: namesOf(missing[3]), 2: namesOf(missing[2]), 1: namesOf(missing[1]) },
    invalid: namesOf(verdict.invalid[1]),
    unlicensed: namesOf(verdict.unlicensed[1]),
    typeWarnings: namesOf(verdict.typeWarnings),
    licenses: Object.fromEntries(listed.map(({ id }) => [component(id).name, verdict.licenses.get(id)!.id ?? null])),
  };
}
