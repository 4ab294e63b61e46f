import * as vscode from 'vscode';
import { type Openness } from '../core/mof/openness';

/** The class and the count for the next one: `Class II · 11 of 14`. */
export function standingWords({ shortLabel, levels }: Openness): string {
  const next = levels.find(({ state }) => state === 'next') ?? levels.at(-1);
  return next ? vscode.l10n.t('{0} · {1} of {2}', shortLabel, next.included, next.total) : shortLabel;
}
