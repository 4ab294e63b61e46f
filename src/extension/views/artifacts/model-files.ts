import * as vscode from 'vscode';
import { kitfileDetector, modelfileDetector } from '../../../core/oci/detect';
import { isMofName } from '../../../core/mof/detect';
import { orderedNames } from '../../../core/oci/browse/list';
import { SUBJECT } from '../subject';
import { failureNode } from './messages';
import { type ArtifactsNode, type ModelFileKind, type ModelFileNode, type ModelNode } from './nodes';

/** Names of files that tell something of a model. */
const KINDS: readonly (readonly [kind: ModelFileKind, matches: (name: string) => boolean])[] = [
  ['signature', (name) => /\.(?:sig|sigstore|sigstore\.json)$/i.test(name)],
  ['mof', (name) => isMofName(name)],
  ['bom', (name) => /(?:^s?bom|\.(?:spdx3?|cdx|s?bom))\.json(?:ld)?$/i.test(name)],
  ['card', (name) => /^readme\.md$/i.test(name)],
  ['recipe', (name) => kitfileDetector.hasName(`/${name}`) || modelfileDetector.hasName(`/${name}`)],
  ['license', (name) => /^(?:licen[sc]e|copying)(?:\.(?:md|txt))?$/i.test(name)],
];

const ORDER = KINDS.map(([kind]) => kind);

/** The files of a model that a reviewer looks at first. */
export async function filesOf(model: ModelNode): Promise<ArtifactsNode[]> {
  let entries: [string, vscode.FileType][];
  try {
    entries = await vscode.workspace.fs.readDirectory(model.uri);
  } catch (error) {
    return [failureNode(model, (error as Error).message)];
  }
  const names = entries.filter(([, type]) => (type & vscode.FileType.Directory) === 0).map(([name]) => name);
  const files = orderedNames(names).flatMap((name): ModelFileNode[] => {
    const what = KINDS.find(([, matches]) => matches(name))?.[0];
    const uri = vscode.Uri.joinPath(model.uri, name);
    return what ? [{ kind: 'model-file', id: `${model.id} ${name}`, uri, what, parent: model, [SUBJECT]: uri }] : [];
  });
  return files.sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

/** Whether there is a signature in a folder. One that can't be read has none that anybody could see. */
export async function hasSignature(folder: vscode.Uri): Promise<boolean> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.some(([name]) => /\.sig$/i.test(name));
  } catch {
    return false;
  }
}
