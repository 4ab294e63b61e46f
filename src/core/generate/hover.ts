import { type Json } from '../bom/view/json';
import { type Hover, type LanguageFeatures } from '../language/features';
import { inlineCode } from '../language/markdown';
import { t } from '../l10n';
import { type Certainty, type FactSource } from '../modelfolder/inventory';
import { type Span } from '../text/position';
import { hashOf, type PropertyOrigin } from './origins';

/** Where the value at an offset came from. */
export interface OriginAt {
  span: Span;
  origin: PropertyOrigin;
  /** The value as it stands there now, without what changes from version to version. */
  value: Json;
}

/** Features whose hovers also tell where values came from. */
export function withOriginHover(
  features: LanguageFeatures,
  originAt: (offset: number) => OriginAt | undefined,
): LanguageFeatures {
  return {
    ...features,
    hover(offset, around) {
      const own = features.hover(offset, around);
      const found = originAt(offset);
      if (!found) return own;
      const contents = originText(found);
      return own
        ? { ...own, contents: `${own.contents}\n\n---\n\n${contents}` }
        : ({ contents, span: found.span } satisfies Hover);
    },
  };
}

/** Sources that are named; a value that was put together from more says how many there are. */
const MOST_SOURCES = 8;

/** Where a value came from, as Markdown. */
export function originText({ origin: { sources, certainty, was }, value }: Pick<OriginAt, 'origin' | 'value'>): string {
  if (isEdited(value, was)) return t('Written by hand: updates from the folder leave it as it is.');
  if (!sources.length) return t('No file of the folder says this.');
  const shown = sources.slice(0, MOST_SOURCES).map((source) => `- ${sourceText(source)}`);
  const more = sources.length - shown.length;
  return [
    `${t('From the folder')} · ${certaintyText(certainty)}`,
    [...shown, ...(more > 0 ? [`- ${t('and {0} more', more)}`] : [])].join('\n'),
  ].join('\n\n');
}

function isEdited(value: Json, was: PropertyOrigin['was']): boolean {
  if (!Array.isArray(was)) return hashOf(value) !== was;
  const items = Array.isArray(value) ? value : [value];
  return items.some((item) => !was.includes(hashOf(item)));
}

function sourceText({ path, key, line }: FactSource): string {
  const file = path === '' ? t('the folder itself') : inlineCode(path);
  const place = line === undefined ? file : `${file}, ${t('line {0}', line + 1)}`;
  return key === undefined ? place : `${place}: ${inlineCode(key)}`;
}

function certaintyText(certainty: Certainty): string {
  switch (certainty) {
    case 'stated':
      return t('stated there');
    case 'measured':
      return t('measured on the files');
    case 'derived':
      return t('follows from what is stated');
    default:
      return t('a guess, to be confirmed');
  }
}
