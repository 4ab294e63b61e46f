import { type Detector } from '../../documents/detect';
import { baseName } from '../../findings/context';

/** The file of a licence text: `LICENSE`, `LICENCE.md`, `COPYING.LESSER`, `LICENSE-MIT`; not `license.json` or `licenses.ts`. */
export const licenseFileDetector: Detector = {
  id: 'license-text',
  hasName: (path) => /^(?:licen[sc]e|copying)(?:[-_.][\w.-]*)?$/i.test(baseName(path)) && !isCode(baseName(path)),
  hasText: () => false,
};

/** Texts have no ending, or one of prose; what has another is a program or data about licences. */
function isCode(name: string): boolean {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  return (
    ending !== undefined &&
    !['md', 'txt', 'rst', 'lesser', 'lib', 'apache', 'mit', 'bsd', 'data', 'code'].includes(ending)
  );
}
