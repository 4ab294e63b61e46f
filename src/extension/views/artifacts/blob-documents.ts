import * as vscode from 'vscode';
import { printable } from '../../../core/report/printable';
import { type Extension } from '../../extension';
import { packagingService } from '../../packaging/service';
import { named, succeeded } from '../../signing/service';
import { type BlobNode } from './nodes';

const SCHEME = 'model-openness-artifact';

/** Texts that are shown, by their URIs: a digest never means two. */
const texts = new Map<string, string>();
const MAX_TEXTS = 50;
let isRegistered = false;

/** Shows a part of an artifact, verified against its digest. Undefined, and told, where that can't be. */
export async function showBlob(extension: Extension, { blob, place, role }: BlobNode): Promise<vscode.Uri | undefined> {
  const packaging = await packagingService(extension);
  if (!packaging) return undefined;
  register(extension);
  const where =
    'layout' in place
      ? { layout: named(place.layout), name: place.name }
      : { reference: place.reference, access: await extension.artifacts.registries.accessTo(place.reference) };
  const text = await packaging.readText(where, { digest: blob.digest, mediaType: blob.mediaType, size: blob.size });
  if (!succeeded(text)) return undefined;
  const isJson = role !== 'layer' || /[+/]json$/.test(blob.mediaType);
  const name = blob.path ?? (role === 'config' ? 'config.json' : isJson ? 'manifest.json' : 'file.txt');
  // The path is a title, and must not lead anywhere.
  const title = printable(name).split(/[\\/]/).at(-1)!;
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${blob.digest.replace(':', '-')}/${title}` });
  keep(uri, isJson ? readable(text) : text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
  return uri;
}

function register({ context }: Extension): void {
  if (isRegistered) return;
  isRegistered = true;
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
  );
}

function keep(uri: vscode.Uri, text: string): void {
  texts.set(uri.toString(), text);
  for (const oldest of [...texts.keys()].slice(0, -MAX_TEXTS)) texts.delete(oldest);
}

/** JSON on lines of its own, where it comes on one; as it is where that would not be the same. */
function readable(text: string): string {
  if (text.trim().includes('\n')) return text;
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return text;
  }
}
