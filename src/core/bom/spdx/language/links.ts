import { type DocumentLink } from '../../../language/features';
import { type ScalarNode, type TreeNode } from '../../../text/tree';
import { type SpdxDocument } from '../document';
import { inner } from './places';
import { propertyNamed } from './properties';

/** Texts that are web addresses though the model calls them texts. */
const ADDRESSES: ReadonlySet<string> = new Set(['locator', '@context']);
const LICENSE_PAGE = /^https?:\/\/spdx\.org\/licenses\//;
/** Elements that are looked at for links. */
const MOST = 5000;

/** Web addresses to go to. Names of elements look alike, but lead nowhere. */
export function links(document: SpdxDocument): DocumentLink[] {
  const found: DocumentLink[] = [];
  const scalar = (node: ScalarNode, key: string): void => {
    const { text } = node;
    const meant = propertyNamed(key)?.type === 'anyURI' || ADDRESSES.has(key) || LICENSE_PAGE.test(text);
    if (meant && key !== 'externalSpdxId' && /^https?:\/\//i.test(text) && URL.canParse(text))
      found.push({ span: inner(node), url: text });
  };
  const visit = (node: TreeNode | undefined, key: string): void => {
    if (node?.kind === 'scalar') scalar(node, key);
    else if (node?.kind === 'list') for (const item of node.items) visit(item.value, key);
    else for (const entry of node?.entries ?? []) visit(entry.value, entry.key.text);
  };
  visit(document.contextEntry?.value, '@context');
  for (let element = 0; element < Math.min(document.size, MOST); element++) visit(document.node(element), '');
  return found;
}
