import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';
import { type RuleSetting, type RuleSettings } from '../core/config/configuration';
import { SEVERITIES } from '../core/findings/finding';

/** The user's settings, section `modelOpenness`. */
export interface Settings {
  rules: RuleSettings;
  inlayHints: boolean;
  codeLens: boolean;
}

const SECTION = 'modelOpenness';

/** Asks the client for the settings of a document once, and again when they change. */
export class SettingsReader {
  private readonly known = new Map<string, Promise<Settings>>();
  /** Settings of a client that only pushes them. */
  private pushed: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly clientAnswers: boolean,
  ) {}

  /** Asks to be told of changes. */
  register(): void {
    void this.connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  }

  /** Takes a change notification; its value counts only where the client can't be asked. */
  changed(settings: unknown): void {
    this.known.clear();
    this.pushed = property(settings, SECTION);
  }

  for(uri: string): Promise<Settings> {
    let known = this.known.get(uri);
    if (!known) this.known.set(uri, (known = this.ask(uri)));
    return known;
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  private async ask(scopeUri: string): Promise<Settings> {
    if (!this.clientAnswers) return read(this.pushed);
    return read(await this.connection.workspace.getConfiguration({ scopeUri, section: SECTION }).catch(() => null));
  }
}

/** Settings are written by hand: what is no setting is left out, and the rest counts. */
function read(value: unknown): Settings {
  const allowed: readonly unknown[] = [...SEVERITIES, 'off'];
  const rules: Record<string, RuleSetting> = {};
  for (const [rule, setting] of Object.entries(property(value, 'rules') ?? {}))
    if (allowed.includes(setting)) rules[rule] = setting as RuleSetting;
  return {
    rules,
    inlayHints: property(property(value, 'inlayHints'), 'enabled') !== false,
    codeLens: property(property(value, 'codeLens'), 'enabled') !== false,
  };
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
