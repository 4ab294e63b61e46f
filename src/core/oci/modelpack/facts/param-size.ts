/** Magnitudes from the largest (model-spec, config.md, `paramSize`). */
const MAGNITUDES = [
  ['Q', 1e15],
  ['T', 1e12],
  ['B', 1e9],
  ['M', 1e6],
  ['K', 1e3],
] as const;

const COUNT =
  /^(?:about |approximately |~ ?)?(\d{1,3}(?:[,_ ]\d{3})+|\d+(?:\.\d+)?(?:e\d{1,2})?) ?(q|t|b|m|k|quadrillion|trillion|billion|million|thousand)?(?: parameters)?$/;

/** A number of parameters as a config says it: `7.2B`. Undefined where the text says no number. */
export function paramSizeOf(text: string): string | undefined {
  const match = COUNT.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  const factor = MAGNITUDES.find(([letter]) => match[2]?.startsWith(letter.toLowerCase()))?.[1] ?? 1;
  return paramSize(Number(match[1]!.replace(/[,_ ]/g, '')) * factor);
}

/** A number of parameters with one decimal. */
export function paramSize(count: number): string | undefined {
  if (!Number.isFinite(count) || count < 1) return undefined;
  const [letter, factor] = MAGNITUDES.find(([, each]) => count >= each) ?? MAGNITUDES.at(-1)!;
  const rounded = Math.round((count / factor) * 10) / 10;
  return rounded === 0 ? undefined : `${rounded}${letter}`;
}
