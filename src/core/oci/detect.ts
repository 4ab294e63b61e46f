import { type Detector } from '../documents/detect';
import { baseName } from '../findings/context';

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
