import { licenseIgnoringCase } from '../../licenses/catalogue';
import { licenseRef } from '../view/spdx-licenses';
import { parseExpression, type ExpressionNode } from '../../licenses/expression';

/**
 * An expression in one of its spellings: ids as on the SPDX list, members in the order of the alphabet and each once.
 * Two expressions that mean the same for every reader have the same; a name in free words has that of the
 * id that is made of it.
 */
export function canonicalExpression(text: string): string {
  const { root, problems } = parseExpression(text);
  // A name in free words becomes an id when SPDX has to hold it.
  return root && !problems.length ? spell(root) : licenseRef(text.trim());
}

function spell(node: ExpressionNode): string {
  switch (node.type) {
    case 'license':
      return `${licenseIgnoringCase(node.id)?.id ?? node.id}${node.orLater ? '+' : ''}`;
    case 'reference':
      return node.document === undefined ? node.id : `${node.document}:${node.id}`;
    case 'with':
      return `${spell(node.license)} WITH ${node.addition?.id.toLowerCase() ?? ''}`;
    case 'special':
      return node.value;
    default: {
      const members = [...new Set(node.members.flatMap((member) => spelled(member, node.type)))].sort();
      return members.length === 1 ? members[0]! : `(${members.join(node.type === 'and' ? ' AND ' : ' OR ')})`;
    }
  }
}

/** The members of a member with the same operator: `A AND (B AND C)` is `A AND B AND C`. */
function spelled(node: ExpressionNode, within: 'and' | 'or'): string[] {
  return node.type === within ? node.members.flatMap((member) => spelled(member, within)) : [spell(node)];
}
