import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { formats } from '../../../src/core/bom/cyclonedx/checks';

const folder = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
);

function load(name: string): { $id: string } & Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as { $id: string };
}

const known = new Map<string, ValidateFunction>();

/** The official schema of a version, compiled by ajv; formats that ajv has no own for are ours. */
export function officialSchema(version: string): ValidateFunction {
  const compiled = known.get(version);
  if (compiled) return compiled;
  const ajv = new Ajv({ strict: false, allErrors: false });
  addFormats(ajv);
  for (const name of ['iri-reference', 'idn-email']) ajv.addFormat(name, formats[name]!);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema({ ...load(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  const validate = ajv.compile(load(`bom-${version}`));
  known.set(version, validate);
  return validate;
}

/** The ids that the official schemas allow in a licence. */
export function officialLicenseIds(): string[] {
  return load('spdx').enum as string[];
}
