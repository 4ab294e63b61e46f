import { t } from '../../l10n';
import { printable } from '../../report/printable';
import { type Inspection } from '../inspection';
import { reportSections, type Block, type Cell } from './blocks';
import { STYLE } from './style';

/**
 * An inspection as one HTML file: it needs no network and no script, and its policy forbids both. Everything out of an artifact is
 * text in it.
 */
export function inspectionHtml(inspection: Inspection): string {
  const title = `${t('Evidence report')}: ${inspection.subject.name}`;
  const sections = reportSections(inspection);
  const contents = sections.map(({ id, title: each }) => `<li><a href="#${id}">${text(each)}</a></li>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${text(`${inspection.tool.name} ${inspection.tool.version}`)}">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${text(title)}</h1>
<nav aria-label="${text(t('Contents'))}"><ul>${contents}</ul></nav></header>
<main>
${sections
  .map(
    ({ id, title: each, blocks }) =>
      `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${text(each)}</h2>\n${blocks.map(block).join('\n')}\n</section>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
}

function block(each: Block): string {
  switch (each.kind) {
    case 'text':
      return `<p>${text(each.text)}</p>`;
    case 'heading':
      return `<h3>${text(each.text)}</h3>`;
    case 'facts':
      return `<dl>${each.rows.map(([label, value]) => `<div><dt>${text(label)}</dt><dd>${cell(value)}</dd></div>`).join('')}</dl>`;
    case 'list':
      return `<ul>${each.items.map((item) => `<li>${cell(item)}</li>`).join('')}</ul>`;
    case 'table': {
      const { caption, head, rows, more } = each;
      // What scrolls has to be reached by keyboard.
      return [
        `<div class="scroll" role="region" tabindex="0" aria-label="${text(caption)}"><table><caption>${text(caption)}</caption>`,
        `<thead><tr>${head.map((title) => `<th scope="col">${text(title)}</th>`).join('')}</tr></thead><tbody>`,
        ...rows.map((row) => `<tr>${row.map((each) => `<td>${cell(each)}</td>`).join('')}</tr>`),
        '</tbody></table></div>',
        ...(more === undefined ? [] : [`<p>${text(more)}</p>`]),
      ].join('\n');
    }
    case 'raw':
      return `<details><summary>${text(each.title)}</summary><pre tabindex="0">${raw(each.text)}</pre></details>`;
  }
}

function cell({ text: value, code, state }: Cell): string {
  const shown = code && value !== '' ? `<code>${text(value)}</code>` : text(value);
  return state === undefined ? shown : `<span class="state ${weightOf(state)}">${shown}</span>`;
}

/** Words of states by how they weigh; never more than a class of ours gets into the file. */
const GOOD = new Set(['good', 'verified', 'matched', 'included', 'open', 'proved', 'ok']);
const BAD = new Set(['bad', 'invalid', 'changed', 'missing', 'failed', 'contradicted', 'not-open']);
const WARNING = new Set(['warning', 'untrusted', 'partial', 'unsigned', 'unlicensed', 'not-found', 'excused']);

function weightOf(state: string): 'good' | 'bad' | 'warning' | 'plain' {
  if (GOOD.has(state)) return 'good';
  if (BAD.has(state)) return 'bad';
  return WARNING.has(state) ? 'warning' : 'plain';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text on one line in which nothing is markup or acts on what is around it. */
function text(value: string): string {
  return printable(value).replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}

/** A text of many lines. */
function raw(value: string): string {
  return value
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(text).join('\t'))
    .join('\n');
}
