import { t } from '../../l10n';
import { summarize } from '../../licenses/inventory/summary';
import { LicenseJudge, listKey } from '../../licenses/judge';
import { readLicense } from '../../licenses/rules/reading';
import { type ExpressionNode } from '../../licenses/expression';
import { isUnknown, type FoundLicense } from '../facts';
import { type Finding, type Requirement } from '../judging';
import { type EntryAt, type Policy } from '../policy';

/** Refusals that are told of; further ones say nothing new. */
const MOST = 20;

/** Whether every licence that is stated may be used. */
export const license: Requirement = (policy, { licenses }) => {
  const { open, allow, deny } = policy.licenses;
  const first = open ?? allow?.at ?? deny?.ids[0]?.at;
  if (!first) return [];
  if (isUnknown(licenses)) return [{ id: 'license', state: 'unknown', detail: licenses.unknown, at: first }];
  if (!licenses.length)
    return [{ id: 'license', state: 'failed', detail: t('Nothing says under which licence it is.'), at: first }];
  const lists = new Lists(policy.licenses);
  const refused = licenses.flatMap((each) => lists.refusals(each)).slice(0, MOST);
  if (refused.length) return refused;
  return [{ id: 'license', state: 'ok', detail: t('Licences that may be used: {0}.', namesOf(licenses)), at: first }];
};

/** How many licences a sentence names. */
const SHOWN = 5;

function namesOf(licenses: readonly FoundLicense[]): string {
  const names = [...new Set(licenses.map((each) => summaryOf(each).license))];
  return names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')}, …` : names.join(', ');
}

/** What is known of a licence as it is stated; where it stands in a text does not matter. */
function summaryOf({ text, form }: FoundLicense) {
  const node = { kind: 'scalar', value: text, text, style: 'plain', start: 0, end: text.length } as const;
  const subject = { name: undefined, content: undefined, main: true };
  return summarize({ text, form, node, role: 'declared', subject });
}

/** The licence section of a policy. */
class Lists {
  private readonly judge: LicenseJudge;

  constructor(private readonly lists: Policy['licenses']) {
    const texts = (ids: readonly { text: string }[]) => ids.map(({ text }) => text);
    const { allow, deny } = lists;
    // Exceptions of policies are for requirements, with a day on which they end.
    this.judge = new LicenseJudge(
      { ...(allow ? { allow: texts(allow.ids) } : {}), ...(deny ? { deny: texts(deny.ids) } : {}) },
      new Date(0),
    );
  }

  /** Why a licence may not be used, once for each part of it that may not. */
  refusals(found: FoundLicense): Finding[] {
    const { open, allow, deny } = this.lists;
    const first = open ?? allow?.at ?? deny!.ids[0]!.at;
    const { root, problems, prose } = readLicense(found.text, found.form);
    const subject = found.subject === undefined ? found.place : t('"{0}" in {1}', found.subject, found.place);
    if (!root || problems.length || prose)
      return [refusal(found.text, t('"{0}", the licence of {1}, is none that is known.', found.text, subject), first)];
    if ((open || allow) && saysNothing(root))
      return [refusal(found.text, t('{1} states no licence: {0}.', found.text, subject), first)];
    const parts = this.judge.refusedIn(root, found.text, { content: undefined, name: undefined, main: true });
    if (parts.length)
      return parts.map(({ text, verdict }) =>
        verdict === 'denied'
          ? refusal(text, t('{0}, the licence of {1}, is denied.', text, subject), this.deniedBy(text) ?? first)
          : refusal(text, t('{0}, the licence of {1}, is not among those that are allowed.', text, subject), allow!.at),
      );
    const { openness, license: name } = summaryOf(found);
    if (!open || openness === 'open') return [];
    const detail =
      openness === 'unknown'
        ? t('Nothing tells whether {0}, the licence of {1}, is open.', name, subject)
        : t('{0}, the licence of {1}, is not open.', name, subject);
    return [refusal(name, detail, open)];
  }

  private deniedBy(text: string): EntryAt | undefined {
    return this.lists.deny?.ids.find((each) => listKey(each.text) === listKey(text))?.at;
  }
}

/** Whether a part that has to be kept is NONE or NOASSERTION. */
function saysNothing(node: ExpressionNode): boolean {
  switch (node.type) {
    case 'special':
      return true;
    case 'and':
      return node.members.some(saysNothing);
    case 'or':
      return node.members.every(saysNothing);
    default:
      return false;
  }
}

function refusal(text: string, detail: string, at: EntryAt): Finding {
  return { id: 'license', state: 'failed', detail, at, license: listKey(text) };
}
