import * as vscode from 'vscode';
import { detectKindId } from '../../core/documents/detect';
import { ConvertBomRequest, type ConvertBomParams } from '../../server/protocol';
import { askAboutBoms, bomText, currentBom } from '../bom';
import { type Extension } from '../extension';
import { showReport } from '../reports';
import { showText } from './export';

/** Writes a BOM in the other format into a document that has no file yet, and shows what found no place there. */
export async function convertBom(extension: Extension, uri?: vscode.Uri): Promise<void> {
  const source = currentBom(uri);
  if (!source) return;
  const bom = await bomText(source);
  const isCycloneDx = detectKindId(source.path, bom.text) === 'cyclonedx';
  const cycloneDxVersion = isCycloneDx ? '1.6' : await pickVersion();
  if (!cycloneDxVersion) return;
  const params: ConvertBomParams = { bom, cycloneDxVersion };
  const title = vscode.l10n.t('Converting {0}', bom.name);
  const converted = await askAboutBoms<{ text: string; report: string }>(extension, title, ConvertBomRequest, params);
  if (!converted) return;
  await showText('json', converted.text);
  await showReport(extension, vscode.l10n.t('Conversion of an AI BOM'), { ...converted, about: source });
}

/** Which CycloneDX an SPDX document is to become. */
async function pickVersion(): Promise<ConvertBomParams['cycloneDxVersion'] | undefined> {
  const versions = ['1.6', '1.7'] as const;
  const items = versions.map((version) => ({ label: `CycloneDX ${version}`, version }));
  const placeHolder = vscode.l10n.t('The version to write');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.version;
}
