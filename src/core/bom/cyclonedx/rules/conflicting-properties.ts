import { type Fix } from '../../../findings/finding';
import { type Report, type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asMap, type Entry, type MapNode } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Mistake } from '../mistakes';
import { fieldsOf } from '../schema';
import { listOf } from './reporting';

/** Schemas 1.5 to 1.7: `oneOf` whose branches exclude each other, such as `id` and `name` of a licence. */
export const conflictingProperties: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/conflicting-properties',
  title: 'Properties that exclude each other',
  help: 'The CycloneDX schema allows one of these properties or the other; validators reject a document with both.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const byMap = new Map<string, Mistake>();
    // What is wrong with a map is said once, however many properties take part.
    for (const mistake of document.mistakes['conflicting-properties'] ?? [])
      if (!byMap.has(mistake.path.join('/'))) byMap.set(mistake.path.join('/'), mistake);
    for (const mistake of byMap.values()) report(() => describe(document, mistake));
  },
};

function describe(document: CycloneDxDocument, mistake: Mistake): Report {
  const map = asMap(document.spot(mistake.path).node)!;
  const [side, otherSide] = sides(document, mistake, map);
  return {
    at: side[0]?.key ?? map,
    message: t('{0} cannot stand beside {1}.', namesOf(side), namesOf(otherSide)),
    related: otherSide.map(({ key }) => ({ at: key, message: t('Only one of them is allowed.') })),
    fix: () => [side, otherSide].map((entries) => removal(document, map, entries)),
  };
}

/** The properties that exclude each other: what comes last is reported. */
function sides(
  { version }: CycloneDxDocument,
  { keyword, params, schema, key }: Mistake,
  map: MapNode,
): [Entry[], Entry[]] {
  const entries = map.entries;
  if (keyword !== 'additionalProperties') {
    const wanted = params.wanted as readonly (string | readonly string[])[];
    const groups = wanted.map((group) => entries.filter((entry) => [group].flat().includes(entry.key.text)));
    const [first = [], second = []] = groups.filter((group) => group.length);
    return [second, first];
  }
  const others = entries.filter((entry) => {
    const beside = schema ? fieldsOf(schema, version, [key!]) : undefined;
    return beside && !beside.has(entry.key.text) && fieldsOf(schema!, version).has(entry.key.text);
  });
  const own = entries.filter((entry) => {
    const beside = schema ? fieldsOf(schema, version, [others[0]?.key.text ?? '']) : undefined;
    return (
      beside && !beside.has(entry.key.text) && !others.includes(entry) && fieldsOf(schema!, version).has(entry.key.text)
    );
  });
  return [others, own];
}

function namesOf(entries: readonly Entry[]): string {
  return listOf(entries.map((entry) => entry.key.text));
}

function removal({ parsed }: CycloneDxDocument, map: MapNode, entries: readonly Entry[]): Fix | undefined {
  const [entry, more] = entries;
  // Several at once would take each other's commas.
  if (!entry || more) return undefined;
  return { title: t('Remove "{0}"', entry.key.text), safe: false, edits: editorFor(parsed).removeEntry(map, entry) };
}
