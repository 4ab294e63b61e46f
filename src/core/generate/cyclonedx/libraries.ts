import { type Inventory } from '../../modelfolder/inventory';
import { Described } from '../described';

/** Libraries that the model or its code needs, each once. */
export function libraryComponents({ dependencies }: Inventory): Described[] {
  const byPurl = new Map<string, Described>();
  for (const fact of dependencies) {
    const { name, version, range, purl, scope } = fact.value;
    if (byPurl.has(purl)) continue;
    const properties = [
      ...(range === undefined ? [] : [{ name: 'model-openness:versions', value: range }]),
      ...(scope === undefined ? [] : [{ name: 'model-openness:scope', value: scope }]),
    ];
    const component = new Described({ type: 'library', 'bom-ref': purl })
      .set('name', name, [fact])
      .set('version', version, [fact])
      .set('scope', scope === undefined || scope === 'runtime' ? 'required' : 'optional', [fact])
      .set('purl', purl, [fact])
      .set('properties', properties, [fact]);
    byPurl.set(purl, component);
  }
  return [...byPurl.values()];
}
