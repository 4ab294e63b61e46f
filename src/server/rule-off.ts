import { type WorkspaceEdit } from 'vscode-languageserver';
import { newConfiguration, setRuleEdits } from '../core/config/edit';
import { parseYaml } from '../core/text/yaml';
import { toEdits } from './convert';
import { type ServerDocument } from './documents';
import { type Services } from './services';
import { normalUri } from './uris';

/**
 * The edit that turns a rule off in the configuration file of a document, which is created where there is none.
 * Undefined where that can't be done, such as in a file that can't be read or by a client that creates no files.
 */
export async function ruleOffEdit(
  { client, configurations }: Services,
  of: ServerDocument,
  rule: string,
): Promise<WorkspaceEdit | undefined> {
  const uri = normalUri(of.uri);
  const { file } = await configurations.for(uri);
  if (file) {
    const text = await configurations.textOf(file);
    const edits = text === undefined ? undefined : setRuleEdits(text, rule, 'off');
    if (!edits) return undefined;
    const changes = toEdits(parseYaml(text!), edits);
    return client.versionedEdits
      ? { documentChanges: [{ textDocument: { uri: file, version: null }, edits: changes }] }
      : { changes: { [file]: changes } };
  }
  const place = configurations.placeFor(uri);
  if (!place || !client.createsFiles) return undefined;
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: place, options: { ignoreIfExists: true } },
      {
        textDocument: { uri: place, version: null },
        edits: [{ range: { start, end: start }, newText: newConfiguration(rule, 'off') }],
      },
    ],
  };
}
