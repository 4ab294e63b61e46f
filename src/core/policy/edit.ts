import { applyEdits, type TextEdit } from '../text/edit';
import { editorFor, type NewMap } from '../text/editor';
import { asList, asMap, entryOf } from '../text/tree';
import { parseYaml } from '../text/yaml';
import { checkPolicy } from './check';

/** An entry for somebody who may sign: what makes them exact, and what they may sign. */
export interface NewSigner {
  who:
    | { identity: string; issuer: string }
    | { 'public-key': string }
    | { key: string }
    | { 'root-certificate': string; subject: string }
    | { authority: string; subject: string };
  /** Everything where absent. */
  artifacts?: readonly string[];
  registries?: readonly string[];
}

/** Stands for a text of several lines until those are written. */
const LINES = 'TEXT-OF-SEVERAL-LINES';

/**
 * Edits of a policy that add a signer, and keep everything else as it is. A policy that has no list of signers gets one, so that
 * only they may sign from then on. Undefined where the policy is not sound: it is mended first.
 * @param day today, `YYYY-MM-DD`
 */
export function addSignerEdits(text: string, signer: NewSigner, day: string): TextEdit[] | undefined {
  const parsed = parseYaml(text);
  const root = asMap(parsed.root);
  if (!root || !checkPolicy(parsed, day).policy) return undefined;
  const editor = editorFor(parsed);
  const signers = entryOf(root, 'signers');
  const list = asList(signers?.value);
  const pem = pemOf(signer);
  const entry = entryValue(signer, pem === undefined ? undefined : list?.flow ? pem : LINES);
  const edits = list ? editor.addItems(list, signers!, [entry]) : editor.addEntry(root, 'signers', [entry], 'last');
  const written = edits.map((edit) => ({ ...edit, newText: withLines(edit.newText, pem) }));
  return checkPolicy(parseYaml(applyEdits(text, written)), day).policy ? written : undefined;
}

/** A new policy by which one signer may sign; undefined for one whom no policy could name. */
export function newPolicy(signer: NewSigner, day: string): string | undefined {
  const text = HEAD + signerText(signer);
  return checkPolicy(parseYaml(text), day).policy ? text : undefined;
}

const HEAD = 'version: 1\n';

/** The entry as it is written, for people to look at first. */
export function signerText(signer: NewSigner): string {
  const parsed = parseYaml(HEAD);
  const pem = pemOf(signer);
  const entry = entryValue(signer, pem === undefined ? undefined : LINES);
  const edits = editorFor(parsed).addEntry(asMap(parsed.root)!, 'signers', [entry], 'last');
  const written = edits.map((edit) => ({ ...edit, newText: withLines(edit.newText, pem) }));
  return applyEdits(parsed.text, written).slice(HEAD.length);
}

function pemOf({ who }: NewSigner): string | undefined {
  return 'public-key' in who ? who['public-key'] : 'root-certificate' in who ? who['root-certificate'] : undefined;
}

/** @param pem what is written in place of the key or certificate */
function entryValue({ who, artifacts, registries }: NewSigner, pem: string | undefined): NewMap {
  const named = Object.entries(who).map(([key, value]) => [
    key,
    key === 'public-key' || key === 'root-certificate' ? pem! : (value as string),
  ]);
  return {
    ...(Object.fromEntries(named) as Record<string, string>),
    ...(artifacts ? { artifacts: [...artifacts] } : {}),
    ...(registries ? { registries: [...registries] } : {}),
  };
}

/** Writes a text of several lines as a block, in the indentation of its key. */
function withLines(newText: string, pem: string | undefined): string {
  if (pem === undefined) return newText;
  return newText.replace(
    new RegExp(`^([ \\t]*(?:- )?)([\\w-]+): ['"]?${LINES}['"]?(\\r?\\n|$)`, 'm'),
    (_all, lead: string, key: string, end: string) => {
      const newline = end || '\n';
      const indent = ' '.repeat(lead.length + 2);
      const lines = pem.trim().split(/\r?\n/);
      return `${lead}${key}: |${newline}${lines.map((line) => indent + line.trim()).join(newline)}${end}`;
    },
  );
}
