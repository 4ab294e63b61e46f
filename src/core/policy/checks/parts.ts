import { asList, asMap, asScalar, valueAt, type MapNode, type ScalarNode, type TreeNode } from '../../text/tree';

/** The maps of a list in the root of a policy. */
export function maps(root: MapNode, key: string): MapNode[] {
  return (asList(valueAt(root, key))?.items ?? []).flatMap(({ value }) => asMap(value) ?? []);
}

/** The single values of a list. */
export function scalars(node: TreeNode | undefined): ScalarNode[] {
  return (asList(node)?.items ?? []).flatMap(({ value }) => asScalar(value) ?? []);
}
