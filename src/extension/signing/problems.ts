import * as vscode from 'vscode';
import { type PolicyDecision } from '../../core/policy/decision';
import { printable } from '../../core/report/printable';
import { type ShownVerdict } from '../../node/signing/service';
import { shownName } from './service';
import { fileOf } from './verdict-report';
import { type VerifiedModel, type VerifiedModels } from './verified-models';

const PAGE = 'https://github.com/model-openness/model-openness/blob/main/docs/signing.md';

/** What a finding of a verification is called. Each has its part on the page about signing. */
type Code =
  'oms/changed' | 'oms/missing' | 'oms/unsigned-file' | 'oms/not-verified' | 'oms/untrusted' | 'oms/not-accepted';

/** Findings of one kind for one model; the report says how many there are. */
const MAX_FINDINGS = 1000;

/** Puts into Problems what verification found, at the files themselves, and takes away what is not true any more. */
export class VerificationProblems implements vscode.Disposable {
  /** VS Code tells collections apart by this name; what it shows is each finding's source. */
  private readonly collection = vscode.languages.createDiagnosticCollection('model-openness-signing');
  private readonly subscriptions: vscode.Disposable[];
  /** Where the findings of each model are. */
  private readonly places = new Map<string, vscode.Uri[]>();

  constructor(verified: VerifiedModels) {
    this.subscriptions = [
      this.collection,
      verified.onDidChange((model) => this.show(model)),
      verified.onDidDrop((model) => this.clear(model)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  show(verified: VerifiedModel): void {
    this.clear(verified);
    const changed = new Set(verified.changedSince.map(String));
    const all = findings(verified).filter(([uri]) => !changed.has(uri.toString()));
    const byFile = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const [uri, diagnostic] of all) {
      const entry = byFile.get(uri.toString()) ?? [uri, []];
      entry[1].push(diagnostic);
      byFile.set(uri.toString(), entry);
    }
    this.collection.set([...byFile.values()]);
    this.places.set(
      verified.model.toString(),
      [...byFile.values()].map(([uri]) => uri),
    );
  }

  private clear({ model }: VerifiedModel): void {
    for (const uri of this.places.get(model.toString()) ?? []) this.collection.delete(uri);
    this.places.delete(model.toString());
  }
}

type Finding = [uri: vscode.Uri, diagnostic: vscode.Diagnostic];

function findings({ verdict, decision, model, signature }: VerifiedModel): Finding[] {
  const { state, files } = verdict;
  if (state === 'unsigned') return [];
  if (state === 'verified') {
    const message = decision && notAccepted(decision);
    if (message === undefined) return [];
    return [[signature, diagnosticOf('oms/not-accepted', message, vscode.DiagnosticSeverity.Warning)]];
  }
  const { changed = [], missing = [], unsigned = [] } = files ?? {};
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const at = (uri: vscode.Uri, code: Code, message: string, severity: vscode.DiagnosticSeverity): Finding => [
    uri,
    diagnosticOf(code, message, severity),
  ];
  const signatureName = shownName(signature);
  return [
    ...changed.slice(0, MAX_FINDINGS).map(({ file, shard, signed, found }) => {
      const [was, is] = [shortened(signed), shortened(found)];
      const message = shard
        ? vscode.l10n.t('Not as it was signed, in bytes {0} (signed {1}, found {2}).', shard, was, is)
        : vscode.l10n.t('Not as it was signed (signed {0}, found {1}).', was, is);
      return at(fileOf(model, file), 'oms/changed', message, error);
    }),
    ...missing
      .slice(0, MAX_FINDINGS)
      .map((name) => at(signature, 'oms/missing', vscode.l10n.t('"{0}" was signed and is missing.', name), error)),
    ...unsigned.slice(0, MAX_FINDINGS).map((name) => {
      const message = vscode.l10n.t('Not signed: {0} does not cover this file.', signatureName);
      return at(fileOf(model, name), 'oms/unsigned-file', message, state === 'partial' ? warning : error);
    }),
    ...signatureFindings(verdict).map(([code, message]) =>
      at(signature, code, message, code === 'oms/untrusted' ? warning : error),
    ),
  ];
}

/** Why the policies do not accept what is verified; undefined where they do. */
function notAccepted({ accepted, requirements }: PolicyDecision): string | undefined {
  if (accepted) return undefined;
  const reason =
    requirements.find(({ state }) => state === 'failed') ?? requirements.find(({ state }) => state === 'unknown');
  return vscode.l10n.t('Verified, but not accepted by the policy. {0}', printable(reason?.detail ?? ''));
}

/** The beginning of a digest tells it apart; the report has all of it. */
function shortened(digest: string): string {
  return digest ? `${digest.slice(0, 16)}…` : '–';
}

/** What is wrong with the signature itself, or with whoever signed. */
function signatureFindings({ state, files, checks }: ShownVerdict): [code: Code, message: string][] {
  const detail = checks.find(({ ok }) => !ok)?.detail ?? '';
  if (state === 'untrusted')
    return [['oms/untrusted', vscode.l10n.t('Valid, but the signer is not trusted. {0}', detail)]];
  // Files that are not as they were signed tell by themselves.
  if (files || state === 'partial') return [];
  return state === 'unchecked'
    ? [['oms/not-verified', vscode.l10n.t('Could not be checked. {0}', detail)]]
    : [['oms/not-verified', vscode.l10n.t('Not verified. {0}', detail)]];
}

function diagnosticOf(code: Code, message: string, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, severity);
  diagnostic.source = 'model-openness';
  diagnostic.code = { value: code, target: vscode.Uri.parse(`${PAGE}#${code.replace('/', '')}`) };
  return diagnostic;
}
