import { t } from '../l10n';
import { type MofDocument } from '../mof/document';
import { openness, type ComponentState, type OpennessComponent } from '../mof/openness';
import { asScalar, entryOf } from '../text/tree';
import { placed } from './documents';
import { type InspectedComponent, type InspectedOpenness, type Source } from './inspection';

/** Files that are named for one component. */
const SHOWN_FILES = 20;

/**
 * The class of a release, and what it rests on.
 * @param files files of the model by the number of their component
 */
export function inspectOpenness(
  document: MofDocument,
  source: Source,
  files: ReadonlyMap<number, readonly string[]>,
): InspectedOpenness {
  const { class: level, label, shortLabel, summary, levels, name } = openness(document);
  return {
    source,
    ...(name === undefined ? {} : { name }),
    class: level,
    label,
    shortLabel,
    summary,
    levels: levels.map(({ components, ...rest }) => ({
      ...rest,
      components: components.map((component) => inspectComponent(document, component, source, files)),
    })),
  };
}

function inspectComponent(
  document: MofDocument,
  { id, name, type, required, state, license, source: licenseFrom, warning, range }: OpennessComponent,
  source: Source,
  filesOf: ReadonlyMap<number, readonly string[]>,
): InspectedComponent {
  const files = filesOf.get(id) ?? [];
  const location = asScalar(entryOf(document.listed(id)?.map, 'component_path')?.value)?.text;
  return {
    id,
    name,
    type,
    required,
    state,
    word: stateWord(state),
    ...(license === undefined ? {} : { license }),
    ...(licenseFrom === undefined ? {} : { licenseFrom }),
    ...(warning === undefined ? {} : { warning }),
    ...(range ? { source: placed(source, range.start) } : {}),
    ...(location ? { location } : {}),
    files: files.slice(0, SHOWN_FILES),
    fileCount: files.length,
  };
}

/** How a component counts, in a few words. */
export function stateWord(state: ComponentState): string {
  switch (state) {
    case 'included':
      return t('included');
    case 'missing':
      return t('missing');
    case 'invalid':
      return t('licence not open');
    case 'unlicensed':
      return t('no licence');
    case 'replaced':
      return t('replaced by the research paper');
  }
}
