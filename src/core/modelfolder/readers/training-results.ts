import { jsonOf } from '../place';
import { type Reader } from '../reader';

/** What a trainer measured at the end: `all_results.json` and its parts (transformers, `Trainer.save_metrics`). */
export const trainingResults: Reader = {
  id: 'training-results',
  pattern: /^(?:all|train|eval|test|predict)_results\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'training-results');
    for (const [name, { number, source }] of root.entries())
      if (number !== undefined && !/_(?:runtime|samples|per_second)$|^total_flos$/.test(name))
        draft.add('metrics', { name, value: number, origin: 'training' }, source);
  },
};
