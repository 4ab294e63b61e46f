import { t } from '../../l10n';
import { jsonOf } from '../place';
import { type Reader } from '../reader';
import { missingShard } from '../rules';

/** Missing files that are named one by one. */
const MOST_NAMED = 5;

/** The index of weights in several files (transformers, `WEIGHTS_INDEX_NAME`): which tensor is in which. */
export const weightIndex: Reader = {
  id: 'weight-index',
  pattern: /\.(?:safetensors|bin)\.index(?:\.[\w-]+)?\.json$/i,
  read(file, draft) {
    const root = jsonOf(file, 'weight-index');
    const total = root.get('metadata', 'total_parameters');
    draft.add('parameters', total.number, total.source);
    const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : '';
    const named = new Map(
      root
        .get('weight_map')
        .entries()
        .flatMap(([, place]) => (place.string === undefined ? [] : [[place.string, place] as const])),
    );
    const missing = [...named].filter(([name]) => !draft.file(folder + name));
    for (const [name, place] of missing.slice(0, MOST_NAMED))
      draft.problem(
        missingShard,
        file.path,
        missing.length > MOST_NAMED
          ? t('"{0}" is not in the folder; {1} of {2} files are missing.', name, missing.length, named.size)
          : t('"{0}" is not in the folder.', name),
        place.source.line,
      );
  },
};
