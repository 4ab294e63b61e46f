import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, string>;

/** Translations below a folder: those of its files whose names are the English one's with a language in it. */
function translations(folder: string, english: string): string[] {
  const stem = english.replace(/\.json$/, '.');
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name !== english && name.startsWith(stem) && name.endsWith('.json'))
    .map((name) => path.posix.join(folder, name));
}

/** What a translation has to keep as it is, in any order: placeholders, code, and where links lead. */
const kept = (text: string) => (text.match(/\{\d+\}|`[^`]+`|\]\([^)]+\)|https?:\/\/\w[^\s)]*[\w/}]/g) ?? []).sort();

const PAIRS = [
  { english: 'l10n/bundle.l10n.json', translated: translations('l10n', 'bundle.l10n.json') },
  { english: 'package.nls.json', translated: translations('', 'package.nls.json') },
];

it('there is German', () => {
  expect(PAIRS.flatMap(({ translated }) => translated)).toEqual(
    expect.arrayContaining(['l10n/bundle.l10n.de.json', 'package.nls.de.json']),
  );
});

describe.each(PAIRS.flatMap(({ english, translated }) => translated.map((file) => ({ file, english }))))(
  '$file',
  ({ file, english }) => {
    const source = read(english);
    const target = read(file);

    it('has the messages of the English one, no more and no fewer', () => {
      expect(Object.keys(target).sort()).toEqual(Object.keys(source).sort());
    });

    it('leaves no message empty', () => {
      expect(Object.keys(target).filter((key) => !target[key]?.trim())).toEqual([]);
    });

    it('keeps placeholders, code and links', () => {
      const both = Object.keys(source).filter((key) => key in target);
      const of = (bundle: Record<string, string>) => Object.fromEntries(both.map((key) => [key, kept(bundle[key]!)]));
      expect(of(target)).toEqual(of(source));
    });
  },
);

it('German quotes what English quotes', () => {
  const german = read('l10n/bundle.l10n.de.json');
  const quoted = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1]).sort();
  for (const [english, text] of Object.entries(german))
    expect(quoted(text, /„([^“]*)“/g), text).toEqual(quoted(english, /"([^"]*)"/g));
});
