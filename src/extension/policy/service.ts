import { type Policies } from '../../node/api';
import { type Extension } from '../extension';
import { messages } from '../messages';

let loaded: Promise<Policies> | undefined;

/** What finds policies, loaded when it is first needed; undefined in a browser. */
export async function policyService({ library }: Extension): Promise<Policies | undefined> {
  if (!library) return undefined;
  loaded ??= library()
    .loadPolicies()
    .then((policies) => {
      policies.loadMessages(messages());
      return policies;
    });
  return loaded;
}
