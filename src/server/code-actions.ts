import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { type Finding } from '../core/findings/finding';
import { safeFix } from '../core/findings/fix';
import { docsUrl } from '../core/findings/rule';
import { suppressionComment } from '../core/findings/suppressions';
import { t } from '../core/l10n';
import { overlaps } from '../core/text/position';
import { answer, reason } from './answer';
import { toWorkspaceEdit } from './convert';
import { toDiagnostic } from './diagnostics';
import { type ServerDocument } from './documents';
import { fixAllEdit } from './fix-all';
import { ClientCommand, OpenRulePageCommand } from './protocol';
import { ruleOffEdit } from './rule-off';
import { type Services } from './services';

/** Kind of "fix all": an editor runs it on save when told to. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.modelOpenness`;

/** What an action needs to find its edit when it is chosen. */
type ActionData = { uri: string } & ({ kind: 'fix-all' } | { kind: 'rule-off'; rule: string });

export function registerCodeActions(services: Services): Partial<ServerCapabilities> {
  const { connection, client } = services;
  connection.onCodeAction(
    answer<CodeActionParams, CodeAction[]>(services, [], async (of, params) => {
      const findings = await services.linter.findings(of);
      const actions: CodeAction[] = [];
      if (wants(params, CodeActionKind.QuickFix)) actions.push(...quickFixes(services, of, params, findings));
      if (wants(params, FIX_ALL) && findings.some(safeFix))
        actions.push({
          title: t('Fix all Model Openness findings that have one safe fix'),
          kind: FIX_ALL,
          data: { kind: 'fix-all', uri: of.uri } satisfies ActionData,
        });
      if (client.asksForEditsLater) return actions;
      const complete = await Promise.all(actions.map((action) => resolve(services, action)));
      return complete.filter(({ edit, command }) => edit ?? command);
    }),
  );
  connection.onCodeActionResolve((action) => resolve(services, action));
  connection.onExecuteCommand(async ({ command, arguments: [rule] = [] }) => {
    if (command === OpenRulePageCommand && typeof rule === 'string')
      await connection.window.showDocument({ uri: docsUrl(rule), external: true });
    return null;
  });
  return {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
    ...(client.opensPages ? { executeCommandProvider: { commands: [OpenRulePageCommand] } } : {}),
  };
}

/** Whether a kind of action is asked for: by its name, by that of a wider kind, or because everything is. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

function quickFixes(
  services: Services,
  of: ServerDocument,
  { range }: CodeActionParams,
  findings: readonly Finding[],
): CodeAction[] {
  const { lines } = of.document.parsed;
  const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  const here = findings.filter((finding) => overlaps(finding.span, span));
  const about = (finding: Finding): { kind: string; diagnostics: Diagnostic[] } => ({
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, of.uri, services.client)],
  });
  const fixes = here.flatMap((finding) => [
    ...finding.fixes().map(({ title, edits, safe }) => ({
      title,
      ...about(finding),
      ...(safe ? { isPreferred: true } : {}),
      edit: toWorkspaceEdit(services.client, of, edits),
    })),
    ...encodingFix(services, of, finding).map((action) => ({ ...action, ...about(finding) })),
  ]);
  return [...fixes, ...here.flatMap((finding) => ruleActions(services, of, finding, about(finding)))];
}

/** The encoding of a file is changed by a command of the editor, not by an edit. */
function encodingFix({ client, linter }: Services, of: ServerDocument, { rule }: Finding): CodeAction[] {
  const byEncoding = rule === 'document/byte-order-mark' || rule === 'document/not-utf-8';
  if (!byEncoding || !client.options.commands || !linter.encodingOf(of.uri)) return [];
  const title = t('Save as UTF-8…');
  return [{ title, command: { title, command: ClientCommand.changeEncoding } }];
}

/** What can be done about a rule instead of mending what it found. */
function ruleActions(
  { client }: Services,
  of: ServerDocument,
  { rule, range }: Finding,
  about: Partial<CodeAction>,
): CodeAction[] {
  const actions: CodeAction[] = [];
  const { parsed, kind } = of.document;
  // What can't be read can't be silenced, and comments about comments lead nowhere.
  const silent = !rule.startsWith('document/') && !rule.startsWith('suppression/') && kind.id !== 'config';
  if (silent && (parsed.syntax === 'yaml' || parsed.syntax === 'lines'))
    actions.push({
      title: t('Suppress {0} for this line', rule),
      ...about,
      edit: toWorkspaceEdit(client, of, [suppressionComment(parsed, rule, range.start.line)]),
    });
  if (silent)
    actions.push({
      title: t('Turn off {0} in .modelopenness.yml', rule),
      ...about,
      data: { kind: 'rule-off', uri: of.uri, rule } satisfies ActionData,
    });
  if (client.opensPages) {
    const title = t('Open the page of {0}', rule);
    actions.push({ title, ...about, command: { title, command: OpenRulePageCommand, arguments: [rule] } });
  }
  return actions;
}

/** Adds the edit of an action that was offered without. */
async function resolve(services: Services, action: CodeAction): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  if (!data) return action;
  try {
    const of = await services.documents.ready(data.uri);
    if (!of) return action;
    const edit = data.kind === 'fix-all' ? await fixAllEdit(services, of) : await ruleOffEdit(services, of, data.rule);
    return edit ? { ...action, edit } : action;
  } catch (error) {
    services.connection.console.error(`${data.uri}: ${reason(error)}`);
    return action;
  }
}
