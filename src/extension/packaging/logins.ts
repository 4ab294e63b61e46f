import type * as vscode from 'vscode';

/** Who asks a registry. */
export interface Login {
  username: string;
  /** Secret: a password or an access token. */
  password: string;
}

/** Registries that a login is kept for; the secret storage lists none. */
const REGISTRIES = 'modelOpenness.registries';

/** Logins that the user wanted to be kept, in VS Code's secret storage. */
export class Logins {
  constructor(private readonly context: vscode.ExtensionContext) {}

  get registries(): readonly string[] {
    return this.context.globalState.get<readonly string[]>(REGISTRIES, []);
  }

  async of(registry: string): Promise<Login | undefined> {
    const kept = await this.context.secrets.get(keyOf(registry));
    return kept === undefined ? undefined : (JSON.parse(kept) as Login);
  }

  async keep(registry: string, login: Login): Promise<void> {
    await this.context.secrets.store(keyOf(registry), JSON.stringify(login));
    await this.context.globalState.update(REGISTRIES, [...new Set([...this.registries, registry])].sort());
  }

  async forget(registry: string): Promise<void> {
    await this.context.secrets.delete(keyOf(registry));
    const others = this.registries.filter((each) => each !== registry);
    await this.context.globalState.update(REGISTRIES, others);
  }
}

function keyOf(registry: string): string {
  return `registry ${registry}`;
}
