import { t } from '../l10n';
import { namesOf, type Classification } from './classify';
import { COMPONENTS, LEVELS, RESEARCH_PAPER, TECHNICAL_REPORT, roman, type ClassLevel } from './components';

/** How far a release is on its way to one class. */
export interface Standing {
  level: ClassLevel;
  /** Required components with an open licence, up to and with the level. */
  included: number;
  /** How many are required: 6, 10 or 14; 13 for class I where the paper stands in for the report. */
  total: number;
  /** Required components that are not listed, in the tool's order. */
  missing: number[];
  /** Required components that are listed without a licence or with one that is not open, in the tool's order. */
  unfit: number[];
}

/** The class after the one that a release has; undefined at class I. */
export function nextLevel(verdict: Classification): ClassLevel | undefined {
  return LEVELS.find((level) => verdict.progress[level] < 100);
}

/**
 * Whether a listed research paper takes the place of the technical report in the count, even when the paper's own
 * licence is bad (ModelEvaluator.php:323-345).
 */
export function reportIsReplaced(verdict: Classification): boolean {
  return !verdict.included[3].includes(TECHNICAL_REPORT) && verdict.licenses.has(RESEARCH_PAPER);
}

/** What a release has and lacks for a class, with all the classes below it. */
export function standing(verdict: Classification, level: ClassLevel): Standing {
  const required = COMPONENTS.filter((c) => c.required && c.level >= level).map((c) => c.id);
  const needed = reportIsReplaced(verdict)
    ? [...required.filter((id) => id !== TECHNICAL_REPORT && id !== RESEARCH_PAPER), RESEARCH_PAPER]
    : required;
  const open = needed.filter((id) => !verdict.included[level].includes(id));
  return {
    level,
    included: needed.length - open.length,
    total: needed.length,
    missing: open.filter((id) => !verdict.licenses.has(id)),
    unfit: open.filter((id) => verdict.licenses.has(id)),
  };
}

/** `Class II`, or `Unclassified`. */
export function shortLabel(level: 0 | ClassLevel): string {
  return level === 0 ? t('Unclassified') : t('Class {0}', roman(level));
}

/** `Open Science Model` and the like: what the framework calls a class. */
export function className(level: ClassLevel): string {
  switch (level) {
    case 1:
      return t('Open Science Model');
    case 2:
      return t('Open Tooling Model');
    default:
      return t('Open Model');
  }
}

/** `Class II - Open Tooling Model`, or `Unclassified`. */
export function fullLabel(level: 0 | ClassLevel): string {
  return level === 0 ? shortLabel(0) : `${shortLabel(level)} - ${className(level)}`;
}

/**
 * Names of components as running text; of more than `limit` the first ones and how many more there are. With a limit of
 * 0 only how many, unless it is one.
 */
export function nameList(ids: readonly number[], limit = Infinity): string {
  if (ids.length <= Math.max(limit, 1)) return namesOf(ids).join(', ');
  if (limit === 0) return t('{0} components', ids.length);
  return t('{0} and {1} more', namesOf(ids.slice(0, limit)).join(', '), ids.length - limit);
}

/** Longest line that is read at a glance, above a line of code. */
const GLANCE = 100;

/**
 * A release in one line: its class, the count for the next class, and what that class lacks. As many names are given as
 * fit; where not even one does, how many there are.
 */
export function summarize(verdict: Classification): string {
  const level = nextLevel(verdict);
  if (level === undefined) return [shortLabel(1), className(1), t('complete')].join(' · ');
  const state = standing(verdict, level);
  for (let limit = Math.max(state.missing.length, state.unfit.length); limit > 0; limit--) {
    const line = lineOf(verdict.class, state, limit, limit);
    if (line.length <= GLANCE) return line;
  }
  const line = lineOf(verdict.class, state, 1, 0);
  return line.length <= GLANCE ? line : lineOf(verdict.class, state, 0, 0);
}

function lineOf(
  reached: 0 | ClassLevel,
  { level, included, total, missing, unfit }: Standing,
  missingLimit: number,
  unfitLimit: number,
): string {
  const target = shortLabel(level);
  const parts = [shortLabel(reached)];
  // An unclassified release says what the count is for; a classified one says it with what is missing.
  let named = reached === 0;
  parts.push(named ? t('{0} of {1} for {2}', included, total, target) : t('{0} of {1}', included, total));
  if (missing.length) {
    const names = nameList(missing, missingLimit);
    parts.push(named ? t('missing: {0}', names) : t('missing for {0}: {1}', target, names));
    named = true;
  }
  if (unfit.length) {
    const names = nameList(unfit, unfitLimit);
    parts.push(named ? t('no open licence: {0}', names) : t('no open licence for {0}: {1}', target, names));
  }
  return parts.join(' · ');
}
