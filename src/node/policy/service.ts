/**
 * What the editor asks of policies. It loads this from the bundle of the command line when a command needs it: values go in and
 * come out, and what the user can do something about is a {@link Failure}.
 */
import path from 'node:path';
import { t } from '../../core/l10n';
import { dayOf } from '../../core/licenses/policy';
import { type PolicyFile } from '../../core/policy/decision';
import { addSignerEdits, newPolicy, signerText, type NewSigner } from '../../core/policy/edit';
import { type TextEdit } from '../../core/text/edit';
import { toHex } from '../../core/signing/bytes';
import { hintOf } from '../../core/signing/keys/hint';
import { SigningError } from '../../core/signing/signer';
import { type SignerId } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { orFailure, type Failure } from '../failure';
import { type ExpectedSigner } from '../signing/expected';
import { certificatesIn, publicKeyIn, readPem } from '../signing/keys';
import { findPolicies, type PolicySearch } from './find';
import { folderPolicyFile, userPolicyFile } from './places';

export { loadMessages } from '../../core/l10n';
export { signerText, type Failure, type NewSigner, type PolicySearch };

/** The policies that are there, and whether they count. */
export function policies(search: PolicySearch): PolicyFile[] {
  return findPolicies(search, dayOf(new Date())).map(({ file }) => file);
}

/**
 * Adds a signer to the text of a policy, or makes a new one where there is none. Undefined where the policy is not sound, or no policy
 * can name the signer.
 */
export function withSigner(text: string | undefined, signer: NewSigner): TextEdit[] | undefined {
  const day = dayOf(new Date());
  if (text !== undefined) return addSignerEdits(text, signer, day);
  const written = newPolicy(signer, day);
  return written === undefined ? undefined : [{ start: 0, end: 0, newText: written }];
}

/** Where a signer can be written down: the files need not exist. */
export interface PolicyFiles {
  user?: string;
  folder?: string;
}

export function policyFiles({ user, from }: PolicySearch): PolicyFiles {
  const own = user ?? userPolicyFile();
  const folder = from && (folderPolicyFile(from.folder, from.top) ?? folderPolicyFileIn(from.top ?? from.folder));
  return { ...(own === undefined ? {} : { user: own }), ...(folder === undefined ? {} : { folder }) };
}

function folderPolicyFileIn(folder: string): string {
  return path.join(folder, '.modelopenness', 'policy.yml');
}

/**
 * What tells a signer exactly, as a policy has it: with the key or certificate itself where somebody chose it, so that the policy
 * can verify with it alone.
 * @param expected who was expected when they were proved to have signed
 */
export function signerEntry(id: SignerId, expected: ExpectedSigner | undefined): Promise<NewSigner['who'] | Failure> {
  return orFailure(async () => {
    switch (id.method) {
      case 'sigstore':
        return { identity: id.identity, issuer: id.issuer };
      case 'key': {
        if (expected?.method !== 'key') return { key: id.hint };
        const key = publicKeyIn(readPem(expected.publicKey));
        if (hintOf(key, nodeCryptography) === id.hint) return { 'public-key': key.pem };
        throw new SigningError(t('{0} is not the key that the model was verified with', expected.publicKey.shown));
      }
      case 'certificate':
        return certificateEntry(id, expected);
    }
  });
}

function certificateEntry(
  { subject, authority }: Extract<SignerId, { method: 'certificate' }>,
  expected: ExpectedSigner | undefined,
): NewSigner['who'] {
  if (authority === undefined)
    throw new SigningError(
      t('The certificate of {0} leads to no root that is trusted; choose the root first', subject),
    );
  const files = expected?.method === 'certificate' ? expected.roots : [];
  const root = files
    .flatMap((file) => certificatesIn(readPem(file)))
    .find(({ der }) => toHex(nodeCryptography.sha256(der)) === authority);
  return root ? { 'root-certificate': pemOf(root.der), subject } : { authority, subject };
}

function pemOf(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
