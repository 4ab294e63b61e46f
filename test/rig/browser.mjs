// The browser that drives VS Code: the machine's own Chromium.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { MissingTool, aptInstall, onPath } from './system.mjs';

export const CHROMIUM_ARGS = [
  '--no-sandbox', // also runs as root
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const PAGE_OPTIONS = { viewport: { width: 1400, height: 900 }, locale: 'en-US' };

/** Where Chromium is; undefined where there is none. */
export function chromiumPath() {
  const chosen = process.env.RIG_CHROMIUM;
  if (chosen && !existsSync(chosen)) throw new MissingTool(`RIG_CHROMIUM names ${chosen}, which does not exist.`);
  return chosen ?? ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean);
}

/** Chromium's path; installs it where the machine has none. */
export function ensureChromium() {
  if (!chromiumPath()) aptInstall(['chromium'], 'Chromium (or set RIG_CHROMIUM to a Chrome or Chromium)');
  const found = chromiumPath();
  if (!found) throw new MissingTool('Chromium is still not on PATH after its installation.');
  return found;
}

/** No internet in tests: such requests fail at once instead of waiting for a name server. */
export const blockInternet = (context) =>
  context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname),
    (route) => route.abort(),
  );

export async function launch() {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
  const context = await browser.newContext(PAGE_OPTIONS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await blockInternet(context);
  return { browser, context };
}
