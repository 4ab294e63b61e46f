// Leaves the JSON Schema validator of the MCP library out of the bundle: src/cli/mcp/no-validation.ts takes its place.

/** @type {import('esbuild').Plugin} */
export const mcpValidator = {
  name: 'mcp-validator',
  setup(build) {
    build.onLoad({ filter: /[\\/]@modelcontextprotocol[\\/]sdk[\\/].*[\\/]ajv-provider\.js$/ }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};
