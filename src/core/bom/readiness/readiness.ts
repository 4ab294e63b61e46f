import { type Position } from '../../text/position';
import { placeOf, type BomFormat, type FactName } from '../view/fields';
import { findPositions } from '../view/places';
import { factsOf, type BomComponent, type BomView, type Fact, type Facts, type Pointer } from '../view/view';
import { type Profile, type ProfileElement } from './profile';
import { cisaProfile } from './profiles/cisa';
import { euAiActProfile } from './profiles/eu-ai-act';
import { g7Profile } from './profiles/g7';
import { spdxProfile } from './profiles/spdx';

/** Every profile. A new one is one file and one line here. */
export const PROFILES: readonly Profile[] = [spdxProfile, g7Profile, cisaProfile, euAiActProfile];

/** How far an element is said: `unknown` means that the BOM says it is not known; `no-field` that the format can't say it. */
export type ElementStatus = 'met' | 'partly' | 'missing' | 'unknown' | 'no-field';

export const STATUSES: readonly ElementStatus[] = ['met', 'partly', 'missing', 'unknown', 'no-field'];

/** Where a BOM says what an element asks for. */
export interface Evidence {
  /** Name of the component; absent for the BOM itself. */
  component?: string;
  field: FactName;
  value: string;
  path: Pointer;
  position?: Position;
}

/** What is not said, of which component, and where it could be written. */
export interface Lack {
  component?: string;
  path: Pointer;
  position?: Position;
  /** Fields of the format: one of each group would do. */
  write: readonly (readonly string[])[];
}

export interface ElementResult {
  code: string;
  title: string;
  status: ElementStatus;
  evidence: readonly Evidence[];
  lacks: readonly Lack[];
  /** How many more components say or lack it than are listed. */
  more: number;
}

export interface Readiness {
  profile: Profile;
  counts: Readonly<Record<ElementStatus, number>>;
  elements: readonly ElementResult[];
}

/** Places that are listed for one element: a BOM may have thousands of components, and nobody reads them all. */
const MAX_PLACES = 20;

/** Places that are listed for one of the things that an element needs of one component. */
const PLACES_OF_ONE = 3;

/** What is asked: the BOM itself, or a component. */
interface Target {
  component?: BomComponent;
  facts: Facts;
  path: Pointer;
}

/** How far a BOM says what a profile wants. Says nothing about whether it is true or enough. */
export function readiness(view: BomView, profile: Profile): Readiness {
  const elements = profile.elements.flatMap((element) => {
    const targets = targetsOf(view, element);
    return profile.onlyWhatIsThere && !targets.length ? [] : [judge(view, element, targets)];
  });
  const count = (status: ElementStatus): number => elements.filter((element) => element.status === status).length;
  return {
    profile,
    elements,
    counts: {
      met: count('met'),
      partly: count('partly'),
      missing: count('missing'),
      unknown: count('unknown'),
      'no-field': count('no-field'),
    },
  };
}

/** The readiness for several profiles, with the lines and characters of everything that is named. */
export function readinessOf(text: string, view: BomView, profiles: readonly Profile[]): Readiness[] {
  const results = profiles.map((profile) => readiness(view, profile));
  const places = results.flatMap(({ elements }) => elements.flatMap(({ evidence, lacks }) => [...evidence, ...lacks]));
  const positions = findPositions(text, new Set(places.map(({ path }) => path)));
  for (const place of places) {
    const position = positions.get(place.path);
    if (position) place.position = position;
  }
  return results;
}

function targetsOf(view: BomView, { scope, needs }: ProfileElement): Target[] {
  const ofComponents = (components: readonly BomComponent[]): Target[] =>
    components.map((component) => ({ component, facts: component.facts, path: component.path }));
  switch (scope) {
    case 'document':
      return [{ facts: view.document, path: '' }];
    case 'system':
      return ofComponents(view.root ? [view.root] : []);
    case 'own-model':
      return ofComponents(ownModels(view));
    case 'component':
      return ofComponents(view.components.filter(({ kind }) => kind !== 'file'));
    case 'any': {
      const saying = view.components.filter(({ facts }) => needs.flat().some((name) => facts.has(name)));
      if (saying.length) return ofComponents(saying);
      const root = view.root ?? view.components[0];
      return ofComponents(root ? [root] : []);
    }
    default:
      return ofComponents(view.components.filter(({ kind }) => kind === scope));
  }
}

