import * as vscode from 'vscode';
import { BomReadinessRequest } from '../../server/protocol';
import { askAboutBoms, bomText, currentBom } from '../bom';
import { type Extension } from '../extension';
import { showReport } from '../reports';

/** Shows how ready a BOM is for what SPDX, G7, CISA and the EU AI Act ask. */
export async function bomReadiness(extension: Extension, uri?: vscode.Uri): Promise<void> {
  const bom = currentBom(uri);
  if (!bom) return;
  const params = await bomText(bom);
  const title = vscode.l10n.t('Reading {0}', params.name);
  const report = await askAboutBoms<{ report: string }>(extension, title, BomReadinessRequest, params);
  if (report) await showReport(extension, vscode.l10n.t('AI BOM Readiness'), { ...report, about: bom });
}
