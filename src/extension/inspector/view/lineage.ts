import { type Inspection, type LineageEdge, type LineageNode } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type Section } from '../../../../webview/protocol';
import { shown } from './shown';
import { type Sources } from './sources';

export function lineageSection({ lineage }: Inspection, sources: Sources): Section | undefined {
  if (!lineage?.edges.length) return undefined;
  const { nodes, edges } = lineage;
  const names = new Map(nodes.map(({ id, name }) => [id, shown(name)]));
  const sentences = edges.map((edge) => sentence(edge, names));
  return {
    id: 'lineage',
    title: sectionTitle('lineage'),
    blocks: [
      {
        kind: 'graph',
        label: t('Picture of the lineage. The list below says the same: {0}', sentences.join(' ')),
        nodes: nodes.map(({ id, name, kind }) => ({ id, name: shown(name), kind, word: nodeWord(kind) })),
        edges: edges.map((edge, at) => ({
          from: edge.from,
          to: edge.to,
          word: edge.type === 'dataset' ? t('trained or tested on') : t('made from'),
          text: sentences[at]!,
          source: sources.number(edge.source),
        })),
      },
    ],
  };
}

function nodeWord(kind: LineageNode['kind']): string {
  switch (kind) {
    case 'subject':
      return t('what is inspected');
    case 'model':
      return t('model');
    case 'dataset':
      return t('dataset');
  }
}

function sentence({ from, to, type }: LineageEdge, names: ReadonlyMap<string, string>): string {
  const [made, origin] = [names.get(from) ?? shown(from), names.get(to) ?? shown(to)];
  return type === 'dataset'
    ? t('{0} was trained or tested on {1}.', made, origin)
    : t('{0} was made from {1}.', made, origin);
}
