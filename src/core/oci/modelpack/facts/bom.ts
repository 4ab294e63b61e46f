import { type FactName } from '../../../bom/view/fields';
import { factsOf, type BomComponent, type BomView } from '../../../bom/view/view';
import { type ModelFacts } from '../config';
import { MODALITIES, type Modality } from '../config-fields';
import { licenseExpressions } from './license';
import { stated } from './merge';
import { paramSizeOf } from './param-size';

/** What a bill of materials says of its model. */
export function factsOfBom({ root, components }: BomView): ModelFacts {
  const model = root?.kind === 'model' ? root : only(components.filter(({ kind }) => kind === 'model'));
  if (!model) return { descriptor: {}, config: {} };
  const all = (name: FactName) => factsOf(model.facts, name).filter(({ unknown }) => !unknown);
  const one = (name: FactName) => all(name)[0]?.value;
  const declared = all('declaredLicense');
  const licenses = declared.length ? declared : all('concludedLicense');
  const modalities = (name: FactName) =>
    [...new Set(all(name).map(({ value }) => value.trim().toLowerCase()))].filter((value): value is Modality =>
      MODALITIES.includes(value as Modality),
    );
  const capabilities = stated({ inputTypes: modalities('input'), outputTypes: modalities('output') });
  return {
    descriptor: stated({
      name: model.name,
      version: one('version'),
      vendor: one('supplier'),
      authors: all('originator').map(({ value }) => value),
      description: one('description'),
      docURL: one('homePage'),
      licenses: licenseExpressions(licenses.map(({ value }) => value)),
    }),
    config: stated({
      architecture: one('architecture') ?? one('modelType'),
      paramSize: paramSizeOf(one('parameterCount') ?? ''),
      ...(Object.keys(capabilities).length > 0 && { capabilities }),
    }),
  };
}

/** The one there is: of several models it is not known which is packaged. */
function only(models: readonly BomComponent[]): BomComponent | undefined {
  return models.length === 1 ? models[0] : undefined;
}
