import {
  COMPONENTS,
  LEVELS,
  RESEARCH_PAPER,
  TECHNICAL_REPORT,
  component,
  countedAs,
  requiredAt,
  type ClassLevel,
  type ComponentDefinition,
  type ContentType,
} from './components';
import { isOpen, isTypeAppropriate } from './licenses';

/** The licence map of a release: one for everything, and one a content type that goes before it. */
export type LicenseScope = 'distribution' | ContentType;

/** What classification needs to know of a release. */
export interface ReleaseClaim {
  /** The listed components in file order. `license` is null or undefined where none is written. */
  components: readonly { name: string; license?: string | null }[];
  /** Names of the global licences; empty, null and undefined mean none. */
  licenses: Readonly<Partial<Record<LicenseScope, string | null>>>;
}

/** Where the licence of a component comes from. */
export type LicenseSource = 'component' | LicenseScope | 'none';

/** The licence that counts for a component. */
export interface EffectiveLicense {
  /** The id as written; undefined when there is none. */
  id: string | undefined;
  source: LicenseSource;
}

/** Which class a release earns and why. Component lists hold numbers of components, in the tool's order. */
export interface Classification {
  /** 3, 2, 1, or 0 for unclassified. */
  class: 0 | ClassLevel;
  /** 0 to 100 for each level; a level that is not reached yet is 0 unless the one below is whole. */
  progress: Record<ClassLevel, number>;
  /** Required components with an open licence, up to and with each level. */
  included: Record<ClassLevel, number[]>;
  /** Optional components with an open licence. */
  optional: Record<ClassLevel, number[]>;
  /** Required components that are not listed. */
  missing: Record<ClassLevel, number[]>;
  /** Listed components whose licence is not open. */
  invalid: Record<ClassLevel, number[]>;
  /** Listed components without a licence. */
  unlicensed: Record<ClassLevel, number[]>;
  /** Components whose licence is open but not meant for their content type; a warning only. */
  typeWarnings: number[];
  /** The licence of each listed component. */
  licenses: Map<number, EffectiveLicense>;
}

/** The licence that counts for a listed component (model_openness_tool, src/ModelEvaluator.php:157-182). */
export function effectiveLicense(
  own: string | null | undefined,
  type: ContentType,
  licenses: ReleaseClaim['licenses'],
): EffectiveLicense {
  if (own !== null && own !== undefined) return named(own, 'component');
  for (const scope of [type, 'distribution'] as const) {
    const name = licenses[scope];
    if (name && name !== '0') return named(name, scope);
  }
  return { id: undefined, source: 'none' };
}

/** `unlicensed` is the tool's word for none; PHP also takes the empty string and "0" for nothing. */
function named(id: string, source: LicenseSource): EffectiveLicense {
  return { id: id === 'unlicensed' || id === '' || id === '0' ? undefined : id, source };
}

/**
 * Classifies a release exactly as the Model Openness Tool does (src/ModelEvaluator.php at 8b5d30e), its surprises
 * included: an unknown component name counts as "Datasets", of equal names the last one wins, and a research paper
 * replaces the technical report in classes III and II.
 */
export function classify(claim: ReleaseClaim): Classification {
  const licenses = effectiveLicenses(claim);
  const result = bucket(licenses);
  omitTechnicalReport(result);
  for (const level of LEVELS) result.progress[level] = progressOf(level, result);
  result.class = ([1, 2, 3] as const).find((level) => result.progress[level] === 100) ?? 0;
  return result;
}

/** ModelUpdater.php:118-140 */
function effectiveLicenses(claim: ReleaseClaim): Map<number, EffectiveLicense> {
  const listed = new Map<number, EffectiveLicense>();
  for (const { name, license } of claim.components) {
    const definition = countedAs(name);
    listed.set(definition.id, effectiveLicense(license, definition.type, claim.licenses));
  }
  return listed;
}

function perLevel(): Record<ClassLevel, number[]> {
  return { 3: [], 2: [], 1: [] };
}

/** Sorts the components up to each level into buckets (ModelEvaluator.php:44-143). */
function bucket(licenses: Map<number, EffectiveLicense>): Classification {
  const result: Classification = {
    class: 0,
    progress: { 3: 0, 2: 0, 1: 0 },
    included: perLevel(),
    optional: perLevel(),
    missing: perLevel(),
    invalid: perLevel(),
    unlicensed: perLevel(),
    typeWarnings: [],
    licenses,
  };
  const required: ComponentDefinition[] = [];
  const optional: ComponentDefinition[] = [];
  for (const level of LEVELS) {
    required.push(...COMPONENTS.filter((c) => c.level === level && c.required));
    optional.push(...COMPONENTS.filter((c) => c.level === level && !c.required));
    for (const definition of [...required, ...optional]) place(definition, level, result);
  }
  return result;
}

function place(definition: ComponentDefinition, level: ClassLevel, result: Classification): void {
  const license = result.licenses.get(definition.id);
  if (!license) {
    if (definition.required) result.missing[level].push(definition.id);
  } else if (license.id === undefined) {
    result.unlicensed[level].push(definition.id);
  } else if (isOpen(license.id)) {
    result[definition.required ? 'included' : 'optional'][level].push(definition.id);
    if (!isTypeAppropriate(license.id, definition.type) && !result.typeWarnings.includes(definition.id))
      result.typeWarnings.push(definition.id);
  } else {
    result.invalid[level].push(definition.id);
  }
}

/** A listed paper stands in for a report that is not there, even when its own licence is bad (ModelEvaluator.php:323-345). */
function omitTechnicalReport(result: Classification): void {
  if (result.included[3].includes(TECHNICAL_REPORT)) return;
  const status = (['included', 'invalid', 'unlicensed'] as const).find((s) => result[s][1].includes(RESEARCH_PAPER));
  if (!status) return;
  for (const level of LEVELS) result.missing[level] = result.missing[level].filter((id) => id !== TECHNICAL_REPORT);
  result[status][2].push(RESEARCH_PAPER);
  result[status][3].push(RESEARCH_PAPER);
}

/** ModelEvaluator.php:277-315 */
function progressOf(level: ClassLevel, result: Classification): number {
  let total = 0;
  let included = 0;
  let reached: ClassLevel = level;
  for (const i of LEVELS) {
    if (i < level) break;
    total += requiredAt(i).length;
    included = result.included[i].length;
    reached = i;
    if (included < total) break;
  }
  if (reached > level) return 0;
  if (level === 1 && !result.included[1].includes(TECHNICAL_REPORT) && result.included[1].includes(RESEARCH_PAPER))
    total -= 1;
  return Math.min(100, (included / total) * 100);
}

/** The name of a class as the Model Openness Tool writes it. */
export function classLabel(level: 0 | ClassLevel): string {
  switch (level) {
    case 1:
      return 'Class I - Open Science Model';
    case 2:
      return 'Class II - Open Tooling Model';
    case 3:
      return 'Class III - Open Model';
    default:
      return 'Unclassified';
  }
}

/** Names of components, in the given order. */
export function namesOf(ids: readonly number[]): string[] {
  return ids.map((id) => component(id).name);
}
