import { type JsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';

/**
 * The server validates by JSON Schema what users answer to its questions, and it asks none; inputs of tools are checked where they
 * are run. So no validator need be bundled: `scripts/mcp-validator.mjs` leaves the library's own out.
 */
export class NoValidation {
  getValidator<T>(): JsonSchemaValidator<T> {
    return () => ({ valid: false, data: undefined, errorMessage: 'Nothing is asked of users.' });
  }
}
