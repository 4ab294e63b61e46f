import * as vscode from 'vscode';
import { NewRecipeRequest, type NewRecipeParams, type Recipe } from '../../server/protocol';
import { type Extension } from '../extension';
import { createFile, modelFolders } from '../new-files';

const FILES: Record<Recipe, string> = { kitfile: 'Kitfile', modelfile: 'Modelfile' };

/** Writes a Kitfile that packs the files of the folder. */
export function newKitfile(extension: Extension, folder?: vscode.Uri): Promise<vscode.Uri | undefined> {
  return newRecipe(extension, 'kitfile', folder);
}

/** Writes a Modelfile that packs the files of the folder. */
export function newModelfile(extension: Extension, folder?: vscode.Uri): Promise<vscode.Uri | undefined> {
  return newRecipe(extension, 'modelfile', folder);
}

/** @param given the folder that the command was called for, in the explorer or by a test */
async function newRecipe(
  { server }: Extension,
  recipe: Recipe,
  given: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
  const file = FILES[recipe];
  const folder = given instanceof vscode.Uri ? given : await chooseFolder(file);
  if (!folder) return undefined;
  const params: NewRecipeParams = { uri: folder.toString(), recipe };
  const text = await server.request<string>(NewRecipeRequest, params);
  if (text === undefined) throw new Error(vscode.l10n.t('The language server does not answer.'));
  return createFile(vscode.Uri.joinPath(folder, file), text);
}

async function chooseFolder(file: string): Promise<vscode.Uri | undefined> {
  const folders = await modelFolders(file);
  if (folders.length < 2) return folders[0]?.uri;
  const items = folders.map(({ name, uri }) => ({ label: name, uri }));
  const placeHolder = vscode.l10n.t('The folder of the model');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.uri;
}
