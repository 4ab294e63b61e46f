import * as vscode from 'vscode';
import { type Extension } from '../extension';

/** An artifact that is on its way. */
export interface UnderWay {
  way: 'push' | 'pull';
  reference: string;
  /** Path of the layout. */
  layout: string;
  /** What the layout knows it by. */
  name: string;
  recursive: boolean;
}

/** Transfers that have not come to their end. */
const KEY = 'modelOpenness.underWay';
const MOST = 20;

interface Kept extends UnderWay {
  /** Whether the user has been told that it was interrupted. */
  told: boolean;
}

/**
 * Remembers a transfer until it has come to its end, beyond the end of the window. Of the content nothing is remembered here:
 * layout and registry know what they have.
 */
export class Interrupted {
  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Says that a transfer begins. True where an earlier attempt was interrupted, so that this one goes on with it. */
  async begin(transfer: UnderWay): Promise<boolean> {
    const others = this.kept.filter((each) => !isSame(each, transfer));
    const goesOn = others.length < this.kept.length;
    await this.update([{ ...transfer, told: false }, ...others]);
    return goesOn;
  }

  /** Says that a transfer did not come to its end, and that the user knows. */
  async interrupted(transfer: UnderWay): Promise<void> {
    await this.update(this.kept.map((each) => (isSame(each, transfer) ? { ...each, told: true } : each)));
  }

  async done(transfer: UnderWay): Promise<void> {
    await this.update(this.kept.filter((each) => !isSame(each, transfer)));
  }

  /** The transfers that the end of the window interrupted; each is told of once. */
  async takeUntold(): Promise<readonly UnderWay[]> {
    const untold = this.kept.filter(({ told }) => !told);
    if (untold.length) await this.update(this.kept.map((each) => ({ ...each, told: true })));
    return untold;
  }

  private get kept(): readonly Kept[] {
    return this.context.workspaceState.get<readonly Kept[]>(KEY, []);
  }

  private async update(kept: readonly Kept[]): Promise<void> {
    await this.context.workspaceState.update(KEY, kept.slice(0, MOST));
  }
}

function isSame(one: UnderWay, other: UnderWay): boolean {
  return one.way === other.way && one.reference === other.reference && one.layout === other.layout;
}

/** Offers to go on with what the end of the window interrupted. */
export async function offerInterrupted({ context }: Pick<Extension, 'context'>): Promise<void> {
  for (const transfer of await new Interrupted(context).takeUntold()) {
    const goOn = vscode.l10n.t('Go On');
    const message =
      transfer.way === 'push'
        ? vscode.l10n.t('Pushing {0} was interrupted. Files that have arrived are not sent again.', transfer.reference)
        : vscode.l10n.t('Pulling {0} was interrupted. It goes on where it was.', transfer.reference);
    if ((await vscode.window.showInformationMessage(message, goOn)) === goOn) await resume(transfer);
  }
}

/** Goes on with a transfer, asking for nothing that is known. */
export async function resume({ way, layout, ...transfer }: UnderWay): Promise<void> {
  const command = way === 'push' ? 'modelOpenness.pushArtifact' : 'modelOpenness.pullArtifact';
  await vscode.commands.executeCommand(command, { ...transfer, layout: vscode.Uri.file(layout) });
}
