import { type Detector } from '../documents/detect';
import { baseName } from '../findings/context';

/** How much of a text is looked at, in UTF-16 code units. */
const HEAD = 64 * 1024;

/** The file that describes a ModelKit (KitOps, `pkg/lib/constants`: the names that `kit pack` looks for). */
export const kitfileDetector: Detector = {
  id: 'kitfile',
  hasName: (path) => /^\.?kitfile$/i.test(baseName(path)),
  hasText: () => false,
};

/**
 * The file that `modctl build` follows, `Modelfile` unless told otherwise. Ollama gives its own files the same name: they
 * are told apart by what they say.
 */
export const modelfileDetector: Detector = {
  id: 'modelfile',
  hasName: (path) => /^(?:modelfile|.+\.modelfile)$/i.test(baseName(path)),
  hasText: () => false,
};

/** The config of a ModelPack artifact, known by its list of layers (model-spec, `config.md`). */
export const modelpackConfigDetector: Detector = {
  id: 'modelpack-config',
  hasName: () => false,
  hasText(text) {
    const head = text.length > HEAD ? text.slice(0, HEAD) : text;
    return (
      /^\ufeff?\s{0,99}\{/.test(head) &&
      /"modelfs"\s{0,99}:/.test(head) &&
      /"(?:diffIds|descriptor)"\s{0,99}:/.test(head)
    );
  },
};
