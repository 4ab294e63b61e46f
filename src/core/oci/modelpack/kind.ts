import { defineKind } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { licenseRules } from '../../licenses/rules';
import { parseJson } from '../../text/json';
import { ConfigDocument } from './config-document';
import { modelpackConfigDetector, modelpackManifestDetector } from './detect';
import { configFeatures, manifestFeatures } from './language/features';
import { modelpackLicensing } from './licensing';
import { ManifestDocument } from './manifest-document';
import { configRules, manifestRules } from './rules';

/** A file that is named by its digest: another byte in it, and nothing finds it any more. */
const BLOB = /(?:^|\/)[0-9a-f]{64}(?:[0-9a-f]{64})?$/;

/** The same rules, but without fixes in the blobs of a layout. */
function withoutFixesInBlobs<D>(rules: readonly Rule<D>[]): Rule<D>[] {
  return rules.map((rule) => ({
    ...rule,
    check(document, report, context) {
      if (!BLOB.test(context.path)) rule.check(document, report, context);
      else
        rule.check(
          document,
          (found) => report({ ...(typeof found === 'function' ? found() : found), fix: () => [] }),
          context,
        );
    },
  }));
}

/** The manifest of a ModelPack artifact. */
export const modelpackManifestKind = defineKind<ManifestDocument>({
  ...modelpackManifestDetector,
  title: 'ModelPack manifest',
  parse: (_path, text) => parseJson(text),
  read: (parsed) => new ManifestDocument(parsed),
  rules: withoutFixesInBlobs(manifestRules),
  features: manifestFeatures,
});

/** The config of a ModelPack artifact. */
export const modelpackConfigKind = defineKind<ConfigDocument>({
  ...modelpackConfigDetector,
  title: 'ModelPack config',
  parse: (_path, text) => parseJson(text),
  read: (parsed) => new ConfigDocument(parsed),
  rules: withoutFixesInBlobs(configRules),
  licensing: ({ parsed }) => modelpackLicensing(parsed),
  licenseRules: withoutFixesInBlobs(licenseRules),
  licenseAt: (path) => (path.length === 3 && path[1] === 'licenses' ? 'expression' : undefined),
  features: configFeatures,
});
