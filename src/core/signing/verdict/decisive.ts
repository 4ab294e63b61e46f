/** Checks of which a failure alone leaves a signature that holds, by somebody who is not trusted. */
export const TRUST_CHECKS: ReadonlySet<string> = new Set(['certificate', 'identity']);

/**
 * The failed check that says most of a verdict: files that are not as they were signed weigh more than that nobody was named
 * who should have signed. Undefined where none failed.
 */
export function decisiveCheck<Check extends { id: string; ok: boolean }>(checks: readonly Check[]): Check | undefined {
  const failed = checks.filter(({ ok }) => !ok);
  return failed.find(({ id }) => !TRUST_CHECKS.has(id)) ?? failed[0];
}
