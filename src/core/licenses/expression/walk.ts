import { type AdditionNode, type Expression, type LicenseNode, type ReferenceNode } from './ast';

/** Everything in an expression that names a licence or an addition, in the order of the text. */
export function namesIn(expression: Expression): (LicenseNode | ReferenceNode | AdditionNode)[] {
  const names: (LicenseNode | ReferenceNode | AdditionNode)[] = [];
  const pending = expression.root ? [expression.root] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'license' || node.type === 'reference') names.push(node);
    else if (node.type === 'with') {
      pending.push(node.license);
      if (node.addition) names.push(node.addition);
    } else if (node.type !== 'special') for (const member of node.members) pending.push(member);
  }
  return names.sort((a, b) => a.start - b.start);
}

/** The licences of an expression, without what is added to them. */
export function licensesIn(expression: Expression): (LicenseNode | ReferenceNode)[] {
  return namesIn(expression).filter((node) => node.type !== 'addition');
}

/** What is added to licences in an expression. */
export function additionsIn(expression: Expression): AdditionNode[] {
  return namesIn(expression).filter((node) => node.type === 'addition');
}
