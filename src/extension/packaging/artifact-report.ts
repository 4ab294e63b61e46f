import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { sizeText } from '../../core/report/size';
import { type Packaging } from '../../node/api';
import { type ArtifactView, type SignedArtifact } from '../../node/oci/service';
import { type Extension } from '../extension';
import { showReport } from '../reports';
import { named, shownName, succeeded } from '../signing/service';
import { type LocalArtifact } from './artifacts';
import { kindWords } from './kind-words';

/** How many lines a list of a report has. */
const SHOWN = 200;

/** Shows what an artifact of a layout says of itself, and what signatures say of its files. */
export async function showArtifact(
  extension: Extension,
  packaging: Packaging,
  artifact: LocalArtifact,
): Promise<ArtifactView | undefined> {
  const { layout, name } = artifact;
  const view = await packaging.inspect({ layout: named(layout), name });
  if (!succeeded(view)) return undefined;
  const actions = [
    action(vscode.l10n.t('$(cloud-upload) Push…'), 'modelOpenness.pushArtifact', artifact),
    action(vscode.l10n.t('$(desktop-download) Extract…'), 'modelOpenness.extractArtifact', artifact),
    action(vscode.l10n.t('$(link) Attach…'), 'modelOpenness.attachToArtifact', artifact),
    action(vscode.l10n.t('$(copy) Copy Reference'), 'modelOpenness.copyReference', {
      ...artifact,
      digest: view.digest,
    }),
  ];
  const title = vscode.l10n.t('Artifact {0}', name.split('/').at(-1)!);
  const report = artifactText(view, name, shownName(layout));
  await showReport(extension, `${shownName(layout)}/${name}/${title}`, { report, wide: true, actions });
  return view;
}

function action(title: string, command: string, artifact: LocalArtifact & { digest?: string }): vscode.Command {
  return { title, command, arguments: [artifact] };
}

function artifactText(view: ArtifactView, name: string, layout: string): string {
  const { digest, artifactType, layers, manifests, annotations, attached, problems, signed } = view;
  const size = sizeText(layers.reduce((sum, each) => sum + each.size, 0));
  const lines = [
    name,
    ...facts([
      [vscode.l10n.t('digest'), digest],
      [vscode.l10n.t('type'), artifactType],
      [vscode.l10n.t('in'), layout],
    ]),
    ...signatureLines(signed),
    ...list(
      layers.length === 1 ? vscode.l10n.t('1 file, {0}', size) : vscode.l10n.t('{0} files, {1}', layers.length, size),
      layers.map(layerLine),
    ),
    ...list(vscode.l10n.t('Manifests'), manifests),
    ...list(
      vscode.l10n.t('Attached'),
      attached.map((each) => `${each.artifactType}  ${each.digest}`),
    ),
    ...list(
      vscode.l10n.t('Annotations'),
      Object.entries(annotations).map(([key, value]) => `${key}: ${value}`),
    ),
    ...list(
      vscode.l10n.t('Remarks'),
      problems.map(({ severity, message, rule }) => `${severity}: ${message} (${rule})`),
    ),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function layerLine({ path, kind, size, untested, unsafe }: ArtifactView['layers'][number]): string {
  const words = [kind ? kindWords(kind) : '', sizeText(size), untested ? vscode.l10n.t('its kind is inferred') : ''];
  const what = `${path ?? vscode.l10n.t('without a name')}  ${words.filter(Boolean).join(', ')}`;
  return unsafe === undefined ? what : `${what}  ${vscode.l10n.t('UNSAFE: {0}', unsafe)}`;
}

/** What can be said without the files: whether what was signed is what the manifest promises. Not who signed. */
function signatureLines(signed: readonly SignedArtifact[]): string[] {
  if (!signed.length) return ['', vscode.l10n.t('Signatures of the files'), `  ${vscode.l10n.t('There is none.')}`];
  const found = signed.flatMap(({ signature, layers, problem }) =>
    layers ? comparisonLines(signature, layers) : [`${signature}: ${problem ?? ''}`],
  );
  const who = vscode.l10n.t('Who signed is not checked here: extract the model, and verify it.');
  return [...list(vscode.l10n.t('Signatures of the files'), found), `  ${who}`];
}

type Comparison = NonNullable<SignedArtifact['layers']>;

/** Whether all files that were signed are there as they were, and no others. */
function isWhole({ changed, missing, unsigned, uncompared }: Comparison): boolean {
  return !changed.length && !missing.length && !unsigned.length && !uncompared.length;
}

/** Whether a signature and the files of its artifact contradict each other. */
export function contradicts({ layers }: SignedArtifact): boolean {
  return layers !== undefined && (layers.changed.length > 0 || layers.missing.length > 0 || layers.unsigned.length > 0);
}

function comparisonLines(signature: string, comparison: Comparison): string[] {
  const { matched, changed, missing, unsigned, uncompared } = comparison;
  const ok = vscode.l10n.t('ok      {0}: all files are those that were signed: {1}.', signature, matched);
  if (isWhole(comparison)) return [ok];
  const counts = vscode.l10n.t(
    '{0}: as signed: {1}, changed: {2}, missing: {3}, not signed: {4}, not compared: {5}.',
    signature,
    matched,
    changed.length,
    missing.length,
    unsigned.length,
    uncompared.length,
  );
  const isContradiction = contradicts({ signature, layers: comparison });
  return [
    isContradiction ? vscode.l10n.t('FAILED  {0}', counts) : vscode.l10n.t('unclear {0}', counts),
    ...changed.map(({ file }) => `  ${vscode.l10n.t('changed: {0}', file)}`),
    ...missing.map((file) => `  ${vscode.l10n.t('missing: {0}', file)}`),
    ...unsigned.map((file) => `  ${vscode.l10n.t('not signed: {0}', file)}`),
    ...uncompared.map(({ file, reason }) => `  ${vscode.l10n.t('not compared: {0}: {1}', file, reason)}`),
  ];
}

function facts(pairs: readonly (readonly [label: string, value: string])[]): string[] {
  return pairs.map(([label, value]) => `  ${label}: ${value}`);
}

function list(title: string, items: readonly string[]): string[] {
  if (!items.length) return [];
  const more = items.length > SHOWN ? [`  ${vscode.l10n.t('and {0} more', items.length - SHOWN)}`] : [];
  return ['', title, ...items.slice(0, SHOWN).map((item) => `  ${item}`), ...more];
}
