// Starts and stops the pinned VS Code server. Everything it writes lives under one folder.
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runtime } from './paths.mjs';

/** A quiet first run: no welcome page, no AI side bar, no trust prompt, no network. */
export const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'workbench.editor.useModal': 'off', // Settings, Running Extensions and the like open as ordinary editors
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'remote.autoForwardPorts': false,
  'editor.cursorBlinking': 'solid',
  'editor.accessibilitySupport': 'off',
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
};

const STOP_AFTER_MS = 1500;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {object} options
 * @param {Record<string, unknown>} [options.settings] user settings on top of SETTINGS
 * @param {string} [options.theme] colour theme, such as "Default Light Modern"
 * @param {string[]} [options.vsix] packaged extensions to install first
 * @param {string[]} [options.unpacked] folders of extensions to install first, as they are
 * @param {Record<string, string>} [options.env] passed on to the extension host
 * @param {boolean} [options.trust] workspaces are not trusted before somebody says so
 * @param {boolean} [options.testDriver] honour extensionTestsPath in the address; it also hides toasts: not for UI tests
 * @param {number} [options.port] 0 lets the system choose
 * @param {string} [options.dir] a folder to keep; without it, a temporary one that goes with the server
 */
export async function startServer(options = {}) {
  const {
    settings = {},
    theme,
    vsix = [],
    unpacked = [],
    env = {},
    trust = false,
    testDriver = false,
    port = 0,
    dir: keptDir,
  } = options;
  const build = runtime();
  const dir = keptDir ?? mkdtempSync(path.join(os.tmpdir(), 'vscode-rig-'));
  const keep = Boolean(keptDir ?? process.env.RIG_KEEP);
  const userData = path.join(dir, 'user-data');
  const logFile = path.join(dir, 'server.log');
  const settingsFile = path.join(userData, 'User/settings.json');
  const setSettings = (changed) =>
    writeFileSync(settingsFile, JSON.stringify({ ...SETTINGS, ...settings, ...changed }, null, 2));
  mkdirSync(path.dirname(settingsFile), { recursive: true });
  mkdirSync(path.join(dir, 'extensions'), { recursive: true });
  for (const folder of unpacked)
    cpSync(folder, path.join(dir, 'extensions', path.basename(folder)), { recursive: true });
  if (!keptDir || !existsSync(settingsFile)) setSettings(theme ? { 'workbench.colorTheme': theme } : {});

  const serverEnv = isolatedEnvironment(dir, env);
  const config = path.join(dir, 'config.yaml');
  writeFileSync(config, 'auth: none\n');
  const folders = ['--config', config, '--user-data-dir', userData, '--extensions-dir', path.join(dir, 'extensions')];
  for (const file of vsix)
    execFileSync(build.node, [build.entry, ...folders, '--install-extension', file, '--force'], {
      env: serverEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const child = spawn(
    build.node,
    [build.entry, ...folders, ...serverArguments(build, { port, trust, testDriver, keptDir })],
    {
      env: serverEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a process group of its own: one signal reaches server, extension hosts and terminals, and nothing else
    },
  );
  const log = createWriteStream(logFile);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
  let exited = false;
  child.once('exit', () => (exited = true));

  const removeDir = () => {
    if (!keep) rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const killNow = () => {
    for (const pid of [-child.pid, ...descendants(child.pid)]) kill(pid, 'SIGKILL');
    removeDir();
  };
  const onSignal = () => process.exit(130);
  process.once('exit', killNow);
  for (const signal of SIGNALS) process.once(signal, onSignal);

  const url = await address(logFile, () => exited);
  return {
    url,
    dir,
    setSettings,
    pageUrl: (folder, payload = []) => {
      const all = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload];
      return `${url}/?${new URLSearchParams({ folder, payload: JSON.stringify(all) })}`;
    },
    remoteUri: (file) => `vscode-remote://${new URL(url).host}${file}`,
    /** Copies what the server and VS Code logged. */
    keepLogs: (to) => {
      mkdirSync(to, { recursive: true });
      cpSync(logFile, path.join(to, 'server.log'));
      for (const logs of [path.join(userData, 'logs'), path.join(dir, 'home/.local/share/code-server/coder-logs')])
        if (existsSync(logs)) cpSync(logs, path.join(to, path.basename(logs)), { recursive: true });
    },
    async stop() {
      const all = [child.pid, ...descendants(child.pid)];
      kill(child.pid, 'SIGTERM');
      const until = Date.now() + STOP_AFTER_MS;
      while (all.some(isAlive) && Date.now() < until) await sleep(50);
      // Terminal hosts may outlive the server.
      for (const pid of all.filter(isAlive)) kill(pid, 'SIGKILL');
      process.removeListener('exit', killNow);
      for (const signal of SIGNALS) process.removeListener(signal, onSignal);
      log.end();
      removeDir();
    },
  };
}

function isolatedEnvironment(dir, extra) {
  const home = path.join(dir, 'home');
  mkdirSync(home, { recursive: true });
  const outer = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|PORT$|PASSWORD$)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !outer.test(key))),
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local/share'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    EXTENSIONS_GALLERY: '{}', // no marketplace
    ...extra,
  };
}

function serverArguments(build, { port, trust, testDriver, keptDir }) {
  const cli = readFileSync(path.join(build.codeServer, 'out/node/cli.js'), 'utf8');
  const known = (option) => cli.includes(`"${option}"`); // some came with newer versions
  const args = ['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check'];
  args.push('--disable-getting-started-override', '--disable-proxy');
  if (!trust) args.push('--disable-workspace-trust');
  // Since about 1.120 a built VS Code honours extensionTestsPath in the address only with this switch.
  if (testDriver && known('vscode-option')) args.push('--vscode-option', 'enable-smoke-test-driver');
  // Insurance: an orphan ends by itself. Not for a person who closes the tab and comes back.
  if (!keptDir && known('idle-timeout-seconds')) args.push('--idle-timeout-seconds', '300');
  return args;
}

/** The server's address, once it answers: with port 0 it is known from the log only. */
async function address(logFile, hasExited) {
  const until = Date.now() + 60_000;
  const logText = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  while (Date.now() < until && !hasExited()) {
    const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(logText())?.[1];
    if (url && (await answers(`${url}/healthz`))) return url;
    await sleep(50);
  }
  throw new Error(`The VS Code server ${hasExited() ? 'ended' : 'did not answer in 60 s'}:\n${logText()}`);
}

const answers = (url) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // already gone
  }
}

/** State and parent of a process (Linux); undefined once it is gone. */
function processStatus(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

// A zombie waits for init to reap it: as good as gone.
const isAlive = (pid) => (processStatus(pid)?.state ?? 'Z') !== 'Z';

function descendants(pid) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: processStatus(name)?.parent }));
  const below = (parent) =>
    processes.filter((one) => one.parent === parent).flatMap((one) => [one.pid, ...below(one.pid)]);
  return below(pid);
}
