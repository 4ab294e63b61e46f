import { type Inventory } from './row';

/** Several inventories as one, in their order. */
export function joined(inventories: readonly Inventory[]): Inventory {
  const licenses = inventories.flatMap((inventory) => inventory.licenses);
  return {
    rows: inventories.flatMap(({ rows }) => rows),
    licenses: [...new Map(licenses.map((summary) => [summary.license, summary])).values()],
  };
}
