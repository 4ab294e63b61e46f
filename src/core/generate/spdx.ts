import { stableId } from '../bom/convert/ids';
import { type Json, type JsonObject } from '../bom/view/json';
import { type Inventory } from '../modelfolder/inventory';
import { datasetsOf } from './facts/datasets';
import { modelLicense } from './facts/licenses';
import { type BomOptions, type Generated, type Origin, type ToDo } from './generated';
import { SpdxAgents } from './spdx/agents';
import { datasetElement, relateDatasets } from './spdx/datasets';
import { CREATION_INFO, SpdxGraph } from './spdx/graph';
import { SpdxLicenses } from './spdx/licenses';
import { modelElement } from './spdx/model';
import { relateBaseModels, relateDependencies, relateFiles } from './spdx/parts';

/** A document before it is written. */
export interface SpdxDraft {
  graph: JsonObject;
  toDos: ToDo[];
  origins: Origin[];
}

/** The id of a document whose own id is not settled: that depends on what it says. */
const UNSETTLED = 'urn:uuid:00000000-0000-8000-8000-000000000000';

/**
 * An SPDX 3.0.1 AI BOM. It keeps all that the AI and Dataset profiles demand, also what no schema checks; what nobody says is a
 * placeholder of the right type and a to-do. Where each value comes from stands in annotations.
 */
export function generateSpdx(inventory: Inventory, options: BomOptions): Generated {
  const { graph } = draftSpdx(inventory, options, UNSETTLED);
  const { graph: settled, ...rest } = draftSpdx(inventory, options, stableId(JSON.stringify(graph)));
  return { text: `${JSON.stringify(settled, null, 2)}\n`, ...rest };
}

/** The document with a given id. */
export function draftSpdx(inventory: Inventory, options: BomOptions, base: string): SpdxDraft {
  const graph = new SpdxGraph(base);
  const agents = new SpdxAgents(graph);
  const licenses = new SpdxLicenses(graph, options.licenseTexts);
  const model = modelElement(graph, agents, inventory);
  const finding = modelLicense(inventory);
  licenses.relate(model, finding, finding.fact?.value);
  const datasets = datasetsOf(inventory).map((fact) => datasetElement(graph, agents, licenses, fact));
  relateDatasets(graph, model, datasets);
  relateBaseModels(graph, model, inventory);
  relateDependencies(graph, model, inventory);
  relateFiles(graph, model, datasets, licenses, inventory, options);
  const sbom = graph.id('SBOM');
  const creator = graph.id('Agent/model-openness');
  const tool = graph.id('Tool/model-openness');
  graph.add('SoftwareAgent', creator, { name: 'Model Openness' });
  graph.add('Tool', tool, { name: `Model Openness ${options.toolVersion}` });
  const types = graph.types();
  const head: JsonObject[] = [
    {
      type: 'CreationInfo',
      '@id': CREATION_INFO,
      specVersion: '3.0.1',
      created: spdxTime(options.now),
      createdBy: [creator],
      createdUsing: [tool],
    },
    {
      type: 'SpdxDocument',
      spdxId: base,
      creationInfo: CREATION_INFO,
      name: `AI BOM of ${String(model.value['name'])}`,
      profileConformance: profiles(types),
      rootElement: [sbom],
    },
    {
      type: 'software_Sbom',
      spdxId: sbom,
      creationInfo: CREATION_INFO,
      // It was found out from the files, after they were made (SbomType.md).
      software_sbomType: ['analyzed'],
      rootElement: [model.value['spdxId'] as Json],
    },
  ];
  return graph.finish(head);
}

/** A time in UTC with whole seconds (DateTime.md). */
export function spdxTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** The profiles that the document keeps to: those of its classes (profileConformance.md). */
function profiles(types: ReadonlySet<string>): string[] {
  return [
    'core',
    'software',
    ...(types.has('simplelicensing_LicenseExpression') ? ['simpleLicensing'] : []),
    'ai',
    ...(types.has('dataset_DatasetPackage') ? ['dataset'] : []),
  ];
}
