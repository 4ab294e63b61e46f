import { t } from '../l10n';
import { licenseFactsOf } from '../licenses/facts';
import { listKey } from '../licenses/judge';
import { unknownInList } from '../licenses/listed';
import { isRegistry } from '../oci/reference';
import { type Fix } from '../findings/finding';
import { type Span } from '../text/position';
import { editorFor } from '../text/editor';
import {
  asList,
  asMap,
  asScalar,
  entryOf,
  valueAt,
  writtenSpan,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type TreeNode,
} from '../text/tree';
import { isHarmless, type PolicyMistake } from './mistakes';
import { whyNoPattern } from './names';
import { type Policy } from './policy';
import { readPolicy } from './read';
import { schemaBreaches, type SchemaBreach } from './schema';
import { isVersion } from './versions';

/** A policy that was read, or what makes it unusable. */
export interface CheckedPolicy {
  /** Absent where a mistake is not harmless, or the text itself is not sound. */
  policy?: Policy;
  mistakes: readonly PolicyMistake[];
}

/**
 * Reads a policy. One mistake makes all of it unusable: what was left out could be what keeps somebody out.
 * @param day today, `YYYY-MM-DD`
 */
export function checkPolicy(parsed: ParsedText, day: string): CheckedPolicy {
  const isEmpty = !parsed.root || (asScalar(parsed.root)?.text === '' && parsed.root.kind === 'scalar');
  if (isEmpty) return { mistakes: [nothingAsked({ start: 0, end: Math.min(1, parsed.text.length) })] };
  const breaches = schemaBreaches(parsed.root);
  if (breaches.length) return { mistakes: breaches.map((breach) => schemaMistake(parsed, breach)) };
  const root = asMap(parsed.root)!;
  const mistakes = [
    ...signerMistakes(root),
    ...patternMistakes(root),
    ...versionMistakes(root),
    ...licenseMistakes(parsed, root),
    ...exceptionMistakes(root, day),
    ...(asksNothing(root) ? [nothingAsked(root.entries[0]!.key)] : []),
  ];
  return parsed.problems.length || !mistakes.every(isHarmless)
    ? { mistakes }
    : { policy: readPolicy(parsed), mistakes };
}

function schemaMistake(parsed: ParsedText, { at, message, meant }: SchemaBreach): PolicyMistake {
  if (meant === undefined) return { rule: 'policy/invalid', at, message };
  const quote = parsed.text[at.start];
  const newText = quote === '"' || quote === "'" ? quote + meant + quote : meant;
  const fix: Fix = { title: t('Change to "{0}"', meant), safe: false, edits: [{ ...at, newText }] };
  return { rule: 'policy/invalid', at, message: t('{0} Did you mean "{1}"?', message, meant), fix: () => [fix] };
}

function nothingAsked(at: Span): PolicyMistake {
  const message = t('This policy asks for nothing, so it would accept everything. List signers, or what is required.');
  return { rule: 'policy/asks-nothing', at, message };
}

/** Whether everything would be accepted. */
function asksNothing(root: MapNode): boolean {
  const isTrue = (...path: string[]) => asScalar(valueAt(root, ...path))?.value === true;
  const isFilled = (...path: string[]) => (asList(valueAt(root, ...path))?.items.length ?? 0) > 0;
  return !(
    entryOf(root, 'signers') ||
    valueAt(root, 'licenses', 'allow') ||
    valueAt(root, 'require', 'mof-class') ||
    ['signature', 'bom', 'profile'].some((key) => isTrue('require', key)) ||
    isTrue('licenses', 'open') ||
    isFilled('licenses', 'deny') ||
    isFilled('minimum-versions')
  );
}

function maps(root: MapNode, key: string): MapNode[] {
  return (asList(valueAt(root, key))?.items ?? []).flatMap(({ value }) => asMap(value) ?? []);
}

function scalars(node: TreeNode | undefined): ScalarNode[] {
  return (asList(node)?.items ?? []).flatMap(({ value }) => asScalar(value) ?? []);
}

/** Keys that say who signs; an entry has one of them. */
const WHO = ['identity', 'public-key', 'key', 'root-certificate', 'authority'] as const;

