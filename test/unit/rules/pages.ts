import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Folder with one page for each rule. */
export const PAGES = path.join(__dirname, '../../../docs/rules');

/** One file that a page shows. */
export interface Example {
  name: string;
  bytes: Uint8Array;
}

/** A rule's page as far as tests read it. */
export interface Page {
  id: string;
  heading: string;
  severity: string;
  fixable: string;
  headings: string[];
  bad: Example[];
  good: Example[];
  /** Names of all files of the folder, where an example lists them. */
  folder: { bad: string[] | undefined; good: string[] | undefined };
}

/** The ids of all pages, by area and name. */
export function pageIds(): string[] {
  return readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => name.slice(0, -3).replaceAll(path.sep, '/'))
    .sort();
}

export function readPage(id: string): Page {
  const text = readFileSync(path.join(PAGES, `${id}.md`), 'utf8');
  const [, severity = '', fixable = ''] = /^\*\*Severity\*\*: (\w+) · \*\*Fixable\*\*: (\w+)$/m.exec(text) ?? [];
  return {
    id,
    heading: text.split('\n')[0]!,
    severity,
    fixable,
    headings: [...text.matchAll(/^## (.*)$/gm)].map((m) => m[1]!),
    bad: examples(section(text, 'Bad')),
    good: examples(section(text, 'Good')),
    folder: { bad: listed(section(text, 'Bad')), good: listed(section(text, 'Good')) },
  };
}

function section(text: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n([^]*?)(?=^## )`, 'm').exec(text)?.[1] ?? '';
}

/** The files that a section lists: a fence with the title of a folder, one path a line. */
function listed(text: string): string[] | undefined {
  return /^```text title="\.\/"\n([^]*?)^```$/m.exec(text)?.[1]!.trim().split('\n');
}

/** The fences of a section; one without a title is the MOF configuration of its folder. */
function examples(text: string): Example[] {
  return [...text.matchAll(/^```(\w+)\b(?! title="\.\/")([^\n]*)\n([^]*?)^```$/gm)].map(([, language, info, body]) => ({
    name: /title="([^"]+)"/.exec(info!)?.[1] ?? (language === 'json' ? 'mof.json' : 'mof.yml'),
    bytes: info!.includes('escapes') ? decodeEscapes(body!) : new TextEncoder().encode(body),
  }));
}

/** Bytes from a text with visible escapes: `\xE9` is a byte, `\u{FEFF}` a character, `\t` a tab. */
function decodeEscapes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const [all, byte, code] of text.matchAll(/\\x([\dA-F]{2})|\\u\{([\dA-F]+)\}|\\t|[^]/gu)) {
    if (byte) bytes.push(parseInt(byte, 16));
    else
      bytes.push(
        ...new TextEncoder().encode(code ? String.fromCodePoint(parseInt(code, 16)) : all === '\\t' ? '\t' : all),
      );
  }
  return Uint8Array.from(bytes);
}
