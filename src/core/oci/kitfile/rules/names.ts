import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { entryOf, writtenSpan } from '../../../text/tree';
import { type KitfileDocument, type KitSection } from '../document';

/** Layers that are told apart by their names. */
const NAMED: readonly KitSection[] = ['part', 'dataset', 'mcp-server'];

/** `kit unpack --filter datasets:NAME` and MCP servers go by name; two servers of one name are refused. */
export const duplicateName: Rule<KitfileDocument> = {
  id: 'kitfile/duplicate-name',
  title: 'Name given twice',
  help: 'Parts, datasets and MCP servers are chosen by their names when a package is unpacked. KitOps refuses two MCP servers of one name; of others it takes both.',
  severity: 'warning',
  fixable: false,
  check(document, report) {
    for (const section of NAMED) {
      const seen = new Map<string, { start: number; end: number }>();
      for (const { name, section: own } of document.layers) {
        if (own !== section || !name) continue;
        const first = seen.get(name.text);
        if (!first) {
          seen.set(name.text, name.node);
          continue;
        }
        report({
          at: name.node,
          ...(section === 'mcp-server' ? { severity: 'error' as const } : {}),
          message: t('Another one is called "{0}" already.', name.text),
          related: [{ at: first, message: t('It stands here first.') }],
        });
      }
    }
  },
};

/** KitOps, `Validate`: "must have a name". */
export const missingName: Rule<KitfileDocument> = {
  id: 'kitfile/missing-name',
  title: 'MCP server without a name',
  help: 'Every MCP server has a name of its own; KitOps refuses one without.',
  severity: 'error',
  fixable: false,
  check(document, report) {
    for (const { section, name, map, holder } of document.layers) {
      const written = entryOf(map, 'name');
      if (
        section !== 'mcp-server' ||
        name ||
        (written && !document.isNull(written.value) && written.value?.kind !== 'scalar')
      )
        continue;
      report({ at: map.entries[0]?.key ?? writtenSpan(holder), message: t('This MCP server has no "name".') });
    }
  },
};
