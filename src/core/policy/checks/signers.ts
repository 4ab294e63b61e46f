import { t } from '../../l10n';
import { isRegistry } from '../../oci/reference';
import { type Span } from '../../text/position';
import { asList, asScalar, entryOf, valueAt, type MapNode, type ScalarNode } from '../../text/tree';
import { type PolicyMistake } from '../mistakes';
import { maps, scalars } from './parts';

/** Keys that say who signs; an entry has one of them. */
const WHO = ['identity', 'public-key', 'key', 'root-certificate', 'authority'] as const;

/** What is wrong with those who may sign: nobody, not exactly anybody, or a key that is none. */
export function signerMistakes(root: MapNode): PolicyMistake[] {
  const signers = entryOf(root, 'signers');
  const signature = entryOf(valueAt(root, 'require'), 'signature');
  const wanted = asScalar(signature?.value)?.value;
  const found: PolicyMistake[] = [];
  if (signature && wanted === true && !signers)
    found.push({
      rule: 'policy/nobody-may-sign',
      at: signature.key,
      message: t('A signature is required, and "signers" says of nobody that they may sign.'),
    });
  if (signers && !asList(signers.value)!.items.length)
    found.push({
      rule: 'policy/nobody-may-sign',
      at: signers.key,
      message: t('The list of signers is empty, so nobody may sign and nothing is accepted.'),
    });
  if (signers && wanted === false)
    found.push({
      rule: 'policy/contradiction',
      at: signature!.key,
      message: t(
        'Signers are listed, and no signature is required: whoever takes the signature away gets by. Remove one.',
      ),
    });
  return [...found, ...maps(root, 'signers').flatMap(signerEntryMistakes)];
}

function signerEntryMistakes(signer: MapNode): PolicyMistake[] {
  const invalid = (at: Span, message: string): PolicyMistake[] => [{ rule: 'policy/invalid', at, message }];
  const own = WHO.flatMap((key) => entryOf(signer, key) ?? []);
  const start = { start: signer.start, end: signer.start + 1 };
  const [first, second] = own;
  if (!first) return invalid(start, t('This names nobody. Write one of {0}.', WHO.join(', ')));
  if (second)
    return invalid(
      second.key,
      t('"{0}" and "{1}" are two signers: make two entries.', first.key.text, second.key.text),
    );
  const [issuer, subject] = [entryOf(signer, 'issuer'), entryOf(signer, 'subject')];
  const who = first.key.text;
  if (who === 'identity' && !issuer)
    return invalid(first.key, t('An identity means nothing without who made sure of it: add "issuer".'));
  if (who !== 'identity' && issuer) return invalid(issuer.key, t('"issuer" goes with "identity".'));
  if (subject && who !== 'root-certificate' && who !== 'authority')
    return invalid(subject.key, t('"subject" goes with "root-certificate" or "authority".'));
  return [
    ...[entryOf(signer, 'identity'), issuer, subject].flatMap((entry) =>
      inexact(asScalar(entry?.value), entry === issuer),
    ),
    ...pemMistakes(asScalar(entryOf(signer, 'public-key')?.value), 'PUBLIC KEY'),
    ...pemMistakes(asScalar(entryOf(signer, 'root-certificate')?.value), 'CERTIFICATE'),
    ...scalars(valueAt(signer, 'registries'))
      .filter(({ text }) => !isRegistry(text))
      .map(notARegistry),
  ];
}

/** What looks like a pattern is compared to the letter, and lets nobody in: or whoever chose to be called so. */
function inexact(node: ScalarNode | undefined, isIssuer: boolean): PolicyMistake[] {
  if (!node) return [];
  const mistake = (message: string): PolicyMistake[] => [{ rule: 'policy/inexact-identity', at: node, message }];
  if (/\*|^\^|\$$|\.\+|\[[^\]]*\]|\(\?/.test(node.text))
    return mistake(t('This is compared to the letter: patterns have let in more people than their authors meant.'));
  if (node.text !== node.text.trim() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(node.text))
    return mistake(t('This has blanks around it, or characters that do not show: no signer is called so.'));
  if (
    isIssuer &&
    !/^https:\/\/[^/\s]+/.test(node.text) &&
    !/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$)/.test(node.text)
  )
    return mistake(t('An issuer is the URL of an identity provider, with https.'));
  return [];
}

function pemMistakes(node: ScalarNode | undefined, label: 'PUBLIC KEY' | 'CERTIFICATE'): PolicyMistake[] {
  if (!node) return [];
  const mistake = (message: string): PolicyMistake[] => [{ rule: 'policy/damaged-key', at: node, message }];
  if (node.text.includes('PRIVATE KEY-----'))
    return mistake(
      t(
        'This is a private key, and everybody who reads the policy has it now. Make a new one; write the public key here.',
      ),
    );
  const pem = /^\s*-----BEGIN ([A-Z ]+)-----\r?\n[A-Za-z0-9+/=\s]+-----END \1-----\s*$/.exec(node.text);
  if (pem?.[1] !== label) return mistake(t('Write one "{0}" in PEM, with its first and last line.', label));
  return [];
}

function notARegistry(at: ScalarNode): PolicyMistake {
  const message = t('"{0}" is no registry. Write its host, with a port where it has one: ghcr.io', at.text);
  return { rule: 'policy/bad-pattern', at, message };
}
