import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { baseModelLicense, datasetLicense } from '../base-models';
import { licenseFactsOf, shortWord, type LicenseFacts } from '../facts';
import { type Restriction } from '../restrictions';
import { type LicensedSource, type LicenseStatement, type LicenseSubject, type Licensing } from '../statement';
import { ownGroups } from './groups';
import { readLicense } from './reading';

/** What narrows what may be done with a thing; share-alike and naming narrow how it is passed on. */
const NARROWING: readonly Restriction[] = [
  'non-commercial',
  'research-only',
  'behavioural-use',
  'field-of-use',
  'user-threshold',
  'no-derivatives',
];
const NOT_FOR_BUSINESS: readonly Restriction[] = ['non-commercial', 'research-only'];

/** Statements by what they are about; those about the main subject under undefined. */
function bySubject(licensing: Licensing): (of: LicenseSubject | undefined) => readonly LicenseStatement[] {
  const claims = new Map<LicenseSubject | undefined, LicenseStatement[]>();
  for (const statement of ownGroups(licensing).flatMap(({ statements }) => statements))
    for (const key of statement.subject.main ? [statement.subject, undefined] : [statement.subject]) {
      const known = claims.get(key);
      if (known) known.push(statement);
      else claims.set(key, [statement]);
    }
  return (of) => claims.get(of) ?? [];
}

/** The claim of what is made from a source, when it permits everything. */
function permissive(claims: readonly LicenseStatement[]): LicenseStatement | undefined {
  const isPermissive = ({ text, form }: LicenseStatement): boolean => {
    const { names, problems } = readLicense(text, form);
    const licenses = names.filter(({ node }) => node.type !== 'addition');
    return (
      !problems.length &&
      licenses.length > 0 &&
      licenses.every(({ text: written }) => {
        const facts = licenseFactsOf(written);
        return facts.open === true && !facts.restrictions.some((restriction) => NARROWING.includes(restriction));
      })
    );
  };
  return claims.length && claims.every(isPermissive) ? claims[0] : undefined;
}

/** The licence of a source: what the document states, or what is known of its name. */
function licenseOf(source: LicensedSource): { facts: LicenseFacts[]; certain: boolean } | undefined {
  if (source.license) {
    const { names, problems } = readLicense(source.license.text, source.license.form);
    // Of alternatives, the choice is with who makes use of it.
    if (problems.length || names.length !== 1) return undefined;
    return { facts: [licenseFactsOf(names[0]!.text)], certain: true };
  }
  const known = source.relation === 'base-model' ? baseModelLicense(source.name) : datasetLicense(source.name);
  return known && { facts: [licenseFactsOf(known.license)], certain: known.confidence === 'certain' };
}

/** The most frequent licence mistake of cards: what is made from a model stays under the terms of its licence. */
export const restrictiveBase: Rule<LicensedDocument> = {
  id: 'license/restrictive-base',
  title: 'Permissive licence on a restricted base model',
  help: 'The model is made from one whose licence restricts its use and holds for what is made from it, but its own licence permits everything. No legal advice.',
  severity: 'warning',
  fixable: false,
  check({ licensing }, report) {
    if (!licensing.sources.length) return;
    const claimsOf = bySubject(licensing);
    for (const source of licensing.sources) {
      if (source.relation !== 'base-model') continue;
      const base = licenseOf(source);
      const [facts] = base?.facts ?? [];
      if (!base || !facts?.restrictions.some((restriction) => NARROWING.includes(restriction))) continue;
      const claim = permissive(claimsOf(source.of));
      if (!claim) continue;
      const values = [source.name, facts.name ?? facts.id ?? facts.written, shortWord(facts), claim.text] as const;
      report({
        at: claim.node,
        message: base.certain
          ? t('{0} is under {1} ({2}); what is made from it cannot be under {3} alone.', ...values)
          : t('{0} is likely under {1} ({2}); what is made from it cannot be under {3} alone.', ...values),
        ...(base.certain ? {} : { severity: 'info' }),
        related: [{ at: source.at, message: t('The base model.') }],
      });
    }
  },
};

/** Whether terms of data hold for a model is disputed, so this is worth knowing and no mistake. */
export const nonCommercialData: Rule<LicensedDocument> = {
  id: 'license/non-commercial-data',
  title: 'Non-commercial data behind a permissive model',
  help: 'The model permits everything, but was made with data that is not for commercial use. Users will want to know. No legal advice.',
  severity: 'info',
  fixable: false,
  check({ licensing }, report) {
    if (!licensing.sources.length) return;
    const claimsOf = bySubject(licensing);
    for (const source of licensing.sources) {
      if (source.relation !== 'dataset') continue;
      const [facts] = licenseOf(source)?.facts ?? [];
      if (!facts?.restrictions.some((restriction) => NOT_FOR_BUSINESS.includes(restriction))) continue;
      const claim = permissive(claimsOf(source.of));
      if (!claim) continue;
      report({
        at: source.at,
        message: t(
          '{0} is under {1} ({2}), but the model is under {3}.',
          source.name,
          facts.name ?? facts.id ?? facts.written,
          shortWord(facts),
          claim.text,
        ),
        related: [{ at: claim.node, message: t('The licence of the model.') }],
      });
    }
  },
};
