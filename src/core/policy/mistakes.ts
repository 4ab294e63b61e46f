import { type Fix } from '../findings/finding';
import { type Span } from '../text/position';

/** Rules whose findings make a policy unusable: nothing is accepted by it. */
export type FatalRule =
  | 'policy/invalid'
  | 'policy/asks-nothing'
  | 'policy/nobody-may-sign'
  | 'policy/contradiction'
  | 'policy/inexact-identity'
  | 'policy/bad-pattern'
  | 'policy/bad-version'
  | 'policy/unknown-license'
  | 'policy/damaged-key';

/** Something that is wrong with a policy. */
export interface PolicyMistake {
  /** The others leave it as it is: what they are about has no effect. */
  rule: FatalRule | 'policy/expired-exception' | 'policy/unused-exception';
  at: Span;
  message: string;
  fix?: () => Fix[];
}

/** Whether a mistake leaves the policy usable. */
export function isHarmless({ rule }: PolicyMistake): boolean {
  return rule === 'policy/expired-exception' || rule === 'policy/unused-exception';
}
