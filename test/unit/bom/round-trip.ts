import { type ConversionReport } from '../../../src/core/bom/convert/account';
import { steps } from '../../../src/core/bom/view/json';

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
type Element = { [key: string]: Value };

/**
 * What a conversion to CycloneDX and back was to keep, going by its report, and did not: the lost places are taken out of
 * the source, and everything else has to be in the result. Order and the ids of licences and plain relations, which the
 * report names, play no part.
 */
export function notKept(source: string, report: ConversionReport, result: string): string[] {
  const before = JSON.parse(source) as { '@graph': Element[] };
  for (const { path } of report.lost) remove(before, steps(path));
  const after = (JSON.parse(result) as { '@graph': Element[] })['@graph'];
  const byId = new Map(after.map((element) => [element['spdxId'] ?? element['@id'], element]));
  const relations = new Set(
    after.flatMap(({ relationshipType, from, to }) =>
      ((to ?? []) as Value[]).map((each) => `${relationshipType} ${from} ${each}`),
    ),
  );
  const missing: string[] = [];
  for (const [index, element] of before['@graph'].entries()) {
    const { type, spdxId, relationshipType } = element ?? {};
    const rest = { ...element };
    delete rest['creationInfo'];
    delete rest['dataLicense']; // the id of a licence is lost, as the report says
    if (type === undefined || Object.keys(rest).length === 1) continue;
    if (type === 'CreationInfo') {
      const made = after.find((each) => each['type'] === 'CreationInfo')!;
      missing.push(
        ...differences({ ...rest, '@id': '-', specVersion: '-' }, { ...made, '@id': '-', specVersion: '-' }, index),
      );
    } else if (spdxId === undefined && relationshipType !== undefined) {
      if (String(relationshipType).endsWith('License')) continue; // compared as facts
      for (const to of element['to'] as Value[])
        if (!relations.has(`${relationshipType} ${element['from']} ${to}`))
          missing.push(`${index}: ${relationshipType} ${to}`);
    } else if (spdxId === undefined) {
      const expression = element['simplelicensing_licenseExpression'] ?? element['simplelicensing_licenseText'];
      if (expression !== undefined && !JSON.stringify(after).includes(JSON.stringify(expression)))
        missing.push(`${index}: ${String(expression)}`);
    } else {
      const made = byId.get(spdxId);
      if (!made) missing.push(`${index}: ${String(type)} ${String(spdxId)}`);
      else missing.push(...differences(rest, made, index));
    }
  }
  return missing;
}

function differences(before: Element, after: Element, index: number): string[] {
  return Object.keys(before)
    .filter((key) => canonical(before[key]!) !== canonical(after[key]))
    .map((key) => `${index}/${key}: ${canonical(before[key]!)} became ${canonical(after[key])}`);
}

/** A value as text: keys and items in one order, lists of nothing and nothing the same. */
function canonical(value: Value | undefined): string {
  // SPDX has lists where people write a single value.
  if (typeof value === 'string') return canonical([value]);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return JSON.stringify([...value].sort());
  if (Array.isArray(value))
    return `[${value
      .filter((each) => each !== null)
      .map(canonical)
      .sort()
      .join()}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'nothing' : JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${key}:${canonical(value[key]!)}`)
    .join()}}`;
}

function remove(root: unknown, [step, ...rest]: string[]): void {
  if (step === undefined || typeof root !== 'object' || root === null) return;
  const at = root as Record<string, unknown>;
  if (rest.length) remove(at[step], rest);
  // A hole keeps the places of what comes behind.
  else if (Array.isArray(at)) at[Number(step)] = null;
  else Reflect.deleteProperty(at, step);
}
