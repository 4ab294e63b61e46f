import * as vscode from 'vscode';

/** The messages in the user's language, as the core takes them; empty where there is no translation. */
export function messages(): Record<string, string> {
  const bundle: Record<string, unknown> = vscode.l10n.bundle ?? {};
  return Object.fromEntries(
    Object.entries(bundle).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
