import { type SchemaError } from '../checks';

/** Checks a plain value by the schema of its `specVersion`; what is wrong is in `errors` afterwards. */
export const validate: { (value: unknown): boolean; errors?: SchemaError[] | null };