/** A base model is named so that one can look there, and described where it is released. */
function ownModels({ components, relations, root }: BomView): BomComponent[] {
  const ancestors = new Set(relations.filter(({ type }) => type === 'descendantOf').map(({ to }) => to));
  const used = new Set(relations.filter(({ type }) => type !== 'descendantOf').map(({ to }) => to));
  return components.filter(
    (component) =>
      component.kind === 'model' && (component === root || used.has(component.id) || !ancestors.has(component.id)),
  );
}

function judge(view: BomView, element: ProfileElement, targets: readonly Target[]): ElementResult {
  const { format } = view;
  const empty = emptyStatus(format, element);
  const statuses = new Set<ElementStatus>();
  const evidence: Evidence[] = [];
  const lacks: Lack[] = [];
  let more = 0;
  for (const target of targets) {
    const status = statusOf(element, target.facts) ?? empty;
    statuses.add(status);
    if (status !== empty && evidence.length >= MAX_PLACES) more++;
    else if (status !== empty) evidence.push(...evidenceOf(element, target, status));
    if (status !== 'met' && lacks.length >= MAX_PLACES) more++;
    else if (status !== 'met') lacks.push(lackOf(format, element, target));
  }
  if (!targets.length) lacks.push({ path: '', write: groups(format, element.needs) });
  return {
    code: element.code,
    title: element.title(),
    status: targets.length ? together(statuses, element) : empty,
    evidence,
    lacks,
    more,
  };
}

/** How far facts say an element; undefined where they say nothing. */
function statusOf({ needs, partly = [] }: ProfileElement, facts: Facts): ElementStatus | undefined {
  const met = needs.filter((need) => isMet(need, facts)).length;
  if (met === needs.length) return 'met';
  if (met || isMet(partly, facts)) return 'partly';
  return needs.flat().some((name) => facts.has(name)) ? 'unknown' : undefined;
}

function isMet(need: readonly FactName[], facts: Facts): boolean {
  return need.some((name) => factsOf(facts, name).some(({ unknown }) => !unknown));
}

function evidenceOf(element: ProfileElement, target: Target, status: ElementStatus): Evidence[] {
  const { component, facts } = target;
  const named = component && { component: component.name };
  const said = (fields: readonly FactName[]): Evidence[] =>
    fields
      .flatMap((field) =>
        factsOf(facts, field)
          .slice(0, PLACES_OF_ONE)
          .map((fact) => ({ ...named, field, value: factText(fact), path: fact.path })),
      )
      .slice(0, PLACES_OF_ONE);
  const all = [...element.needs.map(said), status === 'met' ? [] : said(element.partly ?? [])].flat();
  return [...new Map(all.map((each) => [`${each.field} ${each.path}`, each])).values()];
}

function lackOf(format: BomFormat, { needs }: ProfileElement, { component, facts, path }: Target): Lack {
  const open = needs.filter((need) => !isMet(need, facts));
  return { ...(component && { component: component.name }), path, write: groups(format, open) };
}

/** What is missing can't be blamed on the author where the format has no field for it. */
function emptyStatus(format: BomFormat, { needs, partly = [] }: ProfileElement): ElementStatus {
  return places(format, [...needs.flat(), ...partly]).length ? 'missing' : 'no-field';
}

/** The status of an element from what its targets say; of an element that asks for one, the best of them. */
function together(all: ReadonlySet<ElementStatus>, { scope }: ProfileElement): ElementStatus {
  if (all.has('met') && (all.size === 1 || scope === 'any')) return 'met';
  if (all.has('met') || all.has('partly')) return 'partly';
  if (all.has('unknown')) return 'unknown';
  return all.has('missing') ? 'missing' : 'no-field';
}

function places(format: BomFormat, fields: readonly FactName[]): string[] {
  return [...new Set(fields.map((field) => placeOf(field, format)).filter((place) => place !== undefined))];
}

/** The fields for several needs; two needs that the same fields meet are asked for once. */
function groups(format: BomFormat, needs: ProfileElement['needs']): string[][] {
  const all = needs.map((need) => places(format, need)).filter((group) => group.length);
  return [...new Map(all.map((group) => [group.join(), group])).values()];
}

/** A fact in one line: `sha256: 9f86…`. */
function factText({ key, value, of }: Fact): string {
  const keyed = key === undefined ? value : `${key}: ${value}`;
  return of === undefined ? keyed : `${keyed} (${of})`;
}
