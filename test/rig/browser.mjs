// The browser in which VS Code is driven.
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

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
