/** A version as it is compared. */
interface Version {
  numbers: readonly string[];
  /** What is behind a hyphen: such a version comes before the one without. */
  preRelease: readonly string[];
}

const VERSION = /^v?(\d+(?:\.\d+){0,5})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const LONGEST = 256;

/** Whether a text is a version that can be compared. */
export function isVersion(text: string): boolean {
  return read(text) !== undefined;
}

/**
 * Compares versions by the rules of Semantic Versioning 2.0.0, §11: below 0 where the first is older. Numbers that are left out
 * are 0, and a leading `v` means nothing. Undefined where one is no such version.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [first, second] = [read(a), read(b)];
  if (!first || !second) return undefined;
  for (let i = 0; i < Math.max(first.numbers.length, second.numbers.length); i++) {
    const order = compareNumbers(first.numbers[i] ?? '0', second.numbers[i] ?? '0');
    if (order) return order;
  }
  return comparePreReleases(first.preRelease, second.preRelease);
}

function read(text: string): Version | undefined {
  const match = text.length <= LONGEST ? VERSION.exec(text.trim()) : null;
  return match ? { numbers: match[1]!.split('.'), preRelease: match[2]?.split('.') ?? [] } : undefined;
}

/** Numbers of any length. */
function compareNumbers(a: string, b: string): number {
  const [first, second] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return first.length - second.length || compareTexts(first, second);
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (!a.length || !b.length) return Number(!a.length) - Number(!b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareIdentifiers(a[i]!, b[i]!);
    if (order) return order;
  }
  return a.length - b.length;
}

/** Numbers come before words. */
function compareIdentifiers(a: string, b: string): number {
  const [isNumber, isOther] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOther) return compareNumbers(a, b);
  return isNumber === isOther ? compareTexts(a, b) : isNumber ? -1 : 1;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
