import { t } from '../../l10n';
import { code, escape } from '../../report/markdown-text';
import { type Inspection } from '../inspection';
import { reportSections, type Block, type Cell } from './blocks';

/** An inspection as Markdown, for documents, job summaries and comments. Nothing out of an artifact is markup in it. */
export function inspectionMarkdown(inspection: Inspection): string {
  const parts = [`# ${t('Evidence report')}: ${escape(inspection.subject.name)}`];
  for (const { title, blocks } of reportSections(inspection)) parts.push(`## ${escape(title)}`, ...blocks.map(block));
  return `${parts.join('\n\n')}\n`;
}

function block(each: Block): string {
  switch (each.kind) {
    case 'text':
      return escape(each.text);
    case 'heading':
      return `### ${escape(each.text)}`;
    case 'facts':
      return each.rows.map(([label, value]) => `- **${escape(label)}:** ${cell(value)}`).join('\n');
    case 'list':
      return each.items.map((item) => `- ${cell(item)}`).join('\n');
    case 'table': {
      const { caption, head, rows, more } = each;
      return [
        `**${escape(caption)}**`,
        '',
        `| ${head.map(escape).join(' | ')} |`,
        `| ${head.map(() => '---').join(' | ')} |`,
        ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
        ...(more === undefined ? [] : ['', escape(more)]),
      ].join('\n');
    }
    case 'raw':
      return [`**${escape(each.title)}**`, '', fenced(each.text)].join('\n');
  }
}

function cell({ text, code: isCode }: Cell): string {
  if (text === '') return '';
  return isCode ? code(text) : escape(text);
}

/** Control characters and those that turn the direction of writing, but line breaks and tabs. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text to the letter, in a fence that nothing in it ends (CommonMark §4.5). */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const inert = text.replaceAll('\r\n', '\n').replace(UNSAFE, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`);
  return `${fence}text\n${inert}\n${fence}`;
}
