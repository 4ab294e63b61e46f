/**
 * Names of the properties in which a conversion keeps what the other format has no field for
 * (docs/bom.md, "What is kept"). `json:` says that the value is JSON and not plain text.
 */
export const SPDX_PREFIX = 'model-openness:spdx:';
export const CYCLONEDX_PREFIX = 'model-openness:cyclonedx:';
export const JSON_MARK = 'json:';

/** What a property that one of our conversions wrote stands for. */
export interface KeptName {
  /** Property of SPDX, or pointer below a CycloneDX component. */
  field: string;
  /** Key of a dictionary entry. */
  key?: string;
  isJson: boolean;
}

/** Reads the name of a property; undefined for those that are not ours. */
export function keptName(name: string, prefix: string): KeptName | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const rest = name.slice(prefix.length);
  const isJson = rest.startsWith(JSON_MARK);
  const field = isJson ? rest.slice(JSON_MARK.length) : rest;
  // Pointers hold no keys of dictionaries.
  const colon = field.startsWith('/') ? -1 : field.indexOf(':');
  return colon < 0 ? { field, isJson } : { field: field.slice(0, colon), key: field.slice(colon + 1), isJson };
}
