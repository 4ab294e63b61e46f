import { type IdentitySource } from './source';

/** A token that somebody has got elsewhere. */
export function givenIdentity(token: string): IdentitySource {
  return { token: async () => token };
}
