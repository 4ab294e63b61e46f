/** All of Fulcio's certificate extensions are below this object identifier. */
export const FULCIO = '1.3.6.1.4.1.57264.1.';

/** The issuer as plain text, in certificates from before 2023 the only form. */
export const ISSUER_TEXT = `${FULCIO}1`;
/** The issuer as a DER string, as every extension after it. */
export const ISSUER = `${FULCIO}8`;

/**
 * Names of Fulcio's extensions, by the last number of their object identifier:
 * github.com/sigstore/fulcio, docs/oid-info.md.
 */
export const EXTENSIONS: ReadonlyMap<number, string> = new Map([
  [9, 'buildSignerURI'],
  [10, 'buildSignerDigest'],
  [11, 'runnerEnvironment'],
  [12, 'sourceRepositoryURI'],
  [13, 'sourceRepositoryDigest'],
  [14, 'sourceRepositoryRef'],
  [15, 'sourceRepositoryIdentifier'],
  [16, 'sourceRepositoryOwnerURI'],
  [17, 'sourceRepositoryOwnerIdentifier'],
  [18, 'buildConfigURI'],
  [19, 'buildConfigDigest'],
  [20, 'buildTrigger'],
  [21, 'runInvocationURI'],
  [22, 'sourceRepositoryVisibilityAtSigning'],
]);

/** What certificates before 2023 said in plain text, under the names of today. Newer ones repeat it. */
export const EARLIER_EXTENSIONS: ReadonlyMap<number, string> = new Map([
  [2, 'buildTrigger'],
  [3, 'sourceRepositoryDigest'],
  [5, 'sourceRepository'],
  [6, 'sourceRepositoryRef'],
]);
