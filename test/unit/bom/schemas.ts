import { readFileSync } from 'node:fs';
import { type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { vi } from 'vitest';
import { corpus } from '../../corpus';
import { officialSchema } from '../cyclonedx/official';

// Compiling the official schemas takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let spdx: ValidateFunction | undefined;

/** What the official schema of CycloneDX has against a document. */
export function cycloneDxErrors(document: unknown, version: string): string[] {
  return errorsOf(officialSchema(version), document);
}

/** What the official schema of SPDX 3.0.1 has against a document. */
export function spdxErrors(document: unknown): string[] {
  spdx ??= new Ajv2020({ strict: false, allErrors: false }).compile(
    JSON.parse(readFileSync(corpus('spdx/official/spdx-json-schema-3.0.1.json'), 'utf8')) as object,
  );
  return errorsOf(spdx, document);
}

function errorsOf(validate: ValidateFunction, document: unknown): string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
