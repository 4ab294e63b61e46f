import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { type Cryptography } from '../cryptography';
import { isObject, own, parseJson, type JsonObject } from '../json';
import { readLegacy } from './legacy';
import { LEGACY_PREDICATE_TYPE, PREDICATE_TYPE, STATEMENT_TYPE, StatementError, type Manifest } from './manifest';
import { readResources } from './resources';
import { rootDigest } from './root-digest';
import { readSerialization } from './serialization';

export interface StatementOptions {
  /** Whether the model is on Windows, where more names are refused. */
  windows: boolean;
  /** Whether the payload is signed as model_signing 0.2.0 did: then only its statements are accepted, and only then. */
  legacy: boolean;
}

/**
 * Reads a statement whose signature has been checked. A signature makes nothing true that contradicts itself, so all of it is
 * checked that can be without the model.
 * @throws {StatementError}
 */
export function readStatement(payload: Uint8Array, options: StatementOptions, cryptography: Cryptography): Manifest {
  const statement = parse(payload);
  const type = own(statement, '_type');
  if (type !== STATEMENT_TYPE)
    throw new StatementError(
      'statement',
      t('The statement is of type "{0}"; "{1}" would be right.', String(type), STATEMENT_TYPE),
    );
  const predicateType = own(statement, 'predicateType');
  const expected = options.legacy ? LEGACY_PREDICATE_TYPE : PREDICATE_TYPE;
  if (predicateType !== expected)
    throw new StatementError(
      'statement',
      t(
        'The predicate is of type "{0}"; with this kind of signature it has to be "{1}".',
        String(predicateType),
        expected,
      ),
    );
  return options.legacy
    ? readLegacy(statement, options.windows)
    : readCurrent(statement, options.windows, cryptography);
}

function parse(payload: Uint8Array): JsonObject {
  let statement: unknown;
  try {
    statement = parseJson(payload, LIMITS.statementValues);
  } catch (error) {
    throw new StatementError('statement', t('What was signed {0}.', (error as Error).message));
  }
  if (!isObject(statement)) throw new StatementError('statement', t('What was signed is no statement.'));
  return statement;
}

function readCurrent(statement: JsonObject, windows: boolean, cryptography: Cryptography): Manifest {
  const predicate = own(statement, 'predicate');
  if (!isObject(predicate)) throw new StatementError('statement', t('The statement has no predicate.'));
  const subject = readSubject(statement);
  const serialization = readSerialization(own(predicate, 'serialization'), windows);
  const { files, digests } = readResources(own(predicate, 'resources'), serialization, windows);
  const root = rootDigest(digests, cryptography);
  if (root !== subject.digest)
    throw new StatementError(
      'root-digest',
      t('The statement names {0} as the digest of the whole, but its files have {1}.', subject.digest, root),
    );
  return { model: subject.name, serialization, files };
}

function readSubject(statement: JsonObject): { name: string; digest: string } {
  const subjects = own(statement, 'subject');
  const count = Array.isArray(subjects) ? subjects.length : 0;
  if (count !== 1)
    throw new StatementError('statement', t('The statement is about {0} models; it must be about exactly one.', count));
  const subject: unknown = (subjects as unknown[])[0];
  const name = isObject(subject) ? own(subject, 'name') : undefined;
  const digests = isObject(subject) ? own(subject, 'digest') : undefined;
  const digest = isObject(digests) ? own(digests, 'sha256') : undefined;
  if (typeof name !== 'string' || typeof digest !== 'string')
    throw new StatementError('statement', t('The statement does not give its model a name and a SHA-256 digest.'));
  return { name, digest };
}
