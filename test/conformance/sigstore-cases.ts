import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { publicGoodRoot, readTrustedRoot, TrustedRootError } from '../../src/core/signing/sigstore/trusted-root';
import { verifySigstoreBundle } from '../../src/node/sigstore/verify';

/** The signer that github.com/sigstore/sigstore-conformance expects where a case says nothing else. */
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';

export interface Outcome {
  state: string;
  /** The check that failed, and why. */
  failed?: string;
  detail?: string;
}

export function cases(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export async function outcome(folder: string, name: string, now = new Date()): Promise<Outcome> {
  const file = (part: string) => path.join(folder, name, part);
  const read = (part: string) => (existsSync(file(part)) ? readFileSync(file(part)) : undefined);
  const word = (part: string, otherwise: string) => read(part)?.toString('utf8').trim() ?? otherwise;
  const key = read('key.pub')?.toString('utf8');
  const artifact = read('artifact') ?? readFileSync(path.join(folder, 'a.txt'));
  const root = read('trusted_root.json');
  try {
    const report = await verifySigstoreBundle(readFileSync(file('bundle.sigstore.json')), {
      expected: key ? { key } : { identity: word('identity', IDENTITY), issuer: word('issuer', ISSUER) },
      root: root ? readTrustedRoot(root, 'of the case') : publicGoodRoot(),

      artifact: async function* () {
        yield artifact;
      },
      now,
    });
    const failed = report.checks.find(({ ok }) => !ok);
    return { state: report.state, ...(failed ? { failed: failed.id, detail: failed.detail } : {}) };
  } catch (error) {
    if (error instanceof TrustedRootError) return { state: 'unchecked', failed: 'trusted-root', detail: error.message };
    throw error;
  }
}

export async function outcomes(folder: string): Promise<Record<string, Outcome>> {
  const all: Record<string, Outcome> = {};
  for (const name of cases(folder)) all[name] = await outcome(folder, name);
  return all;
}
