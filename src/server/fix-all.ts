import { type WorkspaceEdit } from 'vscode-languageserver';
import { fixAll } from '../core/findings/fix';
import { lint } from '../core/findings/lint';
import { minimalEdit } from '../core/text/minimal-edit';
import { toWorkspaceEdit } from './convert';
import { type ServerDocument } from './documents';
import { type Services } from './services';

/** The one edit that applies every safe fix of a document until none is left. */
export async function fixAllEdit(services: Services, of: ServerDocument): Promise<WorkspaceEdit | undefined> {
  const options = await services.linter.options(of);
  if (!options) return undefined;
  const { kind, path, parsed } = of.document;
  // The encoding speaks of the file, not of the texts in between.
  delete options.decoded;
  const fixed = fixAll(parsed.text, (text) => lint(kind.open(path, text), options));
  const edit = minimalEdit(parsed.text, fixed.text);
  return edit && toWorkspaceEdit(services.client, of, [edit]);
}
