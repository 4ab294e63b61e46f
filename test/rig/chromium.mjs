// The machine's own Chromium: no browser is downloaded.
import { existsSync } from 'node:fs';
import { MissingTool, aptInstall, onPath } from './system.mjs';

/** Where Chromium is; undefined where there is none. */
export function chromiumPath() {
  const chosen = process.env.RIG_CHROMIUM;
  if (chosen && !existsSync(chosen)) throw new MissingTool(`RIG_CHROMIUM names ${chosen}, which does not exist.`);
  return chosen ?? ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean);
}

/** Chromium's path; installs it where the machine has none. */
export function ensureChromium() {
  if (!chromiumPath()) aptInstall(['chromium'], 'Chromium (RIG_CHROMIUM may name a Chrome or Chromium)');
  const found = chromiumPath();
  if (!found) throw new MissingTool('Chromium is still not on PATH after its installation.');
  return found;
}
