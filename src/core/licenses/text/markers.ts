import { AI_LICENSES } from '../ai-licenses';

/** How far into a text its title is looked for, in words. */
const TITLE_WITHIN = 120;

/**
 * The AI licence whose title a text begins with. Their texts are not in the index, most may not be passed on, so a title
 * is all there is to go by.
 */
export function licenseByMarker(words: readonly string[]): string | undefined {
  const beginning = ` ${words.slice(0, TITLE_WITHIN).join(' ')} `;
  let first: { id: string; at: number; length: number } | undefined;
  for (const { id, titles } of AI_LICENSES)
    for (const title of titles) {
      const at = beginning.indexOf(` ${title} `);
      // Of two titles at one place the longer one is meant: "OpenRAIL-M" begins what "OpenRAIL++-M" continues.
      if (at >= 0 && (!first || at < first.at || (at === first.at && title.length > first.length)))
        first = { id, at, length: title.length };
    }
  return first?.id;
}
