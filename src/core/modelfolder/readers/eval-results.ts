import { yamlOf } from '../place';
import { type Reader } from '../reader';
import { datasetOf } from '../references';

/** Results in `.eval_results` (hub-docs, eval-results.md): of which benchmark, the value, and who says so. */
export const evalResults: Reader = {
  id: 'eval-results',
  pattern: /^\.eval_results\/[^/]+\.ya?ml$/,
  read(file, draft) {
    for (const result of yamlOf(file, 'eval-results').items()) {
      const value = result.get('value');
      const id = result.get('dataset', 'id').text;
      const known = value.number ?? value.text;
      if (known === undefined || id === undefined) continue;
      const task = result.get('dataset', 'task_id').text;
      const revision = result.get('dataset', 'revision').text;
      const origin = result.get('source', 'url').text ?? result.get('source', 'name').text;
      const verified = result.get('verifyToken').exists || undefined;
      draft.add(
        'metrics',
        {
          ...(task !== undefined && { task }),
          dataset: { name: id, id, ...(revision !== undefined && { revision }) },
          name: task ?? id,
          value: known,
          ...(verified && { verified }),
          ...(origin !== undefined && { origin }),
        },
        value.source,
      );
      draft.add('datasets', datasetOf(id, 'tested'), result.get('dataset', 'id').source);
    }
  },
};
