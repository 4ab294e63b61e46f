import { readStatement as readSubjects } from '../sigstore/subjects';
import { PREDICATE_TYPE, STATEMENT_TYPE, StatementError } from '../statement/manifest';
import { t } from '../../l10n';

/**
 * What a statement is of that signs the manifest of an artifact and says nothing else of it: as cosign writes it from version 3
 * on (sigstore/cosign, `CosignSignPredicateType`), so that its users verify it with what they have.
 */
export const ARTIFACT_PREDICATE_TYPE = 'https://sigstore.dev/cosign/sign/v1';

/**
 * The statement that signs an artifact: its one subject is the manifest, by digest and without a name.
 * @param hex SHA-256 of the manifest, in hexadecimal
 */
export function writeArtifactStatement(hex: string): Uint8Array {
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ digest: { sha256: hex } }],
    predicateType: ARTIFACT_PREDICATE_TYPE,
    predicate: {},
  };
  return new TextEncoder().encode(JSON.stringify(statement));
}

/**
 * The SHA-256 digest of the manifest that a statement signs, in hexadecimal. Its signature has been checked before.
 * @throws {StatementError} for a statement of something else, or of several things
 */
export function readArtifactStatement(payload: Uint8Array): string {
  const { predicateType, subjects } = parse(payload);
  if (predicateType === PREDICATE_TYPE)
    throw new StatementError(
      'statement',
      t('What is signed are the files of a model, not the manifest of an artifact.'),
    );
  if (predicateType !== ARTIFACT_PREDICATE_TYPE)
    throw new StatementError(
      'statement',
      t('The predicate is of type "{0}"; what signs an artifact has "{1}".', predicateType, ARTIFACT_PREDICATE_TYPE),
    );
  const digest = subjects[0]?.digests.get('sha256');
  if (subjects.length !== 1 || digest === undefined || !/^[0-9a-f]{64}$/.test(digest))
    throw new StatementError('statement', t('The statement does not name exactly one manifest by its SHA-256 digest.'));
  return digest;
}

function parse(payload: Uint8Array): NonNullable<ReturnType<typeof readSubjects>> {
  let statement: ReturnType<typeof readSubjects>;
  try {
    statement = readSubjects(payload);
  } catch (error) {
    throw new StatementError('statement', t('What was signed {0}.', (error as Error).message));
  }
  if (statement) return statement;
  throw new StatementError('statement', t('What was signed is no statement.'));
}
