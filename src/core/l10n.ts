import * as l10n from '@vscode/l10n';

/**
 * Translates a message of the core. The English text is its own key; a host that has a bundle for the user's language
 * loads it once with {@link loadMessages}. Without one, as in `mof`, the English text is used.
 */
export const t: (message: string, ...args: (string | number | boolean)[]) => string = l10n.t;

/** Loads the messages of one language: English text to translation, as in `l10n/bundle.l10n.*.json`. */
export function loadMessages(bundle: Record<string, string>): void {
  l10n.config({ contents: JSON.stringify(bundle) });
}
