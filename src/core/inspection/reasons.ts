import { t } from '../l10n';
import { titleByPolicy } from '../policy/verdict';
import { decisiveCheck } from '../signing/verdict/decisive';
import { stateTitle } from '../signing/verdict/titles';
import { type VerdictState } from '../signing/verdict/verdict';
import {
  REASON_STATES,
  type InspectedSignature,
  type Inspection,
  type Reason,
  type ReasonState,
  type SectionId,
} from './inspection';

/** What an inspection found, before anything is concluded. */
export type Found = Omit<Inspection, 'verdict' | 'reasons'>;

/** From the verdict that says most for a model to the one that says least. */
const BEST: readonly VerdictState[] = ['verified', 'partial', 'untrusted', 'invalid', 'unchecked', 'unsigned'];

/**
 * The signature that says most for a model: another one beside it takes nothing away. One that is damaged is one all the same, where
 * there is no other.
 */
export function bestSignature(signatures: readonly InspectedSignature[]): InspectedSignature | undefined {
  const groups = [
    signatures.filter(({ kind }) => kind === 'model'),
    signatures.filter(({ whole }) => whole),
    signatures.filter(({ kind, state }) => kind === 'other' && state === 'invalid'),
  ];
  const all = groups.find(({ length }) => length) ?? [];
  return [...all].sort((a, b) => BEST.indexOf(a.state) - BEST.indexOf(b.state))[0];
}

/** What it comes to: the verdict, and the sentences that say why, worst first. */
export function conclude(found: Found): Inspection {
  const verdict = verdictOf(found);
  const reasons = [
    ...policyReasons(found),
    ...signatureReasons(found, verdict?.state),
    ...fileReasons(found, verdict?.state),
    ...bomReasons(found),
    ...profileReasons(found),
    ...opennessReasons(found),
    ...licenseReasons(found),
    ...problemReasons(found),
  ];
  // Sorting is stable: of equal weight, the order above.
  reasons.sort((a, b) => REASON_STATES.indexOf(a.state) - REASON_STATES.indexOf(b.state));
  if (!reasons.length) reasons.push(reason('nothing-found', 'info', t('Nothing was found to check.'), 'verdict'));
  return { ...found, ...(verdict ? { verdict } : {}), reasons };
}

/** A bill of materials by itself is signed by nobody; everything else can be. */
function verdictOf({ subject, signatures, policy }: Found): Inspection['verdict'] {
  if (subject.kind === 'bom') return undefined;
  const state = bestSignature(signatures)?.state ?? (subject.kind === 'signature' ? signatures[0]?.state : 'unsigned');
  return state && { state, title: policy ? titleByPolicy({ state }, policy) : stateTitle(state) };
}

function reason(code: string, state: ReasonState, text: string, section: SectionId): Reason {
  return { code, state, text, section };
}

function policyReasons({ policy }: Found): Reason[] {
  if (!policy) return [];
  if (policy.accepted) return [reason('policy-accepted', 'good', t('The trust policy accepts it.'), 'policy')];
  const failed = policy.requirements.filter(({ state }) => state === 'failed' || state === 'unknown');
  const refused = policy.policies.filter(({ state }) => state === 'refused').flatMap(({ reasons }) => reasons);
  const title =
    policy.accepted === false
      ? reason('policy-refused', 'bad', t('The trust policy does not accept it.'), 'policy')
      : reason(
          'policy-unknown',
          'unknown',
          t('The trust policy could not be judged, so it is not accepted.'),
          'policy',
        );
  return [
    title,
    ...failed.map(({ id, state, detail }) =>
      reason(`policy-${id}`, state === 'failed' ? 'bad' : 'unknown', t('Policy: {0}', detail), 'policy'),
    ),
    ...refused.map((detail) => reason('policy-unusable', 'bad', t('Policy: {0}', detail), 'policy')),
  ];
}

function signatureReasons({ subject, signatures }: Found, verdict: VerdictState | undefined): Reason[] {
  if (subject.kind === 'bom') return [];
  const isHeld = verdict === 'verified' || verdict === 'partial';
  const unsigned = reason(
    'unsigned',
    'warning',
    t('Nobody signed it: nothing says where it comes from.'),
    'signatures',
  );
  return [
    ...(verdict === 'unsigned' ? [unsigned] : []),
    ...signatures.map((signature) => {
      const { code, state, text } = ofSignature(signature);
      // Where another signature holds, one that does not is worth knowing and no more.
      return reason(code, isHeld && state !== 'good' ? 'info' : state, text, 'signatures');
    }),
  ];
}

/** Checks of which a failure is about who signed, and not about what. */
const ABOUT_SIGNER: ReadonlySet<string> = new Set(['key', 'identity', 'method']);

