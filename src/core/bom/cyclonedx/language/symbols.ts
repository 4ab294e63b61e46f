import { type DocumentSymbol, type SymbolKind } from '../../../language/features';
import { t } from '../../../l10n';
import { asScalar, entryOf, type Entry, type TreeNode } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';

/** Symbols under one other; what is left out is counted in a symbol of its own. */
const MOST_CHILDREN = 500;
/** Levels of components in components. */
const MOST_LEVELS = 16;

/** Parts that are shown wherever they stand, in this order; all others are details. */
const PARTS: readonly string[] = [
  ...['metadata', 'component', 'components', 'services', 'dependencies', 'compositions', 'vulnerabilities'],
  ...['modelCard', 'modelParameters', 'datasets', 'quantitativeAnalysis', 'performanceMetrics', 'considerations'],
  ...['data', 'pedigree', 'ancestors', 'annotations', 'formulation', 'declarations', 'definitions', 'citations'],
];
/** What an item is called by, the most telling first. */
const NAMES = ['name', 'ref', 'id', 'bom-ref', 'type', 'text', 'aggregate'];

/** The outline: the subject, the components with those inside them and the parts of model cards, services, dependencies. */
export function symbols({ parsed }: CycloneDxDocument): DocumentSymbol[] {
  return parts(parsed.root, 0);
}

function parts(node: TreeNode | undefined, level: number): DocumentSymbol[] {
  if (node?.kind !== 'map' || level > MOST_LEVELS) return [];
  return node.entries
    .filter(({ key, value }) => PARTS.includes(key.text) && value?.kind !== 'scalar')
    .map((entry) => part(entry, level));
}

function part({ key, value, start, end }: Entry, level: number): DocumentSymbol {
  const items = value?.kind === 'list' ? value.items : undefined;
  const name = items ? undefined : nameOf(value);
  const detail = items ? String(items.length) : name?.text;
  return {
    name: key.text,
    ...(detail ? { detail } : {}),
    kind: items ? 'array' : 'object',
    span: { start, end },
    selection: { start: key.start, end: key.end },
    children:
      value?.kind === 'list'
        ? list(
            value.items.map((item) => item.value),
            key.text,
            level,
          )
        : parts(value, level + 1),
  };
}

function list(nodes: readonly (TreeNode | undefined)[], key: string, level: number): DocumentSymbol[] {
  const maps = nodes.filter((node) => node?.kind === 'map');
  const shown = maps.slice(0, MOST_CHILDREN).map((node) => item(node, key, level));
  const next = maps[MOST_CHILDREN];
  if (!next) return shown;
  const at = { start: next.start, end: next.start + 1 };
  const name = t('… and {0} more', maps.length - shown.length);
  return [...shown, { name, kind: 'array', span: at, selection: at, children: [] }];
}

function item(node: TreeNode, key: string, level: number): DocumentSymbol {
  const written = nameOf(node);
  const detail = detailOf(node, key);
  return {
    name: written?.text || t('unnamed'),
    ...(detail ? { detail } : {}),
    kind: kindOf(key, asScalar(entryOf(node, 'type')?.value)?.text),
    span: { start: node.start, end: node.end },
    selection: written ? { start: written.start, end: written.end } : { start: node.start, end: node.start + 1 },
    children: parts(node, level + 1),
  };
}

function nameOf(node: TreeNode | undefined) {
  return NAMES.map((key) => asScalar(entryOf(node, key)?.value)).find((scalar) => scalar?.text);
}

/** What tells two items of one name apart: type and version, the number of dependencies, the value of a metric. */
function detailOf(node: TreeNode, key: string): string {
  const text = (name: string) => asScalar(entryOf(node, name)?.value)?.text ?? '';
  if (key === 'dependencies') {
    const on = entryOf(node, 'dependsOn')?.value;
    return on?.kind === 'list' && on.items.length ? t('depends on {0}', on.items.length) : '';
  }
  if (key === 'performanceMetrics') return text('value');
  return [text('type'), text('version')].filter(Boolean).join(' · ');
}

function kindOf(key: string, type: string | undefined): SymbolKind {
  if (key === 'dependencies') return 'relation';
  if (type === 'data' || key === 'data' || key === 'datasets') return 'data';
  if (type === 'file') return 'file';
  return key === 'components' || key === 'services' || key === 'ancestors' ? 'component' : 'object';
}
