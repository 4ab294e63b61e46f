import { hubIdOf, hubPage, hubPurl, webAddress } from './identifiers';
import { type BaseModel, type DatasetStatement } from './inventory';

/** A dataset by its name on the Hub, or by whatever the card calls it. */
export function datasetOf(written: string, role: DatasetStatement['role'] = 'trained'): DatasetStatement {
  const id = hubIdOf(written);
  if (id !== undefined) return { id, name: id, role, purl: hubPurl(id), url: hubPage(id, 'dataset') };
  const url = webAddress(written);
  return { name: written, role, ...(url !== undefined && { url }) };
}

export function baseModelOf(written: string, relation?: BaseModel['relation']): BaseModel {
  const id = hubIdOf(written);
  return {
    id: id ?? written,
    name: id ?? written,
    ...(relation && { relation }),
    ...(id !== undefined && { purl: hubPurl(id), url: hubPage(id) }),
  };
}

/** A relation as the Hub names it. */
export function relationOf(written: string | undefined): BaseModel['relation'] | undefined {
  return (['finetune', 'adapter', 'merge', 'quantized'] as const).find((each) => each === written);
}
