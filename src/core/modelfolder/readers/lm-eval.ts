import { type Metric } from '../inventory';
import { jsonOf, type Place } from '../place';
import { type Reader } from '../reader';
import { datasetOf } from '../references';

/** Tasks of one file; the large suites have some hundreds. */
const MOST_TASKS = 2000;

/** Results of the LM Evaluation Harness (`results_<time>.json`), and of lighteval, which has nearly the same form. */
export const lmEval: Reader = {
  id: 'lm-eval',
  pattern: /(?:^|\/)(?:[^/]*[-_.])?results(?:[-_.][^/]*)?\.json$/i,
  read(file, draft) {
    if (/(?:^|\/)(?:all|train|eval|test|predict)_results\.json$/.test(file.path)) return;
    const root = jsonOf(file, 'lm-eval');
    const isHarness = ['config', 'configs', 'versions', 'config_general', 'n-shot'].some((key) => root.get(key).isMap);
    if (!root.get('results').isMap || !isHarness) return;
    const origin = root.get('config_general').isMap ? 'lighteval' : 'lm-evaluation-harness';
    for (const [task, result] of root.get('results').entries().slice(0, MOST_TASKS)) {
      const dataset = datasetOfTask(root, task);
      for (const [key, value] of result.entries()) {
        const [, name, filter] = /^(.+?)(?:,(.+))?$/.exec(key) ?? [];
        if (name === undefined || name === 'alias' || /_stderr$/.test(name) || value.number === undefined) continue;
        const stderr = result.get(`${name}_stderr${filter === undefined ? '' : `,${filter}`}`).number;
        draft.add(
          'metrics',
          {
            task,
            ...(dataset && { dataset }),
            name: filter === undefined || filter === 'none' ? name : `${name} (${filter})`,
            value: value.number,
            ...(stderr !== undefined && { stderr }),
            origin,
          },
          value.source,
        );
      }
      if (dataset)
        draft.add(
          'datasets',
          {
            ...datasetOf(dataset.id ?? dataset.name, 'tested'),
            ...(dataset.config !== undefined && { config: dataset.config }),
          },
          root.get('configs', task).source,
        );
    }
  },
};

/** The data of a task, as its settings name them. */
function datasetOfTask(root: Place, task: string): Metric['dataset'] {
  const settings = root.get('configs', task);
  const path = settings.get('dataset_path').string;
  if (path === undefined || /^(?:json|csv|parquet|text|[./~].*)$/.test(path)) return undefined;
  const config = settings.get('dataset_name').string;
  const split = settings.get('test_split').string ?? settings.get('validation_split').string;
  return { name: path, id: path, ...(config !== undefined && { config }), ...(split !== undefined && { split }) };
}
