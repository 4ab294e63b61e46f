import { isWithin } from '../../folder/paths';
import { type JsonObject } from '../../bom/view/json';
import { type BaseModel, type Dependency, type Fact, type Inventory } from '../../modelfolder/inventory';
import { type Described } from '../described';
import { describedFiles, type DescribedFile } from '../facts/files';
import { type BomOptions } from '../generated';
import { type DatasetElement } from './datasets';
import { type SpdxGraph } from './graph';
import { type SpdxLicenses } from './licenses';

/** Purposes of files by the layer they go to (SoftwarePurpose.md). */
const PURPOSE: Readonly<Record<string, string>> = {
  weight: 'model',
  'weight.config': 'configuration',
  dataset: 'data',
  code: 'source',
  doc: 'documentation',
};

/** The model that this one was made from. What its own BOM says of it is not repeated. */
export function relateBaseModels(graph: SpdxGraph, model: Described, { baseModels }: Inventory): void {
  for (const fact of baseModels) {
    const { id: name, purl, url, revision, relation } = fact.value;
    const id = graph.freeId(`BaseModel/${name}`);
    const element = graph.add('software_Package', id);
    element
      .set('name', name, [fact])
      .set('software_packageVersion', revision, [fact])
      .set('software_packageUrl', purl, [fact])
      .set('software_downloadLocation', url, [fact]);
    element.value['software_primaryPurpose'] = 'model';
    graph.relate(model, 'descendantOf', [id], [fact], relation === undefined ? {} : { comment: COMMENT[relation] });
  }
}

const COMMENT: Readonly<Record<NonNullable<BaseModel['relation']>, string>> = {
  finetune: 'Fine-tuned from it.',
  adapter: 'An adapter for it.',
  merge: 'Merged from it and others.',
  quantized: 'A quantization of it.',
};

/** Kinds of relationship by what a library is needed for (LifecycleScopeType.md). */
const SCOPE: Readonly<Record<NonNullable<Dependency['scope']>, { kind: string; scope?: string }>> = {
  runtime: { kind: 'dependsOn', scope: 'runtime' },
  training: { kind: 'dependsOn', scope: 'build' },
  evaluation: { kind: 'dependsOn', scope: 'test' },
  development: { kind: 'dependsOn', scope: 'development' },
  optional: { kind: 'hasOptionalDependency' },
};

/** Libraries that the model or its code needs, grouped by what they are needed for. */
export function relateDependencies(graph: SpdxGraph, model: Described, { dependencies }: Inventory): void {
  const groups = new Map<string, { facts: Fact<Dependency>[]; to: string[] }>();
  const known = new Map<string, string>();
  for (const fact of dependencies) {
    const { name, version, range, purl, scope = 'runtime' } = fact.value;
    let id = known.get(purl);
    if (id === undefined) {
      id = graph.freeId(`Package/${purl.replace(/^pkg:/, '')}`);
      known.set(purl, id);
      const element = graph.add('software_Package', id);
      element
        .set('name', name, [fact])
        .set('software_packageVersion', version, [fact])
        .set('software_packageUrl', purl, [fact])
        .set('comment', range === undefined ? undefined : `Allowed versions: ${range}`, [fact]);
      element.value['software_primaryPurpose'] = 'library';
    }
    const group = groups.get(scope) ?? { facts: [], to: [] };
    group.facts.push(fact);
    group.to.push(id);
    groups.set(scope, group);
  }
  for (const [name, { facts, to }] of groups) {
    const { kind, scope } = SCOPE[name as NonNullable<Dependency['scope']>];
    const more: JsonObject = scope === undefined ? {} : { type: 'LifecycleScopedRelationship', scope };
    graph.relate(model, kind, to, facts, more);
  }
}

/** Every file with its hash; those of a dataset that lies in the folder are its parts, all others those of the model. */
export function relateFiles(
  graph: SpdxGraph,
  model: Described,
  datasets: readonly DatasetElement[],
  licenses: SpdxLicenses,
  inventory: Inventory,
  options: BomOptions,
): void {
  const parts = new Map<Described, string[]>();
  for (const file of describedFiles(inventory, options)) {
    const id = graph.id(`File/${file.path}`);
    const element = graph.add('software_File', id, fileProperties(file));
    if (file.license !== undefined) graph.relate(element, 'hasDeclaredLicense', [licenses.of(file.license, undefined)]);
    const holder = datasets.find(({ fact: { value } }) => value.path !== undefined && isWithin(value.path, file.path));
    const whole = holder?.element ?? model;
    const known = parts.get(whole);
    if (known) known.push(id);
    else parts.set(whole, [id]);
  }
  for (const [whole, to] of parts)
    graph.relate(whole, 'contains', to, undefined, {
      completeness: inventory.complete ? 'complete' : 'incomplete',
    });
}

function fileProperties({ path, kind, hash, isVerified, isPickle }: DescribedFile): JsonObject {
  const purpose = PURPOSE[kind];
  return {
    name: path,
    ...(isPickle ? { comment: 'A pickle: loading it can run any code.' } : {}),
    ...(hash === undefined
      ? {}
      : {
          verifiedUsing: [
            {
              type: 'Hash',
              ...(isVerified ? {} : { comment: 'As the folder tells it; the file itself was not read.' }),
              algorithm: 'sha256',
              hashValue: hash,
            },
          ],
        }),
    ...(purpose === undefined ? {} : { software_primaryPurpose: purpose }),
  };
}
