import { statSync } from 'node:fs';
import path from 'node:path';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { version } from '../../../package.json';
import { TOOLS } from '../../core/tools/tools';
import { UsageError } from '../exit';
import { type Host } from '../host';
import { run } from '../tools/service';
import { NoValidation } from './no-validation';

/**
 * Serves the tools until the client goes. What is written to standard output is the protocol's alone.
 * @param folders that tools may look at; the current one where none is named
 * @throws {UsageError} for what is no folder
 */
export async function serveTools(folders: readonly string[], { cwd }: Host): Promise<void> {
  const roots = (folders.length ? folders : ['.']).map((folder) => requireFolder(path.resolve(cwd, folder), folder));
  const server = new Server(
    { name: 'model-openness', version },
    { capabilities: { tools: {} }, jsonSchemaValidator: new NoValidation() },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map(({ name, title, description, inputSchema }) => ({
      name,
      title,
      description,
      inputSchema: { ...inputSchema, required: [...inputSchema.required] },
      annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  // Whoever starts a server in a folder trusts it.
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const { text, isError } = await run(params.name, params.arguments ?? {}, { roots, trusted: true, signal });
    return { content: [{ type: 'text', text }], isError };
  });
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => (server.onclose = resolve));
  process.stdin.once('end', () => void server.close());
  await server.connect(transport);
  await closed;
}

function requireFolder(folder: string, shown: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new UsageError(`${shown} is no folder`);
}
