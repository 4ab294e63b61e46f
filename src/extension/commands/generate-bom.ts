import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { makeInto, type Wanted } from '../generating/make';

/** Bills of materials that can be made, by what they are called. */
const FORMATS: readonly { label: string; wanted: Wanted }[] = [
  { label: 'SPDX 3.0.1', wanted: { kind: 'spdx', request: {} } },
  { label: 'CycloneDX 1.6', wanted: { kind: 'cyclonedx', request: { cycloneDxVersion: '1.6' } } },
  { label: 'CycloneDX 1.7', wanted: { kind: 'cyclonedx', request: { cycloneDxVersion: '1.7' } } },
];

/**
 * Writes a bill of materials from what the files of a folder say. Replaces no file.
 * @param uri a folder of the Explorer, or a file in the folder of the model
 * @param _selected what the Explorer hands over beside
 * @param given the format by its name, where that is known and not asked
 */
export async function generateBom(
  extension: Extension,
  uri?: vscode.Uri,
  _selected?: unknown,
  given?: string,
): Promise<vscode.Uri | undefined> {
  const placeHolder = vscode.l10n.t('The format of the bill of materials');
  const chosen =
    FORMATS.find(({ label }) => label === given) ?? (await vscode.window.showQuickPick(FORMATS, { placeHolder }));
  return chosen && makeInto(extension, uri, chosen.wanted);
}
