import { cyclonedxKind } from '../bom/cyclonedx/kind';
import { spdxKind } from '../bom/spdx/kind';
import { cardKind } from '../cards/kind';
import { configKind } from '../config/kind';
import { licenseTextKind } from '../licenses/license-file/kind';
import { type RuleInfo } from '../findings/rule';
import { mofKind } from '../mof/kind';
import { folderRules } from '../modelfolder/rules';
import { kitfileKind } from '../oci/kitfile/kind';
import { modelfileKind } from '../oci/modelfile/kind';
import { modelpackConfigKind, modelpackManifestKind } from '../oci/modelpack/kind';
import { packageKind, pyprojectKind } from '../packages/kind';
import { policyKind } from '../policy/kind';
import { suppressionRules } from '../findings/suppressions';
import { detectKindId } from './detect';
import { type DocumentKind, type OpenDocument } from './kind';
import { textRules } from './text-rules';

/** Every kind of document. A new kind is one line here and one in `detect.ts`. */
export const KINDS: readonly DocumentKind[] = [
  configKind(() => RULES),
  policyKind,
  mofKind,
  spdxKind,
  cyclonedxKind,
  cardKind,
  packageKind,
  pyprojectKind,
  kitfileKind,
  modelfileKind,
  modelpackManifestKind,
  modelpackConfigKind,
  licenseTextKind,
];

/** Every rule of every kind and of model folders once, by area and name: kinds may share a rule. */
export const RULES: readonly RuleInfo[] = [
  ...new Map(
    [...textRules, ...suppressionRules, ...folderRules, ...KINDS.flatMap((kind) => kind.rules)].map((rule) => [
      rule.id,
      rule,
    ]),
  ).values(),
].sort((a, b) => a.id.localeCompare(b.id));

/** The kind of a document, by its name or else by its text; undefined for all others. */
export function detectKind(path: string, text: string): DocumentKind | undefined {
  const id = detectKindId(path, text);
  return KINDS.find((kind) => kind.id === id);
}

/** Recognises and reads a document; undefined when it is none of ours. */
export function openDocument(path: string, text: string): OpenDocument | undefined {
  return detectKind(path, text)?.open(path, text);
}
