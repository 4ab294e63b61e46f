import { pypiPurl } from '../identifiers';
import { jsonOf } from '../place';
import { type Reader } from '../reader';

/** Libraries by the names under which their versions are kept. */
const LIBRARIES: Readonly<Record<string, string>> = {
  sentence_transformers: 'sentence-transformers',
  transformers: 'transformers',
  pytorch: 'torch',
};

/** What Sentence Transformers writes beside a model: its modules, their settings, and the versions it was made with. */
export const sentenceTransformers: Reader = {
  id: 'sentence-transformers',
  pattern: /^(?:modules\.json|config_sentence_transformers\.json|sentence_[a-z]+_config\.json|\d+_\w+\/config\.json)$/,
  read(file, draft) {
    const root = jsonOf(file, 'sentence-transformers');
    if (file.path === 'modules.json') {
      draft.add('libraries', 'sentence-transformers', root.source, 'derived');
      for (const module of root.items()) {
        const type = module.get('type');
        draft.add(
          'architectureSettings',
          type.string === undefined
            ? undefined
            : { name: `module ${module.get('idx').text ?? ''}`, value: type.string },
          type.source,
        );
      }
      return;
    }
    for (const [key, version] of root.get('__version__').entries()) {
      const name = LIBRARIES[key];
      if (name !== undefined && version.text !== undefined)
        draft.add(
          'dependencies',
          { name, version: version.text, purl: pypiPurl(name, version.text.replace(/\+.*$/, '')), scope: 'runtime' },
          version.source,
          'derived',
        );
    }
    const similarity = root.get('similarity_fn_name');
    draft.add(
      'architectureSettings',
      similarity.text === undefined ? undefined : { name: 'similarity_fn_name', value: similarity.text },
      similarity.source,
    );
    const length = root.get('max_seq_length');
    // What the network could take, and what this model was made for, are two things.
    draft.add('contextLength', length.number, length.source, 'derived');
    const lower = root.get('do_lower_case');
    if (lower.bool) draft.add('preprocessing', 'Text is put in lower case', lower.source, 'derived');
    if (!file.path.includes('/')) return;
    for (const [name, place] of root.entries())
      if (place.text !== undefined && place.text !== 'false')
        draft.add(
          'architectureSettings',
          { name: `${file.path.slice(0, file.path.indexOf('/'))}.${name}`, value: place.text },
          place.source,
        );
  },
};
