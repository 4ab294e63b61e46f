import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type ValidateFunction } from 'ajv';
import { corpus } from '../../corpus';

/** A JSON schema of the image specification, compiled. They are of draft 4, which nothing in them depends on. */
export function imageSpecSchema(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const file of readdirSync(corpus('oci-image-spec'))) {
    const schema: unknown = JSON.parse(readFileSync(corpus('oci-image-spec', file), 'utf8'));
    ajv.addSchema({ ...(withoutIds(schema) as object), $id: file });
  }
  return ajv.getSchema(name)!;
}

/** The ids of draft 4 are no ids to later drafts. */
function withoutIds(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutIds);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).filter(
    ([key, value]) => key !== '$schema' && !(key === 'id' && typeof value === 'string'),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutIds(value)]));
}
