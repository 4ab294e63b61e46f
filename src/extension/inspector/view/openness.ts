import { type InspectedComponent, type Inspection } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type Component, type Section, type Value } from '../../../../webview/protocol';
import { COMPONENT_TONES, levelMark } from './marks';
import { fact, known, shown, technical, value } from './shown';
import { type Sources } from './sources';

export function opennessSection({ openness, subject }: Inspection, sources: Sources): Section | undefined {
  if (!openness) return undefined;
  const { levels, summary, source, shortLabel } = openness;
  const isFolder = subject.kind === 'folder';
  return {
    id: 'openness',
    title: sectionTitle('openness'),
    mark: { tone: openness.class === 0 ? 'neutral' : 'good', word: shown(shortLabel) },
    blocks: [
      { kind: 'note', text: shown(summary) },
      {
        kind: 'facts',
        facts: known(
          fact(t('Release'), openness.name),
          fact(t('MOF configuration'), technical(sources.nameOf(source), sources.number(source))),
        ),
      },
      {
        kind: 'ladder',
        levels: levels.map(({ label, state, included, total, progress, components }) => ({
          label: shown(label),
          mark: levelMark(state),
          count: t('{0} of {1} components', included, total),
          progress,
          components: components.map((each) => componentOf(each, isFolder, sources)),
        })),
      },
    ],
  };
}

function componentOf(component: InspectedComponent, isFolder: boolean, sources: Sources): Component {
  const { name, state, word, license, licenseFrom, warning, source, location, files, fileCount } = component;
  const leads = (path: string): Value => technical(path, isFolder ? sources.number({ kind: 'file', path }) : undefined);
  const more = fileCount - files.length;
  return {
    name: shown(name),
    mark: { tone: COMPONENT_TONES[state], word: shown(word) },
    facts: known(
      fact(t('Licence'), licenseValue(license, licenseFrom)),
      fact(t('Warning'), warning),
      fact(t('Said to be at'), location && technical(location)),
      fact(t('Files'), ...files.map(leads), more > 0 ? value(t('and {0} more', more)) : undefined),
    ),
    source: sources.number(source),
  };
}

function licenseValue(license: string | undefined, from: InspectedComponent['licenseFrom']): Value | undefined {
  if (license === undefined) return undefined;
  if (from === undefined || from === 'component' || from === 'none') return value(license);
  return { ...value(t('{0}, the licence of the release ({1})', license, from)), copy: shown(license) };
}
