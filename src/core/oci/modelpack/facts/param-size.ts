/** Magnitudes from the largest, and their words (model-spec, config.md, `paramSize`). */
const MAGNITUDES = [
  ['Q', 1e15, 'quadrillion'],
  ['T', 1e12, 'trillion'],
  ['B', 1e9, 'billion'],
  ['M', 1e6, 'million'],
  ['K', 1e3, 'thousand'],
] as const;

const COUNT =
  /^(?:about |approximately |~ ?)?(\d{1,3}(?:[,_ ]\d{3})+|\d+(?:\.\d+)?(?:e\d{1,2})?) ?([qtbmk]|quadrillion|trillion|billion|million|thousand)?(?: parameters)?$/;

/** A number of parameters as a config says it: `7.2B`. Undefined where the text says no number. */
export function paramSizeOf(text: string): string | undefined {
  const [, digits, unit] = COUNT.exec(text.trim().toLowerCase()) ?? [];
  if (digits === undefined) return undefined;
  const magnitude = MAGNITUDES.find(([letter, , word]) => unit === word || unit === letter.toLowerCase());
  return paramSize(Number(digits.replace(/[,_ ]/g, '')) * (magnitude?.[1] ?? 1));
}

/** A number of parameters with one decimal. */
export function paramSize(count: number): string | undefined {
  if (!Number.isFinite(count) || count < 1) return undefined;
  // What would be rounded to a thousand of one magnitude is one of the next.
  const [letter, factor] = MAGNITUDES.find(([, each]) => count >= each * 0.99995) ?? MAGNITUDES.at(-1)!;
  const rounded = Math.round((count / factor) * 10) / 10;
  return rounded === 0 ? undefined : `${rounded}${letter}`;
}
