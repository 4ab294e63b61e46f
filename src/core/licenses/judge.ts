import { replacementsOf } from './deprecated';
import { type ExpressionNode } from './expression';
import { licenseFactsOf } from './facts';
import { type Span } from '../text/position';
import { holds, type LicenseLists, type LicensePolicy } from './policy';
import { type LicenseGroup } from './rules/groups';
import { type LicenseStatement, type LicenseSubject } from './statement';

/** Why a licence is refused: it is on the list of those that are, or not on the list of those that may be used. */
export type LicenseRefusal = 'denied' | 'not-allowed';

/** A part of a licence text that the policy refuses. */
export interface RefusedPart extends Span {
  verdict: LicenseRefusal;
  text: string;
}

/** Holds licences against lists of those that may and may not be used, with their ids in one spelling. */
export class LicenseJudge {
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
      .map(({ license, subject }) => ({ key: listKey(license), subject }));
    this.subjects = new Set(this.exceptions.map(({ subject }) => subject));
  }

  /** What is refused of the statements of a group; those about the same kind of thing are judged once. */
  *refused({
    text,
    reading: { root, problems, prose },
    statements,
  }: LicenseGroup): Generator<[LicenseStatement, RefusedPart]> {
    // What can't be read is a finding already.
    if (!root || problems.length || prose) return;
    const judged = new Map<string, readonly RefusedPart[]>();
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
  refusedIn(node: ExpressionNode, text: string, subject: LicenseSubject): RefusedPart[] {
    const span = { start: node.start, end: node.end, text: text.slice(node.start, node.end) };
    const leaf = (written: string): RefusedPart[] => {
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
    const key = listKey(written);
    const { allow, deny } = this.listsFor(content);
    return deny.has(key) || allow?.has(key) === true || this.exceptions.some((exception) => exception.key === key);
  }

  private verdict(written: string, { content, name }: LicenseSubject): LicenseRefusal | undefined {
    const key = listKey(written);
    if (this.exceptions.some((e) => e.key === key && (e.subject === undefined || e.subject === name))) return undefined;
    const { allow, deny } = this.listsFor(content);
    if (deny.has(key)) return 'denied';
    if (!allow || allow.has(key)) return undefined;
    // An id that leaves the version open is allowed where each reading of it is.
    const readings = replacementsOf(licenseFactsOf(written).id ?? '');
    return readings.length > 1 && readings.every((id) => allow.has(listKey(id))) ? undefined : 'not-allowed';
  }

  /** The lists for a kind of content go before the general ones, each for itself. */
  private listsFor(content: LicenseSubject['content']) {
    let lists = this.lists.get(content);
    if (!lists) {
      const own: LicenseLists = (content && this.policy.content?.[content]) || {};
      const allow = own.allow ?? this.policy.allow;
      const deny = own.deny ?? this.policy.deny ?? [];
      lists = { ...(allow ? { allow: new Set(allow.map(listKey)) } : {}), deny: new Set(deny.map(listKey)) };
      this.lists.set(content, lists);
    }
    return lists;
  }
}

/** One spelling for one licence: ids, tags and deprecated ids that have one replacement. */
export function listKey(written: string): string {
  const id = licenseFactsOf(written).id ?? written.trim();
  const [only, ...others] = replacementsOf(id);
  return (only !== undefined && !others.length ? only : id).toLowerCase();
}
