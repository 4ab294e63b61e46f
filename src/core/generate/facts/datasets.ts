import { type DatasetStatement, type Fact, type Inventory } from '../../modelfolder/inventory';

/** The account that a dataset lies in on the Hub: `org` of `org/name`. */
export function datasetOwner({ id }: DatasetStatement): string | undefined {
  return id === undefined ? undefined : /^([\w.-]+)\/[\w.-]+$/.exec(id)?.[1];
}

/** What there is no property for, behind the labels of docs/readiness.md. */
export function datasetComment({
  rows,
  config,
  split,
  sensitiveInformation,
  languages,
}: DatasetStatement): string | undefined {
  const lines = [
    ...(rows === undefined ? [] : [`Number of data points: ${rows}`]),
    ...(config === undefined ? [] : [`Configuration: ${config}`]),
    ...(split === undefined ? [] : [`Split: ${split}`]),
    ...(languages?.length ? [`Languages: ${languages.join(', ')}`] : []),
    ...(sensitiveInformation === undefined ? [] : [`Personal and sensitive information: ${sensitiveInformation}`]),
  ];
  return lines.join('\n') || undefined;
}

/** The datasets of a folder, each once however many sources name it. */
export function datasetsOf({ datasets }: Inventory): Fact<DatasetStatement>[] {
  const byName = new Map<string, Fact<DatasetStatement>>();
  for (const fact of datasets) {
    const { id, name } = fact.value;
    const key = (id ?? name).toLowerCase();
    const known = byName.get(key);
    byName.set(key, known ? both(known, fact) : fact);
  }
  return [...byName.values()];
}

/** One dataset of which two sources tell: the first goes before the second, and both uses count. */
function both(first: Fact<DatasetStatement>, second: Fact<DatasetStatement>): Fact<DatasetStatement> {
  const role = first.value.role === second.value.role ? first.value.role : 'both';
  return { ...first, value: { ...second.value, ...first.value, role }, also: [...(first.also ?? []), second.source] };
}
