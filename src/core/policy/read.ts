import { type ClassLevel } from '../mof/components';
import { asList, asScalar, entryOf, type Entry, type Item, type ParsedText, type TreeNode } from '../text/tree';
import {
  type EntryAt,
  type ExcusableId,
  type Listed,
  type MinimumVersion,
  type Policy,
  type PolicyException,
  type PolicySigner,
  type SignerRule,
} from './policy';

/** What a policy says, for a text that is as the schema has it. */
export function readPolicy({ root, lines }: ParsedText): Policy {
  const at = (entry: string, node: TreeNode | Entry | Item): EntryAt => ({ entry, ...lines.positionAt(node.start) });
  const items = (key: string) =>
    itemsOf(entryOf(root, key)?.value).map((item, index) => ({
      node: item.value!,
      at: at(`${key}[${index}]`, item.value!),
    }));
  const licenses = entryOf(root, 'licenses')?.value;
  const lists = (key: string): Listed[] =>
    itemsOf(entryOf(licenses, key)?.value).map(({ value }, index) => ({
      text: asScalar(value)!.text,
      at: at(`licenses.${key}[${index}]`, value!),
    }));
  const allow = entryOf(licenses, 'allow');
  const require = entryOf(root, 'require')?.value;
  const wanted = (key: 'bom' | 'profile') => {
    const entry = entryOf(require, key);
    return asScalar(entry?.value)?.value === true ? { [key]: at(`require.${key}`, entry!) } : {};
  };
  const mofClass = entryOf(require, 'mof-class');
  const open = entryOf(licenses, 'open');
  return {
    ...(entryOf(root, 'signers') ? { signers: items('signers').map(readSigner) } : {}),
    require: {
      ...wanted('bom'),
      ...wanted('profile'),
      ...(mofClass
        ? { mofClass: { level: asScalar(mofClass.value)!.value as ClassLevel, at: at('require.mof-class', mofClass) } }
        : {}),
    },
    licenses: {
      ...(asScalar(open?.value)?.value === true ? { open: at('licenses.open', open!) } : {}),
      ...(allow ? { allow: { ids: lists('allow'), at: at('licenses.allow', allow) } } : {}),
      ...(entryOf(licenses, 'deny') ? { deny: { ids: lists('deny') } } : {}),
    },
    minimumVersions: items('minimum-versions').map(({ node, at: entry }): MinimumVersion => ({
      version: textAt(node, 'version')!,
      ...textsAt(node, 'artifacts'),
      at: entry,
    })),
    exceptions: items('exceptions').map(({ node, at: entry }): PolicyException => {
      const license = textAt(node, 'license');
      return {
        requirement: textAt(node, 'requirement') as ExcusableId,
        ...(license === undefined ? {} : { license }),
        ...textsAt(node, 'artifacts'),
        reason: textAt(node, 'reason')!,
        expires: textAt(node, 'expires')!,
        at: entry,
      };
    }),
  };
}

function itemsOf(node: TreeNode | undefined): readonly Item[] {
  return asList(node)?.items ?? [];
}

function textAt(node: TreeNode, key: string): string | undefined {
  return asScalar(entryOf(node, key)?.value)?.text;
}

function textsAt<K extends 'artifacts' | 'registries'>(node: TreeNode, key: K): { [key in K]?: string[] } {
  const list = entryOf(node, key)?.value;
  return list ? ({ [key]: itemsOf(list).map(({ value }) => asScalar(value)!.text) } as { [key in K]: string[] }) : {};
}

function readSigner({ node, at }: { node: TreeNode; at: EntryAt }): SignerRule {
  const { registries } = textsAt(node, 'registries');
  return {
    signer: whoSigns(node),
    ...textsAt(node, 'artifacts'),
    // Hosts have no capitals to tell them apart.
    ...(registries ? { registries: registries.map((each) => each.toLowerCase()) } : {}),
    at,
  };
}

function whoSigns(node: TreeNode): PolicySigner {
  const text = (key: string) => textAt(node, key);
  const identity = text('identity');
  if (identity !== undefined) return { method: 'sigstore', identity, issuer: text('issuer') ?? '' };
  const [publicKey, hint] = [text('public-key'), text('key')];
  if (publicKey !== undefined) return { method: 'key', publicKey };
  if (hint !== undefined) return { method: 'key', hint };
  const [rootCertificate, authority, subject] = [text('root-certificate'), text('authority'), text('subject')];
  return {
    method: 'certificate',
    ...(rootCertificate === undefined ? {} : { rootCertificate }),
    ...(authority === undefined ? {} : { authority }),
    ...(subject === undefined ? {} : { subject }),
  };
}
