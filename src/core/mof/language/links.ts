import { type DocumentLink } from '../../language/features';
import { type Span } from '../../text/position';
import { type ScalarNode, type TreeNode } from '../../text/tree';
import { type MofDocument } from '../document';

const WEB_URL = /https?:\/\/[^\s"'<>`]+/g;
const HUGGING_FACE_ID = /^[\w.-]+\/[\w.-]+$/;

/** Web addresses in values, and the model on Hugging Face where only its id is given. */
export function links({ parsed }: MofDocument): DocumentLink[] {
  const found: DocumentLink[] = [];
  const scalar = (node: ScalarNode, key: string | undefined): void => {
    const span = textSpan(node);
    const written = parsed.text.slice(span.start, span.end);
    if (key === 'huggingface' && HUGGING_FACE_ID.test(written)) {
      found.push({ span, url: `https://huggingface.co/${written}` });
      return;
    }
    for (const match of written.matchAll(WEB_URL)) {
      const url = withoutPunctuation(match[0]);
      const start = span.start + match.index;
      if (URL.canParse(url)) found.push({ span: { start, end: start + url.length }, url });
    }
  };
  const visit = (node: TreeNode | undefined, key?: string): void => {
    if (node?.kind === 'scalar') scalar(node, key);
    else if (node?.kind === 'list') {
      for (const item of node.items) if (!item.alias) visit(item.value);
    } else if (node) {
      for (const entry of node.entries) if (!entry.alias && !entry.merged) visit(entry.value, entry.key.text);
    }
  };
  visit(parsed.root);
  return found;
}

/** Where the characters of a scalar stand, without its quotes. */
function textSpan({ start, end, style }: ScalarNode): Span {
  return style === 'single' || style === 'double'
    ? { start: start + 1, end: Math.max(start + 1, end - 1) }
    : { start, end };
}

/** What ends a sentence around an address is not part of it; a closing bracket is when it was opened inside. */
function withoutPunctuation(url: string): string {
  const plain = url.replace(/[.,;:!?\\]+$/, '');
  return plain.endsWith(')') && !plain.includes('(') ? plain.slice(0, -1) : plain;
}
