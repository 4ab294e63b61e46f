import * as vscode from 'vscode';
import { type Extension } from '../extension';

/** How long typing goes on before what is typed is looked for, in milliseconds. */
const DELAY_MS = 150;

/** Shows only what matches a text; it follows what is typed, and Escape brings back what was there before. */
export async function filterArtifacts({ artifacts }: Extension): Promise<void> {
  const before = artifacts.filter.text;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Artifacts');
  input.prompt = vscode.l10n.t('Words of names, digests, types or folders; all have to be found. Empty shows all.');
  input.value = before;
  let timer: NodeJS.Timeout | undefined;
  let isAccepted = false;
  const closed = new Promise<void>((resolve) => {
    input.onDidHide(resolve);
    input.onDidAccept(() => {
      isAccepted = true;
      input.hide();
    });
    input.onDidChangeValue((text) => {
      clearTimeout(timer);
      timer = setTimeout(() => void artifacts.filterBy(text), DELAY_MS);
    });
    input.show();
  });
  await closed;
  clearTimeout(timer);
  const text = isAccepted ? input.value : before;
  input.dispose();
  if (text.trim() !== artifacts.filter.text) await artifacts.filterBy(text);
}

export async function clearArtifactFilter({ artifacts }: Extension): Promise<void> {
  await artifacts.filterBy('');
}
