import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';

/** Characters, endings and names that Windows gives another meaning, so that a name could lead somewhere else. */
const WINDOWS = /[\\:]|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)/i;

const encoder = new TextEncoder();

/**
 * Why a name cannot be that of a file in a model; undefined where it can. A name is a path relative to the model with `/`
 * that is written in one way only, so that it can neither lead out of the model nor name a file twice.
 * @param windows whether the model is on Windows
 */
export function whyNotAName(name: string, windows: boolean): string | undefined {
  if (!name) return t('it is empty');
  if (name.startsWith('/')) return t('it is absolute; names are relative to the model');
  if (name.includes('\0')) return t('it holds a NUL character');
  if (/\p{Cs}/u.test(name)) return t('it is not valid Unicode');
  if (isLonger(name, LIMITS.nameBytes)) return t('it is longer than {0} bytes', LIMITS.nameBytes);
  for (const part of name.split('/')) {
    if (part === '..') return t('it leads out of a folder with ".."');
    if (part === '.' || !part) return t('it has an empty part or "."');
    if (isLonger(part, LIMITS.componentBytes)) return t('a part of it is longer than {0} bytes', LIMITS.componentBytes);
  }
  return windows && WINDOWS.test(name) ? t('it means something else on Windows') : undefined;
}

/** A character has three bytes in UTF-8 at most, so most names need not be encoded. */
function isLonger(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && encoder.encode(text).length > bytes;
}

/** Orders names by their code points, which is the order of their bytes in UTF-8. */
export function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

const SURROGATES = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** Surrogates stand for characters behind all others, but their code units come before some. */
function codePointRank(unit: number): number {
  const isSurrogate = unit >= SURROGATES && unit < AFTER_SURROGATES;
  return isSurrogate ? unit + 0x10000 : unit;
}
