import * as vscode from 'vscode';
import { detectKindId } from '../../core/documents/detect';
import { type Extension } from '../extension';
import { choosePlace, type ArtifactPlace } from '../packaging/places';
import { packagingService } from '../packaging/service';
import { chooseModel, isFile } from '../signing/model-folder';
import { type Single } from './target';

/** Names of signature files and in-toto statements, as the editor of them in `package.json` has them. */
const SIGNATURE = /\.(?:sig|sigstore|sigstore\.json|intoto\.jsonl?)$/i;

/** How much of a file is read to tell whether it is a BOM, in bytes. */
const HEAD = 64 * 1024;

/** What a command is about that was called for something: a file, a folder, or an artifact. */
export async function targetOf(given: vscode.Uri | ArtifactPlace): Promise<Single> {
  if (!(given instanceof vscode.Uri)) return placeTarget(given);
  const uri = given.toString();
  if (SIGNATURE.test(given.path)) return { kind: 'signature', uri };
  if ((await isFile(given)) && (await isBom(given))) return { kind: 'bom', uri };
  return { kind: 'folder', uri };
}

function placeTarget(place: ArtifactPlace): Single {
  return 'layout' in place
    ? { kind: 'layout', layout: place.layout.toString(), name: place.name }
    : { kind: 'registry', reference: place.reference };
}

async function isBom(uri: vscode.Uri): Promise<boolean> {
  if (!/\.json(?:ld)?$/i.test(uri.path)) return false;
  const bytes = await vscode.workspace.fs.readFile(uri);
  const kind = detectKindId(uri.path, new TextDecoder().decode(bytes.subarray(0, HEAD)));
  return kind === 'spdx' || kind === 'cyclonedx';
}

/** Lets the user choose what to inspect. Undefined when they give up. */
export async function chooseTarget(extension: Extension, placeHolder: string): Promise<Single | undefined> {
  const items = [
    { label: vscode.l10n.t('$(folder) A model folder'), what: 'folder' as const },
    { label: vscode.l10n.t('$(package) An artifact'), what: 'artifact' as const },
    { label: vscode.l10n.t('$(file) A signature or an AI BOM'), what: 'file' as const },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  switch (chosen?.what) {
    case undefined:
      return undefined;
    case 'folder': {
      const model = await chooseModel(undefined, placeHolder);
      return model && targetOf(model);
    }
    case 'artifact': {
      const packaging = await packagingService(extension);
      const place = packaging && (await choosePlace(extension, packaging, placeHolder));
      return place && placeTarget(place);
    }
    case 'file': {
      const [file] = (await vscode.window.showOpenDialog({ title: placeHolder })) ?? [];
      return file && targetOf(file);
    }
  }
}
