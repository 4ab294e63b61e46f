import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { type KitfileDocument } from '../document';
import { troubleOf } from './path-form';

/** KitOps, `Validate`: the path ends in `.mcpb`; each is one file (pkg/lib/filesystem/mcpb.go). */
export const mcpBundle: Rule<KitfileDocument> = {
  id: 'kitfile/mcp-bundle',
  title: 'MCP server that is no bundle',
  help: 'An MCP server is packed as one MCP Bundle, a file that ends in .mcpb. KitOps refuses folders and other files.',
  severity: 'error',
  fixable: false,
  check(document, report, { folder }) {
    for (const layer of document.layers) {
      if (layer.section !== 'mcp-server' || !layer.path) continue;
      const { text, node } = layer.path;
      if (troubleOf(layer, folder) !== undefined) continue;
      const isFolder = folder?.at(text) === 'folder';
      if (text.endsWith('.mcpb') && !isFolder) continue;
      report({
        at: node,
        message: isFolder
          ? t('"{0}" is a folder; an MCP server is one .mcpb file.', text)
          : t('"{0}" does not end in .mcpb.', text),
      });
    }
  },
};