function signerMistakes(root: MapNode): PolicyMistake[] {
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

function patternMistakes(root: MapNode): PolicyMistake[] {
  const holders = ['signers', 'minimum-versions', 'exceptions'].flatMap((key) => maps(root, key));
  return holders
    .flatMap((holder) => scalars(valueAt(holder, 'artifacts')))
    .flatMap((at): PolicyMistake[] => {
      const reason = whyNoPattern(at.text);
      return reason ? [{ rule: 'policy/bad-pattern', at, message: t('This fits no name: {0}.', reason) }] : [];
    });
}

function versionMistakes(root: MapNode): PolicyMistake[] {
  return maps(root, 'minimum-versions')
    .map((each) => asScalar(valueAt(each, 'version'))!)
    .filter(({ text }) => !isVersion(text))
    .map((at) => ({
      rule: 'policy/bad-version',
      at,
      message: t('"{0}" cannot be compared. Write numbers with dots between them: 1.4.0', at.text),
    }));
}

function licenseMistakes(parsed: ParsedText, root: MapNode): PolicyMistake[] {
  const [allow, deny] = ['allow', 'deny'].map((key) => scalars(valueAt(root, 'licenses', key)));
  const excused = maps(root, 'exceptions').flatMap((each) => asScalar(valueAt(each, 'license')) ?? []);
  const unknown = [...allow!, ...deny!, ...excused].flatMap((node): PolicyMistake[] => {
    const found = unknownInList(node.text);
    return found ? [unknownLicense(parsed, node, found.meant, found.safe)] : [];
  });
  const denied = new Set(deny!.map(({ text }) => listKey(text)));
  const both = allow!
    .filter(({ text }) => denied.has(listKey(text)))
    .map((at): PolicyMistake => ({
      rule: 'policy/contradiction',
      at,
      message: t('{0} is allowed here and denied as well. Remove it from one of the lists.', at.text),
    }));
  const isOpen = asScalar(valueAt(root, 'licenses', 'open'))?.value === true;
  const closed = (isOpen ? allow! : [])
    .filter(({ text }) => licenseFactsOf(text.split(/\s+with\s+/i)[0]!).open === false)
    .map((at): PolicyMistake => ({
      rule: 'policy/contradiction',
      at,
      message: t('{0} is allowed here, and only open licences are: it is not open.', at.text),
    }));
  return [...unknown, ...both, ...closed];
}

function unknownLicense(parsed: ParsedText, at: ScalarNode, meant: string | undefined, safe: boolean): PolicyMistake {
  const message = t('"{0}" is not the id of a licence.', at.text);
  if (meant === undefined) return { rule: 'policy/unknown-license', at, message };
  return {
    rule: 'policy/unknown-license',
    at,
    message: t('{0} Did you mean "{1}"?', message, meant),
    fix: () => [{ title: t('Change to "{0}"', meant), safe, edits: editorFor(parsed).setText(at, meant) }],
  };
}

/** What an exception is from, and whether that is asked for at all. */
function exceptionMistakes(root: MapNode, day: string): PolicyMistake[] {
  const asked = {
    signature: entryOf(root, 'signers') !== undefined,
    bom: asScalar(valueAt(root, 'require', 'bom'))?.value === true,
    'mof-class': valueAt(root, 'require', 'mof-class') !== undefined,
    profile: asScalar(valueAt(root, 'require', 'profile'))?.value === true,
    license: (asMap(valueAt(root, 'licenses'))?.entries.length ?? 0) > 0,
    version: maps(root, 'minimum-versions').length > 0,
  };
  return maps(root, 'exceptions').flatMap((exception): PolicyMistake[] => {
    const requirement = asScalar(valueAt(exception, 'requirement'))!;
    const expires = asScalar(valueAt(exception, 'expires'))!;
    const license = entryOf(exception, 'license');
    if (license && requirement.text !== 'license')
      return [
        { rule: 'policy/invalid', at: license.key, message: t('"license" goes with the requirement "license".') },
      ];
    if (!asked[requirement.text as keyof typeof asked])
      return [
        {
          rule: 'policy/unused-exception',
          at: writtenSpan(entryOf(exception, 'requirement')!),
          message: t('This policy does not ask for "{0}", so this exception has no effect.', requirement.text),
        },
      ];
    if (expires.text >= day) return [];
    const message = t('This exception ended on {0} and has no effect any more.', expires.text);
    return [{ rule: 'policy/expired-exception', at: expires, message }];
  });
}
