import { createRequire } from 'node:module';
import type * as vscode from 'vscode';
import { type LoadLibrary } from './extension';

/** What needs Node is in the bundle of the command line; it is loaded when a command needs it. */
export function nodeLibrary(context: vscode.ExtensionContext): LoadLibrary {
  const file = context.asAbsolutePath('dist/mof.js');
  return () => createRequire(file)(file) as ReturnType<LoadLibrary>;
}
