import { type LicensedDocument } from '../../documents/kind';
import { type RuleContext } from '../../findings/context';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { type Span } from '../../text/position';
import { replacementsOf } from '../deprecated';
import { type ExpressionNode } from '../expression';
import { licenseFactsOf } from '../facts';
import { holds, type LicenseLists, type LicensePolicy } from '../policy';
import { type LicenseStatement, type LicenseSubject } from '../statement';
import { ownGroups, type LicenseGroup } from './groups';
import { placeOf } from './place';

type Verdict = 'denied' | 'not-allowed';

/** A part of a licence text that the policy refuses. */
interface Refusal extends Span {
  verdict: Verdict;
  text: string;
}

/** What the project says of licences, with its ids in one spelling. */
class Policy {
  private readonly lists = new Map<
    LicenseSubject['content'],
    { allow?: ReadonlySet<string>; deny: ReadonlySet<string> }
  >();
  private readonly exceptions: readonly { key: string; subject: string | undefined }[];
  private readonly subjects: ReadonlySet<string | undefined>;

  constructor(
    private readonly policy: LicensePolicy,
    today: Date,
  ) {
    this.exceptions = (policy.exceptions ?? [])
      .filter((exception) => holds(exception, today))
      .map(({ license, subject }) => ({ key: keyOf(license), subject }));
    this.subjects = new Set(this.exceptions.map(({ subject }) => subject));
  }

  /** What is refused of the statements of a group; those about the same kind of thing are judged once. */
  *refused({
    text,
    reading: { root, problems, prose },
    statements,
  }: LicenseGroup): Generator<[LicenseStatement, Refusal]> {
    // What can't be read is a finding already.
    if (!root || problems.length || prose) return;
    const judged = new Map<string, readonly Refusal[]>();
    for (const statement of statements) {
      const { content, name, main } = statement.subject;
      const known = this.subjects.has(name) ? name : undefined;
      const key = `${content ?? ''} ${known ?? ''}`;
      let refused = judged.get(key);
      if (!refused) judged.set(key, (refused = this.refusedIn(root, text, { content, name: known, main })));
      for (const refusal of refused) yield [statement, refusal];
    }
  }

  /** Of alternatives one has to be allowed, of what holds together all. */
  private refusedIn(node: ExpressionNode, text: string, subject: LicenseSubject): Refusal[] {
    const span = { start: node.start, end: node.end, text: text.slice(node.start, node.end) };
    const leaf = (written: string): Refusal[] => {
      const verdict = this.verdict(written, subject);
      return verdict ? [{ ...span, verdict }] : [];
    };
    switch (node.type) {
      case 'special':
        return [];
      case 'and':
        return node.members.flatMap((member) => this.refusedIn(member, text, subject));
      case 'or': {
        const members = node.members.map((member) => this.refusedIn(member, text, subject));
        if (members.some((refused) => !refused.length)) return [];
        const denied = members.every((refused) => refused.some(({ verdict }) => verdict === 'denied'));
        return [{ ...span, verdict: denied ? 'denied' : 'not-allowed' }];
      }
      case 'with':
        // A list may name the licence with its exception.
        if (this.isNamed(span.text, subject)) return leaf(span.text);
        return this.refusedIn(node.license, text, subject);
      case 'license':
        return leaf(node.orLater ? `${node.id}+` : node.id);
      case 'reference':
        return leaf(node.id);
    }
  }

  /** Whether a list or an exception has exactly this. */
  private isNamed(written: string, { content }: LicenseSubject): boolean {
    const key = keyOf(written);
    const { allow, deny } = this.listsFor(content);
    return deny.has(key) || allow?.has(key) === true || this.exceptions.some((exception) => exception.key === key);
  }

  private verdict(written: string, { content, name }: LicenseSubject): Verdict | undefined {
    const key = keyOf(written);
    if (this.exceptions.some((e) => e.key === key && (e.subject === undefined || e.subject === name))) return undefined;
    const { allow, deny } = this.listsFor(content);
    if (deny.has(key)) return 'denied';
    if (!allow || allow.has(key)) return undefined;
    // An id that leaves the version open is allowed where each reading of it is.
    const readings = replacementsOf(licenseFactsOf(written).id ?? '');
    return readings.length > 1 && readings.every((id) => allow.has(keyOf(id))) ? undefined : 'not-allowed';
  }

  /** The lists for a kind of content go before the general ones, each for itself. */
  private listsFor(content: LicenseSubject['content']) {
    let lists = this.lists.get(content);
    if (!lists) {
      const own: LicenseLists = (content && this.policy.content?.[content]) || {};
      const allow = own.allow ?? this.policy.allow;
      const deny = own.deny ?? this.policy.deny ?? [];
      lists = { ...(allow ? { allow: new Set(allow.map(keyOf)) } : {}), deny: new Set(deny.map(keyOf)) };
      this.lists.set(content, lists);
    }
    return lists;
  }
}

/** One spelling for one licence: ids, tags and deprecated ids that have one replacement. */
function keyOf(written: string): string {
  const id = licenseFactsOf(written).id ?? written.trim();
  const [only, ...others] = replacementsOf(id);
  return (only !== undefined && !others.length ? only : id).toLowerCase();
}

const policies = new WeakMap<LicensePolicy, { day: string; policy: Policy }>();

function policyOf({ policy, today }: RuleContext): Policy | undefined {
  if (!policy) return undefined;
  const day = today.toDateString();
  let known = policies.get(policy);
  if (known?.day !== day) policies.set(policy, (known = { day, policy: new Policy(policy, today) }));
  return known.policy;
}

function policyRule(
  verdict: Verdict,
  info: { id: string; title: string; help: string },
  message: (text: string) => string,
): Rule<LicensedDocument> {
  return {
    ...info,
    severity: 'error',
    fixable: false,
    check({ parsed, licensing }, report, context) {
      const policy = policyOf(context);
      if (!policy) return;
      for (const group of ownGroups(licensing))
        for (const [statement, refusal] of policy.refused(group))
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
