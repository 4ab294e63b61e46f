import { MofDocument } from '../../core/mof/document';
import { openness } from '../../core/mof/openness';
import { stateWord } from '../../core/inspection/openness';
import { t } from '../../core/l10n';
import { ToolError, type ToolInput, type ToolScope } from '../../core/tools/tool';
import { loadDocument } from '../files/documents';
import { shownPath } from '../files/paths';
import { filesIn } from './files';
import { placeIn } from './places';

/** MOF configurations that one call explains. */
const MOST = 10;

/** Explains the class of the releases in a file or folder. */
export async function explainClassTool({ path: given }: ToolInput, scope: ToolScope): Promise<object> {
  const { path: file } = placeIn(scope, given!);
  const { files } = filesIn(file, scope);
  const releases = files.flatMap((each) => {
    const target = { path: each, shown: shownPath(each, scope.roots[0]!), named: each === file };
    const loaded = loadDocument(target);
    if (loaded?.document.kind.id !== 'mof') return [];
    return [explain(target.shown, new MofDocument(loaded.document.parsed))];
  });
  if (!releases.length) throw new ToolError(t('There is no MOF configuration in {0}.', given!));
  return { releases: releases.slice(0, MOST), ...(releases.length > MOST ? { more: releases.length - MOST } : {}) };
}

function explain(file: string, document: MofDocument): object {
  const { label, summary, levels, name } = openness(document);
  return {
    file,
    release: name ?? null,
    class: label,
    summary,
    levels: levels.map(({ label: level, progress, included, total, state, components }) => ({
      level,
      state,
      progress: Math.round(progress),
      included,
      total,
      components: components.map((component) => ({
        name: component.name,
        required: component.required,
        state: stateWord(component.state),
        license: component.license ?? null,
        ...(component.warning === undefined ? {} : { warning: component.warning }),
        ...(component.action.title ? { todo: component.action.title } : {}),
      })),
    })),
  };
}
