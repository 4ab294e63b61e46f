import * as vscode from 'vscode';
import { type NamedPath } from '../../node/signing/service';
import { named } from './service';

/**
 * The client trust configuration of a Sigstore of one's own, which the user's settings name; undefined for Sigstore's public
 * instance. What a workspace says of it never counts: whoever writes that could choose whom to trust.
 */
export function trustConfig(): NamedPath | undefined {
  const file = vscode.workspace.getConfiguration('modelOpenness.sigstore').get<string>('trustConfig', '').trim();
  return file ? named(vscode.Uri.file(file)) : undefined;
}
