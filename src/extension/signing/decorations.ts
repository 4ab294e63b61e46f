import * as vscode from 'vscode';
import { type VerdictState } from '../../core/signing/verdict/verdict';
import { fileOf } from './verdict-report';
import { verdictWords } from './verdict-words';
import { type VerifiedModel, type VerifiedModels } from './verified-models';

/** Badge and colour of each verdict. The words are in the tooltip, which screen readers read. */
const MARKS: Readonly<Record<VerdictState | 'stale', readonly [badge: string, colour: string]>> = {
  verified: ['✓', 'gitDecoration.addedResourceForeground'],
  partial: ['◐', 'list.warningForeground'],
  untrusted: ['?', 'list.warningForeground'],
  invalid: ['✗', 'list.errorForeground'],
  unsigned: ['○', 'list.warningForeground'],
  unchecked: ['!', 'list.warningForeground'],
  stale: ['↻', 'gitDecoration.ignoredResourceForeground'],
};

/** Files of one model that are marked; the report says how many there are. */
const MAX_MARKED = 5000;

/** Marks in the Explorer what was verified: the model and its signature by the verdict, and each file that is not as it was signed. */
export class VerificationDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  private readonly marks = new Map<string, vscode.FileDecoration>();
  /** The marks of each model. */
  private readonly places = new Map<string, vscode.Uri[]>();
  private readonly subscriptions: vscode.Disposable[];

  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(verified: VerifiedModels) {
    this.subscriptions = [
      this.changed,
      vscode.window.registerFileDecorationProvider(this),
      verified.onDidChange((model) => this.show(model)),
      verified.onDidDrop((model) => this.clear(model)),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.marks.get(uri.toString());
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  show(verified: VerifiedModel): void {
    const before = this.take(verified);
    const marks = marksOf(verified);
    for (const [uri, mark] of marks) this.marks.set(uri.toString(), mark);
    const places = marks.map(([uri]) => uri);
    this.places.set(verified.model.toString(), places);
    this.changed.fire([...before, ...places]);
  }

  private clear(verified: VerifiedModel): void {
    this.changed.fire(this.take(verified));
  }

  private take({ model }: VerifiedModel): vscode.Uri[] {
    const places = this.places.get(model.toString()) ?? [];
    for (const uri of places) this.marks.delete(uri.toString());
    this.places.delete(model.toString());
    return places;
  }
}

/** What holds and is not accepted by the policies is no more than a question. */
function markOf({ verdict: { state }, decision }: VerifiedModel): VerdictState {
  return state === 'verified' && decision && !decision.accepted ? 'untrusted' : state;
}

function marksOf(verified: VerifiedModel): [vscode.Uri, vscode.FileDecoration][] {
  const { model, signature, verdict, changedSince } = verified;
  const since = new Set(changedSince.map(String));
  const { changed = [], unsigned = [] } = verdict.files ?? {};
  const files: [vscode.Uri, vscode.FileDecoration][] = [
    ...changed
      .slice(0, MAX_MARKED)
      .map(({ file }): [vscode.Uri, vscode.FileDecoration] => [
        fileOf(model, file),
        mark(MARKS.invalid, vscode.l10n.t('Changed since it was signed')),
      ]),
    ...unsigned
      .slice(0, MAX_MARKED)
      .map((name): [vscode.Uri, vscode.FileDecoration] => [
        fileOf(model, name),
        mark(MARKS.unsigned, vscode.l10n.t('Not signed')),
      ]),
  ];
  const whole = mark(MARKS[changedSince.length ? 'stale' : markOf(verified)], verdictWords(verified));
  return [...files.filter(([uri]) => !since.has(uri.toString())), [signature, whole], [model, whole]];
}

function mark([badge, colour]: readonly [string, string], words: string): vscode.FileDecoration {
  return new vscode.FileDecoration(badge, words, new vscode.ThemeColor(colour));
}
