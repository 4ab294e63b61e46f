import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar, type Entry, type MapNode } from '../../text/tree';
import { type MofDocument } from '../document';
import { knownMaps } from '../maps';
import { safeSpelling } from '../spelling';
import { isKnownToMot } from '../licenses';

const LINKS: readonly string[] = ['repository', 'huggingface', 'license_path', 'component_path', 'path'];
const KNOWN_HOST = /^(?:www\.|(?:github\.com|huggingface\.co|arxiv\.org)\/)\S+$/;
const HUGGING_FACE_ID = /^[\w.-]+\/[\w.-]+$/;

/** Whether a text is an absolute web address. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);
}

/** The web site shows anything else as plain text (facts of the format, §1). */
export const notAUrl: Rule<MofDocument> = {
  id: 'mof/not-a-url',
  title: 'Link is not a web address',
  help: 'Links are absolute addresses with https://. The Model Openness Tool shows anything else as plain text that leads nowhere.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const known of knownMaps(document))
      for (const entry of known.map.entries) {
        const key = entry.key.text;
        const node = asScalar(entry.value);
        if (!LINKS.includes(key) || entry.merged || !node || document.isNull(node)) continue;
        if (node.text.trim() === '' || isWebUrl(node.text)) continue;
        // A placeholder of the old format: the licence beside it has a finding already.
        if (/^component\s+not\s+includ/i.test(node.text)) continue;
        const license = key === 'component_path' && isLicense(node.text);
        report({
          at: node,
          message: license
            ? t('"{0}" names a licence, but "component_path" is the address of the component.', node.text)
            : key === 'huggingface' && HUGGING_FACE_ID.test(node.text)
              ? t('Write the whole address: https://huggingface.co/{0}.', node.text)
              : t('"{0}" is no web address; write one that begins with https://.', node.text),
          fix: () => [fix(document, known.map, entry, license)],
        });
      }
  },
};

function isLicense(text: string): boolean {
  return isKnownToMot(text) || safeSpelling(text) !== undefined || /\blicen[cs]e\s*$/i.test(text);
}

function fix(document: MofDocument, map: MapNode, entry: Entry, license: boolean): Fix | undefined {
  const editor = editorFor(document.parsed);
  const node = asScalar(entry.value)!;
  const text = node.text.trim();
  if (entry.alias) return undefined;
  if (license) return { title: t('Remove "{0}"', entry.key.text), safe: false, edits: editor.removeEntry(map, entry) };
  const address = KNOWN_HOST.test(text)
    ? `https://${text}`
    : entry.key.text === 'huggingface' && HUGGING_FACE_ID.test(text)
      ? `https://huggingface.co/${text}`
      : text;
  return isWebUrl(address)
    ? { title: t('Change to "{0}"', address), safe: true, edits: editor.setText(node, address) }
    : undefined;
}
