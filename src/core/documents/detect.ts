import { cyclonedxDetector } from '../bom/cyclonedx/detect';
import { spdxDetector } from '../bom/spdx/detect';
import { cardDetector } from '../cards/detect';
import { configDetector } from '../config/detect';
import { licenseFileDetector } from '../licenses/license-file/detect';
import { mofDetector } from '../mof/detect';
import { kitfileDetector, modelfileDetector } from '../oci/detect';
import { modelpackConfigDetector, modelpackManifestDetector } from '../oci/modelpack/detect';
import { packageDetector, pyprojectDetector } from '../packages/detect';
import { policyDetector } from '../policy/detect';

/** How a kind of document is recognised. Knows nothing of its rules, so that a host can look before it loads them. */
export interface Detector {
  id: string;
  /** Whether a file is of this kind by its name alone, whatever it says. */
  hasName(path: string): boolean;
  /** Whether a text is of this kind by what it says, and where it counts by its name; looks at the beginning only. */
  hasText(text: string, path: string): boolean;
}

/** Every kind of document, in the order in which they are asked. A new kind is one line here and one in `kinds.ts`. */
export const DETECTORS: readonly Detector[] = [
  configDetector,
  policyDetector,
  mofDetector,
  spdxDetector,
  cyclonedxDetector,
  cardDetector,
  packageDetector,
  pyprojectDetector,
  kitfileDetector,
  modelfileDetector,
  modelpackManifestDetector,
  modelpackConfigDetector,
  licenseFileDetector,
];

/** The id of a document's kind, by its name or else by its text; undefined for files that are none of ours. */
export function detectKindId(path: string, text: string): string | undefined {
  return (DETECTORS.find((kind) => kind.hasName(path)) ?? DETECTORS.find((kind) => kind.hasText(text, path)))?.id;
}
