import { type Detector } from '../documents/detect';
import { baseName } from '../findings/context';

/** How much of a text is looked at, in UTF-16 code units. */
const HEAD = 64 * 1024;

/** A `package.json` that says something about licences; all others are left alone. */
export const packageDetector: Detector = {
  id: 'package',
  hasName: () => false,
  hasText: (text, path) => baseName(path) === 'package.json' && /"licen[sc]es?"\s{0,99}:/.test(text.slice(0, HEAD)),
};

/** A `pyproject.toml` that says something about licences. */
export const pyprojectDetector: Detector = {
  id: 'pyproject',
  hasName: () => false,
  hasText: (text, path) => baseName(path) === 'pyproject.toml' && /licen[sc]e|License ::/.test(text.slice(0, HEAD)),
};
