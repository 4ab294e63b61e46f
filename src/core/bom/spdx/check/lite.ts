import { type SpdxClass } from '../table';

const NOTHING: readonly string[] = [];

/** What the Lite profile demands (Lite.md of the model), by class; of several names in one text, one is enough. */
const DEMANDS: readonly (readonly [string, readonly string[]])[] = [
  [
    'software_Package',
    [
      'software_copyrightText',
      'software_packageVersion',
      'suppliedBy',
      'software_downloadLocation software_packageUrl',
    ],
  ],
  ['ElementCollection', ['element', 'rootElement']],
  ['Agent', ['name']],
];

/** The properties that the Lite profile demands of an object and that it lacks; those that its class demands anyway do not count. */
export function liteGaps(of: SpdxClass, map: Readonly<Record<string, unknown>>): readonly string[] {
  let gaps: string[] | undefined;
  for (const [name, demands] of DEMANDS) {
    if (!of.ancestors.has(name)) continue;
    for (const demand of demands) {
      const names = demand.split(' ');
      if (names.some((property) => isGiven(map[property]) || of.properties.get(property)!.min > 0)) continue;
      (gaps ??= []).push(names[0]!);
    }
  }
  return gaps ?? NOTHING;
}

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);
