import { stableId } from '../bom/convert/ids';
import { type Json, type JsonObject } from '../bom/view/json';
import { type Inventory } from '../modelfolder/inventory';
import { type CycloneDxOptions, type Generated, type Origin, type ToDo } from './generated';
import { datasetsOf } from './facts/datasets';
import { modelLicense } from './facts/licenses';
import { fileComponents } from './cyclonedx/files';
import { cycloneDxLicenses } from './cyclonedx/licenses';
import { datasetComponent } from './cyclonedx/datasets';
import { libraryComponents } from './cyclonedx/libraries';
import { modelComponent, MODEL_REF } from './cyclonedx/model';
import { ORIGINS_PROPERTY, writeOrigins } from './origins';
import { type Described } from './described';
import { spdxTime } from './spdx';

/** A document before it is written. */
export interface CycloneDxDraft {
  root: JsonObject;
  toDos: ToDo[];
  origins: Origin[];
}

/** Among the origins of the model: which components were listed beside it. */
export const LISTED = 'bom:components';

const UNSETTLED = 'urn:uuid:00000000-0000-8000-8000-000000000000';

/**
 * A CycloneDX ML-BOM. What the format has no field for, such as training settings, goes into properties by the names that a
 * conversion from SPDX gives them, so that readers find it; where each value comes from stands in a property as well.
 */
export function generateCycloneDx(inventory: Inventory, options: CycloneDxOptions): Generated {
  const { root } = draftCycloneDx(inventory, options, UNSETTLED);
  const { root: settled, ...rest } = draftCycloneDx(inventory, options, stableId(JSON.stringify(root)));
  return { text: `${JSON.stringify(settled, null, 2)}\n`, ...rest };
}

/** The document with a given serial number. */
export function draftCycloneDx(inventory: Inventory, options: CycloneDxOptions, serialNumber: string): CycloneDxDraft {
  const { specVersion = '1.6', toolVersion, now } = options;
  const datasets = datasetsOf(inventory).map((fact) => ({ fact, component: datasetComponent(fact, options) }));
  const model = modelComponent(inventory, datasets);
  const finding = modelLicense(inventory);
  model.set(
    'licenses',
    cycloneDxLicenses(finding, finding.fact?.value, options.licenseTexts),
    finding.fact ? [finding.fact] : [],
  );
  const libraries = libraryComponents(inventory);
  const files = fileComponents(inventory, options);
  const described: { at: string; of: Described }[] = [
    { at: '/metadata/component', of: model },
    ...[...datasets.map(({ component }) => component), ...libraries].map((of, index) => ({
      at: `/components/${index}`,
      of,
    })),
  ];
  const toDos = described.flatMap(({ at, of }) =>
    of.questions.map(({ property, ...question }) => ({
      at: property in of.value ? `${at}/${property}` : at,
      ...question,
    })),
  );
  const origins = described.flatMap(({ at, of }) =>
    [...of.origins].flatMap(([property, { sources, certainty }]) =>
      sources.length ? [{ at: `${at}/${property}`, sources, certainty }] : [],
    ),
  );
  const refs = described.slice(1).map(({ of }) => of.value['bom-ref']!);
  // What somebody removes is to stay away.
  model.came(LISTED, refs, []);
  for (const { of } of described) {
    const known = (of.value['properties'] as Json[] | undefined) ?? [];
    of.value['properties'] = [...known, { name: ORIGINS_PROPERTY, value: writeOrigins(of.origins) }];
  }
  if (files.length) model.value['components'] = files;
  const root: JsonObject = {
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber,
    version: 1,
    metadata: {
      timestamp: spdxTime(now),
      lifecycles: [{ phase: 'post-build' }],
      tools: { components: [{ type: 'application', name: 'Model Openness', version: toolVersion }] },
      component: model.value,
    },
    components: described.slice(1).map(({ of }) => of.value),
    dependencies: [{ ref: MODEL_REF, dependsOn: libraries.map(({ value }) => value['bom-ref'] as string) }],
  };
  return { root, toDos, origins };
}
