import { type Cryptography } from '../cryptography';
import { PREDICATE_TYPE, STATEMENT_TYPE } from './manifest';
import { byCodePoints } from './names';
import { rootDigest } from './root-digest';

export interface StatementInput {
  /** What the model is called: the name of its folder or file. */
  model: string;
  /** Names to SHA-256 digests in hexadecimal, of which each file has one. */
  digests: ReadonlyMap<string, readonly string[]>;
  allowSymlinks: boolean;
  ignorePaths: readonly string[];
}

/** The statement that is signed: whole files and SHA-256, which every verifier reads, in the order of the specification. */
export function writeStatement(input: StatementInput, cryptography: Cryptography): Uint8Array {
  const resources = [...input.digests.keys()]
    .sort(byCodePoints)
    .map((name) => ({ name, algorithm: 'sha256', digest: input.digests.get(name)![0]! }));
  const root = rootDigest(
    resources.map(({ digest }) => digest),
    cryptography,
  );
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: input.model, digest: { sha256: root } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: input.allowSymlinks,
        ignore_paths: [...new Set(input.ignorePaths)].sort(byCodePoints),
      },
      resources,
    },
  };
  return new TextEncoder().encode(JSON.stringify(statement));
}
