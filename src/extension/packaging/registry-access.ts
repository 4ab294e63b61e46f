import * as vscode from 'vscode';
import { parseReference } from '../../core/oci/reference';
import { type Failure, type RegistryAccess } from '../../node/oci/service';
import { type Extension } from '../extension';
import { isFailure, named, succeeded } from '../signing/service';
import { cancelled, runSteps } from '../steps';
import { Logins, type Login } from './logins';

/**
 * Does something with a registry. Where it wants to know who asks, and no other program on this machine has told it, the user
 * is asked; what they write is kept only if they want that.
 * @param attempt is made again for each login
 */
export async function withRegistry<T>(
  extension: Extension,
  reference: string,
  attempt: (access: RegistryAccess) => Promise<T | Failure>,
): Promise<T | undefined> {
  return withRegistryNamed(extension, parseReference(reference).registry, attempt);
}

/** The same, for a registry by its name. */
export async function withRegistryNamed<T>(
  { context, log }: Pick<Extension, 'context' | 'log'>,
  registry: string,
  attempt: (access: RegistryAccess) => Promise<T | Failure>,
): Promise<T | undefined> {
  const logins = new Logins(context);
  const kept = await logins.of(registry);
  for (let login = kept; ;) {
    const answer = await attempt(accessBy(log, login));
    if (!isFailure(answer)) {
      if (login && login !== kept) void offerToKeep(logins, registry, login);
      return answer;
    }
    if (answer.kind !== 'credentials') {
      succeeded(answer);
      return undefined;
    }
    login = await askLogin(registry, answer.failure, login?.username ?? '');
    if (!login) {
      succeeded(answer);
      return undefined;
    }
  }
}

/** How a registry is reached without asking anybody anything, with the login that is kept where there is one. */
export async function quietAccess(
  { context, log }: Pick<Extension, 'context' | 'log'>,
  registry: string,
): Promise<RegistryAccess> {
  return accessBy(log, await new Logins(context).of(registry));
}

function accessBy(log: vscode.LogOutputChannel, login: Login | undefined): RegistryAccess {
  return { ...settings(), ...(login ? { login } : {}), notice: (message) => log.info(message) };
}

/** What the user's settings say of registries. What a workspace says of it never counts: see package.json. */
function settings(): Pick<RegistryAccess, 'insecure' | 'authorities'> {
  const configuration = vscode.workspace.getConfiguration('modelOpenness.registries');
  const insecure = configuration.get<readonly string[]>('insecure', []);
  const file = configuration.get<string>('caFile', '').trim();
  return { insecure, ...(file ? { authorities: named(vscode.Uri.file(file)) } : {}) };
}

/** @param why what the registry said */
async function askLogin(registry: string, why: string, username: string): Promise<Login | undefined> {
  const login = await runSteps<Login>(
    vscode.l10n.t('Log in to {0}', registry),
    [
      async (step, answers) => {
        const prompt = vscode.l10n.t('Your user name at {0}. {1}', registry, why);
        answers.username = await step.ask({ prompt, value: answers.username });
      },
      async (step, answers) => {
        const prompt = vscode.l10n.t('The password of {0} at {1}, or an access token', answers.username, registry);
        answers.password = await step.ask({ prompt, value: '', secret: true });
      },
    ],
    { username, password: '' },
  );
  return login === cancelled ? undefined : login;
}

async function offerToKeep(logins: Logins, registry: string, login: Login): Promise<void> {
  const keep = vscode.l10n.t('Keep Login');
  const message = vscode.l10n.t(
    'Keep the login of {0} at {1}? It goes into the secret storage of VS Code. Otherwise you are asked again.',
    login.username,
    registry,
  );
  if ((await vscode.window.showInformationMessage(message, keep)) === keep) await logins.keep(registry, login);
}
