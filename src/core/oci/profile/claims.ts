import { t } from '../../l10n';
import { roman } from '../../mof/components';
import { type MofDocument } from '../../mof/document';
import { asScalar, valueAt } from '../../text/tree';
import { OCI, type Annotations } from '../annotations';
import { type ModelFacts } from '../modelpack/config';
import { KEY, PROFILE, PROFILE_COMPONENTS, profileKey } from './keys';
import { whyNotAValue } from './value';

/** What the profile lets a packager claim, in its own words. */
export interface Intentions {
  lifecycle: string;
  /** How the artifact will be signed, in which format its bill of materials is, what says how it was made. */
  signing: string;
  sbom: string;
  provenance: string;
}

/** Annotations to write, and keys for which there is no honest value. */
export interface Claims {
  annotations: Annotations;
  lacking: readonly { key: string; reason: string }[];
}

/**
 * The annotations of the profile for a model. They are written before the artifact can be signed or attested, so they say
 * what is intended; {@link checkProfile} finds out what came of it.
 */
export function profileClaims(mof: MofDocument | undefined, intentions: Partial<Intentions>): Claims {
  const annotations: Record<string, string> = {
    [KEY.profileVersion]: PROFILE.version,
    [KEY.artifactType]: 'model',
    [KEY.packaging]: 'modelpack',
  };
  const lacking: { key: string; reason: string }[] = [];
  const claim = (key: string, value: string | undefined, without: string): void => {
    const reason = value === undefined || value === '' ? without : whyNotAValue(profileKey(key)!, value);
    if (reason) lacking.push({ key, reason });
    else annotations[key] = value!;
  };
  const noConfig = t('There is no MOF configuration.');
  const level = mof?.classification.class;
  claim(
    KEY.mofClass,
    level ? roman(level) : undefined,
    mof ? t('The model is unclassified, and the profile has no word for that.') : noConfig,
  );
  claim(KEY.mofVersion, mof && frameworkVersion(mof), mof ? t('The MOF configuration names no version.') : noConfig);
  claim(KEY.mofComponents, mof && componentWords(mof).join(','), noConfig);
  claim(KEY.lifecycle, intentions.lifecycle, t('Say in which stage of its life the model is.'));
  claim(KEY.signing, intentions.signing, t('Say how the artifact will be signed.'));
  claim(KEY.sbom, intentions.sbom, t('There is no bill of materials.'));
  claim(KEY.provenance, intentions.provenance, t('Say what will tell how the model was made.'));
  return { annotations, lacking };
}

/** The version of the framework that a configuration names. */
export function frameworkVersion({ root }: MofDocument): string | undefined {
  return asScalar(valueAt(root, 'framework', 'version'))?.text;
}

/** The components of a release in the words of the profile, the configuration included. */
export function componentWords({ components }: MofDocument): string[] {
  const listed = new Set(components.map(({ definition }) => definition?.id));
  return [...PROFILE_COMPONENTS].flatMap(([word, id]) => (id === 'config' || listed.has(id) ? [word] : []));
}

/** Annotations of OCI that say what the config says: the profile reuses them, and registries show them. */
export function ociAnnotations({ descriptor }: ModelFacts): Annotations {
  const { version, title, name, authors, sourceURL, docURL, revision, vendor, description, createdAt, licenses } =
    descriptor;
  const several = licenses && licenses.length > 1;
  const values: readonly (readonly [string, string | undefined])[] = [
    [OCI.version, version],
    [OCI.title, title ?? name],
    [OCI.authors, authors?.join(', ')],
    [OCI.source, sourceURL],
    [OCI.documentation, docURL],
    [OCI.revision, revision],
    [OCI.vendor, vendor],
    [OCI.description, description],
    [OCI.created, createdAt],
    [OCI.licenses, licenses?.map((each) => (several && /\s/.test(each) ? `(${each})` : each)).join(' AND ')],
  ];
  return Object.fromEntries(values.filter((entry): entry is readonly [string, string] => !!entry[1]));
}
