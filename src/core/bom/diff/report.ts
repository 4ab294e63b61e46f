import { t } from '../../l10n';
import { printable } from '../../report/printable';
import { code, escapeMarkdown, shortened } from '../markdown';
import { fieldOf, FORMAT_TITLE } from '../view/fields';
import { type ComponentKind } from '../view/view';
import { type BomDiff, type ComponentSummary, type FieldChange, type RelationChange } from './diff';

/** What the two BOMs are called. */
export interface Names {
  a: string;
  b: string;
}

/** What a kind of component is called. */
export function kindWord(kind: ComponentKind): string {
  switch (kind) {
    case 'model':
      return t('model');
    case 'dataset':
      return t('dataset');
    case 'file':
      return t('file');
    case 'application':
      return t('application');
    case 'framework':
      return t('framework');
    case 'library':
      return t('library');
    case 'container':
      return t('container');
    case 'platform':
      return t('platform');
    case 'operating-system':
      return t('operating system');
    case 'device':
      return t('device');
    case 'firmware':
      return t('firmware');
    default:
      return t('package');
  }
}

function fieldWord({ field, key }: FieldChange): string {
  const title = field === 'kind' ? t('kind') : fieldOf(field).title();
  return key === undefined ? title : `${title} ${key}`;
}

function title({ kind, name, version }: ComponentSummary): string {
  const word = `${kindWord(kind)} "${shortened(name)}"`;
  return version === undefined ? word : `${word} ${shortened(version)}`;
}

function relationWords({ from, type, to }: RelationChange): string {
  return `"${shortened(from)}" ${type} "${shortened(to)}"`;
}

/** `1 changed, 2 added, 0 removed`. */
function summaryLine({ equal, changed, added, removed, addedRelations, removedRelations, document }: BomDiff): string {
  if (equal) return t('Both say the same.');
  const parts = [
    t('Components: {0} changed, {1} added, {2} removed', changed.length, added.length, removed.length),
    t('relations: {0} added, {1} removed', addedRelations.length, removedRelations.length),
  ];
  if (document.length) parts.push(t('the BOM itself: {0} differences', document.length));
  return `${parts.join('; ')}.`;
}

function notComparedLine({ notCompared, formats: [a, b] }: BomDiff): string | undefined {
  if (!notCompared.length) return undefined;
  const fields = notCompared.map((name) => fieldOf(name).title()).join(', ');
  return t(
    'Not compared, as only one of {0} and {1} has a field for it: {2}.',
    FORMAT_TITLE[a],
    FORMAT_TITLE[b],
    fields,
  );
}

/** A comparison for people at a terminal. */
export function diffText(diff: BomDiff, { a, b }: Names): string {
  const lines = [`${a} → ${b}`, summaryLine(diff)];
  const change = (field: FieldChange): string =>
    `    ${fieldWord(field)}: ${values(field.before)} → ${values(field.after)}`;
  if (diff.document.length) lines.push(`~ ${t('the BOM itself')}`, ...diff.document.map(change));
  for (const { component, renamedFrom, fields } of diff.changed)
    lines.push(`~ ${title(component)}${renamed(renamedFrom)}`, ...fields.map(change));
  for (const component of diff.added) lines.push(`+ ${title(component)}`);
  for (const component of diff.removed) lines.push(`- ${title(component)}`);
  for (const relation of diff.addedRelations) lines.push(`+ ${relationWords(relation)}`);
  for (const relation of diff.removedRelations) lines.push(`- ${relationWords(relation)}`);
  const notCompared = notComparedLine(diff);
  if (notCompared !== undefined) lines.push(notCompared);
  return `${lines.map(printable).join('\n')}\n`;
}

function values(list: readonly string[]): string {
  return list.length ? list.map((value) => shortened(value)).join(', ') : t('(nothing)');
}

function renamed(from: string | undefined): string {
  return from === undefined ? '' : ` (${t('was "{0}"', shortened(from))})`;
}

/** A comparison as Markdown, for documents, job summaries and comments. */
export function diffMarkdown(diff: BomDiff, { a, b }: Names): string {
  const parts = [`# ${t('Comparison of two AI BOMs')}`, `${code(a)} → ${code(b)}`, escapeMarkdown(summaryLine(diff))];
  if (diff.document.length) parts.push(`## ${t('The BOM itself')}`, table(diff.document));
  if (diff.changed.length) {
    parts.push(`## ${t('Changed')}`);
    for (const { component, renamedFrom, fields } of diff.changed)
      parts.push(`### ${escapeMarkdown(`${title(component)}${renamed(renamedFrom)}`)}`, table(fields));
  }
  const list = (heading: string, rows: readonly string[]) => {
    if (rows.length) parts.push(`## ${heading}`, rows.map((row) => `- ${escapeMarkdown(row)}`).join('\n'));
  };
  list(t('Added'), diff.added.map(title));
  list(t('Removed'), diff.removed.map(title));
  list(t('Relations added'), diff.addedRelations.map(relationWords));
  list(t('Relations removed'), diff.removedRelations.map(relationWords));
  const notCompared = notComparedLine(diff);
  if (notCompared !== undefined) parts.push(escapeMarkdown(notCompared));
  return `${parts.join('\n\n')}\n`;
}

function table(fields: readonly FieldChange[]): string {
  const cell = (list: readonly string[]): string => list.map((value) => code(shortened(value))).join('<br>');
  const rows = fields.map(
    (field) => `| ${escapeMarkdown(fieldWord(field))} | ${cell(field.before)} | ${cell(field.after)} |`,
  );
  return [`| ${t('Field')} | ${t('Before')} | ${t('After')} |`, '| --- | --- | --- |', ...rows].join('\n');
}
