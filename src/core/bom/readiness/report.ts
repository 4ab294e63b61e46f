import { t } from '../../l10n';
import { printable } from '../../report/printable';
import { type Position } from '../../text/position';
import { fieldOf } from '../view/fields';
import { code, escapeMarkdown, shortened } from '../markdown';
import {
  STATUSES,
  type ElementResult,
  type ElementStatus,
  type Evidence,
  type Lack,
  type Readiness,
} from './readiness';

/** What every report begins with. */
export function disclaimer(): string {
  return t('Readiness says which fields hold something, not whether that is true or enough. It is no legal advice.');
}

function statusWord(status: ElementStatus): string {
  switch (status) {
    case 'met':
      return t('met');
    case 'partly':
      return t('partly');
    case 'missing':
      return t('missing');
    case 'unknown':
      return t('stated unknown');
    default:
      return t('no field in this format');
  }
}

/** `31 of 50`, and what became of the others. */
export function countsLine({ counts, elements }: Readiness): string {
  const rest = STATUSES.filter((status) => status !== 'met' && counts[status]).map(
    (status) => `${counts[status]} ${statusWord(status)}`,
  );
  const met = t('{0} of {1} met', counts.met, elements.length);
  return rest.length ? `${met}; ${rest.join(', ')}` : met;
}

const MARKS: Readonly<Record<ElementStatus, string>> = {
  met: '✔',
  partly: '◐',
  missing: '✖',
  unknown: '?',
  'no-field': '–',
};

/** Readiness for people at a terminal. Lines count from 1. */
export function readinessText(results: readonly Readiness[]): string {
  const blocks = results.map((result) => {
    const { profile, elements } = result;
    const width = Math.max(0, ...elements.map((element) => element.code.length));
    return [
      `${profile.title()} (${profile.version})`,
      `  ${t('Readiness')}: ${countsLine(result)}`,
      ...elements.map((element) => textRow(element, width)),
    ].join('\n');
  });
  return `${[...blocks, disclaimer()].join('\n\n')}\n`;
}

function textRow({ code: id, title, status, evidence, lacks }: ElementResult, width: number): string {
  const first = status === 'met' ? evidence[0] : undefined;
  const lack = status === 'met' ? undefined : lacks[0];
  const detail = first ? placeText(first) : lack && status !== 'no-field' ? writeText(lack) : statusWord(status);
  return printable(`  ${MARKS[status]} ${id.padEnd(width)}  ${title}: ${detail}`);
}

function placeText({ field, value, position }: Evidence): string {
  const line = position ? ` (${t('line {0}', position.line + 1)})` : '';
  return `${fieldOf(field).title()} ${shortened(value)}${line}`;
}

function writeText({ component, write, position }: Lack): string {
  const where = position && component !== undefined ? ` (${t('line {0}', position.line + 1)})` : '';
  const of = component === undefined ? '' : ` ${t('in "{0}"', shortened(component))}`;
  return `${t(
    'write {0}',
    fieldsText(write, (field) => field),
  )}${of}${where}`;
}

/** `a or b, and c`. */
function fieldsText(write: Lack['write'], shown: (field: string) => string): string {
  return write.map((group) => group.map(shown).join(` ${t('or')} `)).join(`, ${t('and')} `);
}

/** Readiness as Markdown, for documents, job summaries and comments. */
export function readinessMarkdown(results: readonly Readiness[], title: string): string {
  const parts = [`# ${escapeMarkdown(t('Readiness of {0}', title))}`, `> ${disclaimer()}`];
  for (const result of results) {
    const { profile, elements } = result;
    parts.push(
      `## [${escapeMarkdown(profile.title())}](${profile.source}) (${profile.version})`,
      `**${escapeMarkdown(countsLine(result))}**`,
      [
        `| ${t('Element')} | ${t('State')} | ${t('What is said')} | ${t('What to write')} |`,
        '| --- | --- | --- | --- |',
        ...elements.map(markdownRow),
      ].join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function markdownRow({ code: id, title, status, evidence, lacks, more }: ElementResult): string {
  const said = evidence.slice(0, 5).map((each) => {
    const of = each.component === undefined ? '' : `${escapeMarkdown(shortened(each.component))}: `;
    return `${of}${placed(`${fieldOf(each.field).title()} ${code(shortened(each.value))}`, each.position)}`;
  });
  const hidden = evidence.length - said.length + more;
  if (hidden > 0) said.push(escapeMarkdown(t('and {0} more', hidden)));
  const write = lacks.slice(0, 3).map((lack) => {
    if (!lack.write.length) return '';
    const of = lack.component === undefined ? '' : `${escapeMarkdown(shortened(lack.component))}: `;
    return placed(`${of}${fieldsText(lack.write, code)}`, lack.position);
  });
  if (lacks.length > 3) write.push(escapeMarkdown(t('and {0} more', lacks.length - 3)));
  const cells = [
    `${code(id)} ${escapeMarkdown(title)}`,
    `${MARKS[status]} ${statusWord(status)}`,
    said.join('<br>'),
    write.filter(Boolean).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function placed(words: string, position: Position | undefined): string {
  return position ? `${words} (${t('line {0}', position.line + 1)})` : words;
}

/** Readiness for scripts. Lines and characters count from 0, as in `mof lint`. */
export function readinessJson(results: readonly Readiness[]) {
  return results.map(({ profile, counts, elements }) => ({
    profile: profile.id,
    version: profile.version,
    source: profile.source,
    counts: { ...counts, all: elements.length },
    elements,
  }));
}
