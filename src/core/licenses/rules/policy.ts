import { type LicensedDocument } from '../../documents/kind';
import { type RuleContext } from '../../findings/context';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { LicenseJudge, type LicenseRefusal } from '../judge';
import { type LicensePolicy } from '../policy';
import { ownGroups } from './groups';
import { placeOf } from './place';

const policies = new WeakMap<LicensePolicy, { day: string; judge: LicenseJudge }>();

function judgeOf({ policy, today }: RuleContext): LicenseJudge | undefined {
  if (!policy) return undefined;
  const day = today.toDateString();
  let known = policies.get(policy);
  if (known?.day !== day) policies.set(policy, (known = { day, judge: new LicenseJudge(policy, today) }));
  return known.judge;
}

function policyRule(
  verdict: LicenseRefusal,
  info: { id: string; title: string; help: string },
  message: (text: string) => string,
): Rule<LicensedDocument> {
  return {
    ...info,
    severity: 'error',
    fixable: false,
    check({ parsed, licensing }, report, context) {
      const judge = judgeOf(context);
      if (!judge) return;
      for (const group of ownGroups(licensing))
        for (const [statement, refusal] of judge.refused(group))
          if (refusal.verdict === verdict)
            report(() => ({ at: placeOf(parsed, statement, refusal), message: message(refusal.text) }));
    },
  };
}

/** The `licenses` section of `.modelopenness.yml`: `deny`. */
export const deniedLicense = policyRule(
  'denied',
  {
    id: 'license/denied',
    title: 'Licence that the project denies',
    help: 'The licence is on the list "deny" of .modelopenness.yml. An exception there, with a reason, allows it for one thing or for a time.',
  },
  (text) => t('This project does not allow {0}: it is denied in .modelopenness.yml.', text),
);

/** The `licenses` section of `.modelopenness.yml`: `allow`. */
export const notAllowedLicense = policyRule(
  'not-allowed',
  {
    id: 'license/not-allowed',
    title: 'Licence that the project does not allow',
    help: 'The project lists the licences that it allows in .modelopenness.yml, and this one is not among them. Add it there, or an exception with a reason.',
  },
  (text) => t('{0} is not among the licences that .modelopenness.yml allows.', text),
);
