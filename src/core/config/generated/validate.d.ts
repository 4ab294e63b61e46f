import type { ErrorObject } from 'ajv';

/** Validates the plain value of a configuration file; the errors of the last call are on the function. */
export declare function validate(value: unknown): boolean;
export declare namespace validate {
  let errors: ErrorObject[] | null;
}
