import { t } from '../l10n';
import { type Range } from '../text/position';
import { writtenSpan } from '../text/tree';
import { type LicenseSource } from './classify';
import {
  COMPONENTS,
  LEVELS,
  TECHNICAL_REPORT,
  type ClassLevel,
  type ComponentDefinition,
  type ContentType,
} from './components';
import { type MofComponent, type MofDocument } from './document';
import { isOpen, isTypeAppropriate } from './licenses';
import { fullLabel, nextLevel, reportIsReplaced, shortLabel, standing, summarize } from './summary';

// The edits behind the action `add`.
export { addComponentEdits } from './add-components';

/** How a component counts. `replaced`: the technical report, where the research paper stands in for it. */
export type ComponentState = 'included' | 'missing' | 'invalid' | 'unlicensed' | 'replaced';

/** What can be done about a component with one click. */
export interface ComponentAction {
  kind: 'add' | 'fix-license' | 'set-license' | 'none';
  /** What the click does; empty for `none`. */
  title: string;
}

export interface OpennessComponent {
  id: number;
  name: string;
  type: ContentType;
  required: boolean;
  state: ComponentState;
  /** The licence that counts, as written. */
  license?: string;
  /** Where that licence is written. */
  source?: LicenseSource;
  /** The component's name in the document. */
  range?: Range;
  /** Where its licence can be mended, if it has to be: the licence that counts, or else the list of components. */
  licenseRange?: Range;
  /** Its licence is open but not meant for its type of content. */
  warning?: string;
  action: ComponentAction;
}

export interface OpennessLevel {
  level: ClassLevel;
  /** `Class III - Open Model` */
  label: string;
  /** 0 to 100, as the Model Openness Tool counts. */
  progress: number;
  /** Required components with an open licence, and how many are required, with all the classes below. */
  included: number;
  total: number;
  state: 'met' | 'next' | 'later';
  /** The components that this class adds to those of the classes below. */
  components: OpennessComponent[];
}

/** All that the Openness view shows of a release; plain data, fit for JSON. */
export interface Openness {
  class: 0 | ClassLevel;
  /** `Class II - Open Tooling Model`, `Unclassified` */
  label: string;
  /** `Class II`, `Unclassified` */
  shortLabel: string;
  /** 0 to 100 by class: `{"3": 100, "2": 60, "1": 0}`. */
  progress: Record<ClassLevel, number>;
  /** The release in one line. */
  summary: string;
  /** From class III to class I. */
  levels: OpennessLevel[];
  /** `release.name`, where it is given. */
  name?: string;
}

/** What the Openness view shows of a document. */
export function openness(document: MofDocument): Openness {
  const verdict = document.classification;
  const next = nextLevel(verdict);
  return {
    class: verdict.class,
    label: fullLabel(verdict.class),
    shortLabel: shortLabel(verdict.class),
    progress: { ...verdict.progress },
    summary: summarize(verdict),
    levels: LEVELS.map((level) => {
      const { included, total } = standing(verdict, level);
      return {
        level,
        label: fullLabel(level),
        progress: verdict.progress[level],
        included,
        total,
        state: verdict.progress[level] === 100 ? 'met' : level === next ? 'next' : 'later',
        components: COMPONENTS.filter((c) => c.level === level).map((c) => describe(document, c)),
      };
    }),
    ...(document.name === undefined ? {} : { name: document.name }),
  };
}

/** How one of the 17 components counts in a document. */
export function componentState(document: MofDocument, definition: ComponentDefinition): ComponentState {
  const verdict = document.classification;
  const license = verdict.licenses.get(definition.id);
  const open = license?.id !== undefined && isOpen(license.id);
  if (definition.id === TECHNICAL_REPORT && !open && reportIsReplaced(verdict)) return 'replaced';
  if (!license) return 'missing';
  if (license.id === undefined) return 'unlicensed';
  return open ? 'included' : 'invalid';
}

/** The warning that the Model Openness Tool gives an open licence that is not meant for a type of content. */
export function typeWarning(id: string, type: ContentType): string | undefined {
  if (!isOpen(id) || isTypeAppropriate(id, type)) return undefined;
  switch (type) {
    case 'code':
      return t('{0} is open, but the Model Openness Tool does not list it as a licence for code.', id);
    case 'data':
      return t('{0} is open, but the Model Openness Tool does not list it as a licence for data.', id);
    case 'document':
      return t('{0} is open, but the Model Openness Tool does not list it as a licence for documents.', id);
  }
}

function describe(document: MofDocument, definition: ComponentDefinition): OpennessComponent {
  const state = componentState(document, definition);
  const listed = document.listed(definition.id);
  const license = document.classification.licenses.get(definition.id);
  const warning = license?.id === undefined ? undefined : typeWarning(license.id, definition.type);
  return {
    id: definition.id,
    name: definition.name,
    type: definition.type,
    required: definition.required,
    state,
    ...(license?.id === undefined ? {} : { license: license.id, source: license.source }),
    ...(listed?.nameEntry ? { range: document.parsed.lines.range(writtenSpan(listed.nameEntry)) } : {}),
    ...(warning === undefined ? {} : { warning }),
    ...(state === 'invalid' || state === 'unlicensed' ? licenseRange(document, listed) : {}),
    action: actionFor(state, definition.name),
  };
}

function licenseRange(document: MofDocument, listed: MofComponent | undefined): { licenseRange?: Range } {
  const place = (listed && document.licensePlace(listed)) ?? document.componentsEntry?.key;
  return place ? { licenseRange: document.parsed.lines.range(place) } : {};
}

function actionFor(state: ComponentState, name: string): ComponentAction {
  switch (state) {
    case 'missing':
      return { kind: 'add', title: t('Add "{0}"', name) };
    case 'invalid':
      return { kind: 'fix-license', title: t('Choose an open licence for "{0}"', name) };
    case 'unlicensed':
      return { kind: 'set-license', title: t('Give "{0}" a licence', name) };
    default:
      return { kind: 'none', title: '' };
  }
}
