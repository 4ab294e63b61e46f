import { t } from '../../l10n';
import { roman } from '../../mof/components';
import { type Annotations } from '../annotations';
import { type Evidence, type EvidenceItem } from './evidence';
import { KEY, PROFILE, type Level, type ProfileKey } from './keys';
import { whyNotAValue } from './value';

/**
 * What a claim comes to.
 * - `proved`: its evidence is there, tied to the artifact, and holds
 * - `found`: the evidence is there and tied to the artifact; whether it holds has not been checked
 * - `declared`: it can only be stated, such as the stage in the life of a model
 * - `contradicted`: the evidence says otherwise, or does not hold
 * - `not-found`: nothing supports it
 * - `invalid`: the profile has no such value
 * - `missing`: it is not claimed
 */
export type ClaimState = 'proved' | 'found' | 'declared' | 'contradicted' | 'not-found' | 'invalid' | 'missing';

export interface CheckedClaim {
  key: string;
  level: Level;
  /** The value as it is written; absent where nothing is claimed. */
  claimed?: string;
  state: ClaimState;
  /** One sentence: what was found, and where. */
  detail: string;
}

export interface ProfileReport {
  /** Of the profile that was checked against. */
  version: string;
  /** Whether every key that must be there is, and none of the claims is without its evidence. */
  conformant: boolean;
  claims: readonly CheckedClaim[];
}

const GOOD: readonly ClaimState[] = ['proved', 'found', 'declared'];

/**
 * Holds the annotations of an artifact against what is really there: "annotations are pointers, not proof".
 * @returns undefined when the artifact claims nothing by the profile
 */
export function checkProfile(annotations: Annotations | undefined, evidence: Evidence): ProfileReport | undefined {
  const written = new Map(Object.entries(annotations ?? {}));
  if (!PROFILE.keys.some(({ key }) => written.has(key))) return undefined;
  const claims = PROFILE.keys.flatMap((known): CheckedClaim[] => {
    const { key, level } = known;
    const claimed = written.get(key);
    if (claimed !== undefined) return [{ key, level, claimed, ...judge(known, claimed, evidence) }];
    if (level === 'should') return [];
    return [{ key, level, state: 'missing', detail: t('The profile requires this annotation.') }];
  });
  return { version: PROFILE.version, conformant: claims.every(({ state }) => GOOD.includes(state)), claims };
}

type Judgement = Pick<CheckedClaim, 'state' | 'detail'>;

function judge(known: ProfileKey, claimed: string, evidence: Evidence): Judgement {
  const reason = whyNotAValue(known, claimed);
  if (reason) return { state: 'invalid', detail: reason };
  switch (known.key) {
    case KEY.artifactType:
    case KEY.packaging:
      return evidence.isModelPack
        ? { state: 'proved', detail: t('The manifest has the artifact type of ModelPack.') }
        : { state: 'contradicted', detail: t('The manifest has not the artifact type of ModelPack.') };
    case KEY.mofClass:
      return judgeMof(evidence, (mof) =>
        sameAs(claimed, mof.class === 0 ? t('unclassified') : roman(mof.class), mof.place),
      );
    case KEY.mofVersion:
      return judgeMof(evidence, (mof) => sameAs(claimed, mof.version ?? '', mof.place));
    case KEY.mofComponents:
      return judgeMof(evidence, (mof) => judgeComponents(claimed.split(','), mof.components, mof.place));
    case KEY.signing:
      return judgeItems('signing', claimed, evidence.items);
    case KEY.sbom:
      return judgeItems('sbom', claimed, evidence.items);
    case KEY.provenance:
      return judgeItems('provenance', claimed, evidence.items);
    default:
      return { state: 'declared', detail: t('This can only be stated; nothing could prove it.') };
  }
}

function judgeMof({ mof }: Evidence, compare: (mof: NonNullable<Evidence['mof']>) => Judgement): Judgement {
  return mof
    ? compare(mof)
    : { state: 'not-found', detail: t('The artifact holds no MOF configuration, which the profile always requires.') };
}

function sameAs(claimed: string, found: string, place: string): Judgement {
  return claimed === found
    ? { state: 'proved', detail: t('"{0}" comes to the same.', place) }
    : { state: 'contradicted', detail: t('"{0}" comes to "{1}".', place, found) };
}

function judgeComponents(claimed: readonly string[], listed: readonly string[], place: string): Judgement {
  const invented = claimed.filter((word) => !listed.includes(word));
  if (invented.length)
    return { state: 'contradicted', detail: t('"{0}" does not list {1}.', place, invented.join(', ')) };
  const unclaimed = listed.filter((word) => !claimed.includes(word));
  return {
    state: unclaimed.length ? 'contradicted' : 'proved',
    detail: unclaimed.length
      ? t('"{0}" lists {1} as well.', place, unclaimed.join(', '))
      : t('"{0}" lists the same.', place),
  };
}

/** One that holds is enough; one that does not hold tells against the claim only where there is no other. */
function judgeItems(about: EvidenceItem['about'], claimed: string, items: readonly EvidenceItem[]): Judgement {
  const related = items.filter((item) => item.about === about);
  const fitting = related.filter(({ value }) => isCovered(claimed, value));
  const proof = fitting.find(({ holds }) => holds === true);
  if (proof) return { state: 'proved', detail: t('Checked: {0}.', proof.place) };
  const unchecked = fitting.find(({ holds }) => holds === undefined);
  if (unchecked) return { state: 'found', detail: t('Found, but not checked: {0}.', unchecked.place) };
  const [broken] = fitting;
  if (broken) return { state: 'contradicted', detail: t('It does not hold: {0}.', broken.place) };
  const [other] = related;
  if (other) return { state: 'contradicted', detail: t('Found is "{0}": {1}.', other.value, other.place) };
  return { state: 'not-found', detail: t('Nothing of the kind is in the artifact or attached to it.') };
}

/** SLSA provenance is stated in-toto. */
function isCovered(claimed: string, value: string): boolean {
  return claimed === value || (claimed === 'in-toto' && value === 'slsa-v1.0');
}
