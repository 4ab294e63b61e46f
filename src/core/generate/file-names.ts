/**
 * What documents are called that are made from a folder, by whatever command. By the names of the bills of materials it is known
 * what they are; `bom.spdx.json` could be SPDX 2 as well.
 */
export const FILE_NAMES = {
  mof: 'mof.yml',
  spdx: 'bom.spdx3.json',
  cyclonedx: 'bom.cdx.json',
  kitfile: 'Kitfile',
  modelfile: 'Modelfile',
} as const;
