import { type Detector } from '../documents/detect';
import { baseName } from '../findings/context';
import { CONFIG_NAME } from './configuration';

/** The project's own configuration file, known by its name alone. */
export const configDetector: Detector = {
  id: 'config',
  hasName: (path) => baseName(path) === CONFIG_NAME,
  hasText: () => false,
};
