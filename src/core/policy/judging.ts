import { listKey } from '../licenses/judge';
import { type PolicyEntry, type RequirementId, type RequirementResult, type UsedException } from './decision';
import { type PolicyFacts } from './facts';
import { fitsName } from './names';
import { type EntryAt, type Policy } from './policy';

/** What came of a requirement before exceptions are asked. */
export interface Finding {
  id: RequirementId;
  state: 'ok' | 'failed' | 'unknown';
  detail: string;
  at?: EntryAt;
  /** Whether no exception can excuse it: a signature that is there has to hold. */
  final?: true;
  /** The licence that is refused, in one spelling. */
  license?: string;
}

/** Judges one kind of requirement of a policy. Gives nothing where the policy does not ask. */
export type Requirement = (policy: Policy, facts: PolicyFacts, day: string) => Finding[];

/** The exceptions of one policy file. */
export class Exceptions {
  readonly used: UsedException[] = [];

  /** @param place of the policy file */
  constructor(
    private readonly policy: Policy,
    private readonly place: string,
    private readonly day: string,
  ) {}

  /** What comes of a finding once the exceptions were asked. What could not be found out is not excused. */
  apply({ id, state, detail, at, final, license }: Finding, { subject }: PolicyFacts): RequirementResult {
    const decidedBy = at && this.entry(at);
    const result = { id, state, detail, ...(decidedBy ? { decidedBy } : {}) };
    if (state !== 'failed' || final) return result;
    const exception = this.policy.exceptions.find(
      (each) =>
        each.requirement === id &&
        each.expires >= this.day &&
        fitsName(subject.name, each.artifacts) &&
        (each.license === undefined || listKey(each.license) === license),
    );
    if (!exception) return result;
    const { reason, expires } = exception;
    const entry = this.entry(exception.at);
    if (!this.used.some((known) => known.at.entry === entry.entry))
      this.used.push({ requirement: id, reason, expires, at: entry });
    return { ...result, state: 'excused', decidedBy: entry };
  }

  private entry(at: EntryAt): PolicyEntry {
    return { place: this.place, ...at };
  }
}
