import { timeOf } from '../identifiers';
import { jsonOf, type Place } from '../place';
import { type Draft } from '../draft';
import { type Reader } from '../reader';

const CHECKPOINT = /^checkpoint-(\d+)\//;

/** What the trainer counted: `trainer_state.json` (transformers, `TrainerState`), of the model or else of its last checkpoint. */
export const trainerState: Reader = {
  id: 'trainer-state',
  pattern: /^(?:checkpoint-\d+\/)?trainer_state\.json$/,
  read(file, draft) {
    if (file.path !== lastState(draft)) return;
    const root = jsonOf(file, 'trainer-state');
    for (const name of ['train_batch_size', 'max_steps', 'num_train_epochs']) {
      const { text, number, source } = root.get(name);
      if (text !== undefined && number !== undefined && number > 0)
        draft.add('hyperparameters', { name, value: text }, source);
    }
    for (const name of ['epoch', 'global_step', 'total_flos']) {
      const { number, source } = root.get(name);
      if (number !== undefined) draft.add('metrics', { name, value: number, origin: 'training' }, source);
    }
    const best = root.get('best_metric');
    if (best.number !== undefined)
      draft.add('metrics', { name: 'best_metric', value: best.number, origin: 'training' }, best.source);
    readLast(root, draft);
    const time = file.modified === undefined ? undefined : timeOf(file.modified);
    draft.add('builtTime', time, { path: file.path, key: 'mtime', reader: 'trainer-state' }, 'guessed');
  },
};

/** The state of the model itself, or of the checkpoint with most steps. */
function lastState(draft: Draft): string | undefined {
  if (draft.file('trainer_state.json')) return 'trainer_state.json';
  const states = draft.files
    .map(({ path }) => path)
    .filter((path) => CHECKPOINT.test(path) && path.endsWith('/trainer_state.json'));
  return states.sort((a, b) => Number(CHECKPOINT.exec(b)![1]) - Number(CHECKPOINT.exec(a)![1]))[0];
}

/** Of each measure the last value in the log. */
function readLast(root: Place, draft: Draft): void {
  const last = new Map<string, Place>();
  for (const entry of root.get('log_history').items())
    for (const [name, place] of entry.entries())
      if (
        /^(?:eval_|test_|train_loss$)/.test(name) &&
        !/_(?:runtime|per_second)$/.test(name) &&
        place.number !== undefined
      )
        last.set(name, place);
  for (const [name, place] of last)
    draft.add('metrics', { name, value: place.number!, origin: 'training' }, place.source);
}
