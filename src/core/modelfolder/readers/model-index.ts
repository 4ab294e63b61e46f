import { type Draft } from '../draft';
import { type Metric } from '../inventory';
import { type Place } from '../place';
import { datasetOf } from '../references';

/** Results under `model-index` (hub-docs, modelcard.md; huggingface_hub, `EvalResult`). */
export function readModelIndex(index: Place, draft: Draft): void {
  for (const model of index.items()) {
    const name = model.get('name');
    draft.add('name', name.text, name.source);
    for (const result of model.get('results').items()) {
      const task = result.get('task', 'type').text;
      const dataset = datasetOfResult(result.get('dataset'));
      for (const metric of result.get('metrics').items()) {
        const value = metric.get('value');
        const known = value.number ?? value.text;
        const name = metric.get('name').text ?? metric.get('type').text;
        if (known === undefined || name === undefined) continue;
        const verified = metric.get('verified').bool;
        const origin = result.get('source', 'url').text;
        draft.add(
          'metrics',
          {
            ...(task !== undefined && { task }),
            ...(dataset && { dataset }),
            name,
            value: known,
            ...(verified !== undefined && { verified }),
            ...(origin !== undefined && { origin }),
          },
          value.source,
        );
      }
      const place = result.get('dataset', 'name');
      if (dataset)
        draft.add('datasets', { ...datasetOf(dataset.id ?? dataset.name, 'tested'), ...dataset }, place.source);
    }
  }
}

function datasetOfResult(place: Place): Metric['dataset'] {
  const [id, name, config, split, revision] = ['type', 'name', 'config', 'split', 'revision'].map(
    (key) => place.get(key).text,
  );
  const shown = name ?? id;
  if (shown === undefined) return undefined;
  return {
    name: shown,
    ...(id !== undefined && { id }),
    ...(config !== undefined && { config }),
    ...(split !== undefined && { split }),
    ...(revision !== undefined && { revision }),
  };
}