function ofSignature({ name, state, checks, signer }: InspectedSignature): Pick<Reason, 'code' | 'state' | 'text'> {
  const failed = decisiveCheck(checks);
  const detail = failed?.detail ?? '';
  switch (state) {
    case 'verified':
      return {
        code: 'signature-holds',
        state: 'good',
        text: t('"{0}" holds: signed by {1}, who is trusted.', name, signer?.name ?? '?'),
      };
    case 'partial':
      return {
        code: 'signature-partial',
        state: 'warning',
        text: t('"{0}" holds, signed by {1}, for some of the files only.', name, signer?.name ?? '?'),
      };
    case 'untrusted':
      return {
        code: 'signer-not-trusted',
        state: 'warning',
        text: t('"{0}" holds, but nothing says that {1} is to be trusted.', name, signer?.name ?? '?'),
      };
    case 'invalid':
      if (failed?.id === 'files')
        return { code: 'files-not-as-signed', state: 'bad', text: t('"{0}" signs other files: {1}', name, detail) };
      if (failed && ABOUT_SIGNER.has(failed.id))
        return {
          code: 'signer-not-expected',
          state: 'bad',
          text: t('"{0}" is not by who was expected: {1}', name, detail),
        };
      return { code: 'signature-broken', state: 'bad', text: t('"{0}" does not hold: {1}', name, detail) };
    default:
      return {
        code: 'signature-unchecked',
        state: 'unknown',
        text: t('"{0}" could not be checked: {1}', name, detail),
      };
  }
}

function fileReasons({ files, signatures }: Found, verdict: VerdictState | undefined): Reason[] {
  if (!signatures.some(({ kind }) => kind === 'model')) return [];
  const { changed, missing, unsigned, unknown } = files.states;
  const state: ReasonState = verdict === 'verified' || verdict === 'partial' ? 'warning' : 'bad';
  return [
    ...(changed
      ? [reason('files-changed', state, t('Files that are not as they were signed: {0}.', changed), 'files')]
      : []),
    ...(missing
      ? [reason('files-missing', state, t('Files that were signed and are not there: {0}.', missing), 'files')]
      : []),
    ...(unsigned ? [reason('files-unsigned', state, t('Files that nobody signed: {0}.', unsigned), 'files')] : []),
    ...(unknown && verdict !== 'unsigned'
      ? [reason('files-unknown', 'unknown', t('Files that could not be compared: {0}.', unknown), 'files')]
      : []),
  ];
}

function bomReasons({ boms, subject }: Found): Reason[] {
  return boms.flatMap(({ name, problem, freshness: { compared, differingCount } }) => {
    if (problem !== undefined)
      return [
        reason(
          'bom-unreadable',
          'warning',
          t('The bill of materials "{0}" cannot be read: {1}', name, problem),
          'boms',
        ),
      ];
    if (differingCount)
      return [
        reason(
          'bom-stale',
          'bad',
          t(
            'The bill of materials "{0}" is of another state of the model: {1} of {2} hashes differ.',
            name,
            differingCount,
            compared,
          ),
          'boms',
        ),
      ];
    if (compared)
      return [
        reason(
          'bom-fresh',
          'good',
          t('The bill of materials "{0}" fits the files: {1} hashes compared.', name, compared),
          'boms',
        ),
      ];
    return subject.kind === 'bom'
      ? []
      : [
          reason(
            'bom-uncompared',
            'info',
            t('The bill of materials "{0}" has no hashes of these files.', name),
            'boms',
          ),
        ];
  });
}

function profileReasons({ profile }: Found): Reason[] {
  if (!profile) return [];
  const wrong = profile.claims.filter(({ state }) => state === 'contradicted' || state === 'invalid');
  const lacking = profile.claims.filter(({ state }) => state === 'not-found' || state === 'missing');
  return [
    ...wrong.map(({ key, detail }) =>
      reason('claim-contradicted', 'bad', t('It claims "{0}" wrongly: {1}', key, detail), 'profile'),
    ),
    ...(lacking.length
      ? [
          reason(
            'claims-unsupported',
            'warning',
            t('Claims of the CNCF profile without evidence, or missing: {0}.', lacking.length),
            'profile',
          ),
        ]
      : []),
    ...(profile.conformant
      ? [reason('profile-met', 'good', t('Every claim of the CNCF profile has its evidence.'), 'profile')]
      : []),
  ];
}

function opennessReasons({ openness }: Found): Reason[] {
  return openness
    ? [reason('mof-class', 'info', t('Model Openness Framework: {0}', openness.summary), 'openness')]
    : [];
}

function licenseReasons({ licenses }: Found): Reason[] {
  const restricted = [
    ...new Set(licenses.filter(({ openness }) => openness === 'not-open').map(({ license }) => license)),
  ];
  if (!restricted.length) return [];
  return [
    reason('license-not-open', 'warning', t('Licences that are not open: {0}.', shortList(restricted)), 'licenses'),
  ];
}

function problemReasons({ problems }: Found): Reason[] {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return errors
    ? [reason('problems', 'warning', t('Errors by the rules of its formats: {0}.', errors), 'problems')]
    : [];
}

/** Names that a sentence lists. */
const SHOWN = 5;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? t('{0} and {1} more', shown, names.length - SHOWN) : shown;
}
