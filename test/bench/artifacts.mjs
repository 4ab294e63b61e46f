// How soon the Artifacts view shows something, in the real VS Code in a browser: from the moment at which it is opened to the
// first artifact on the screen, and to the moment at which everything has been read. Run it alone, after "npm run package":
//   node test/bench/artifacts.mjs
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../rig/browser.mjs';
import { writeManyArtifacts } from '../many-artifacts.mjs';
import { install } from '../rig/install.mjs';
import { root, vsixFile } from '../rig/paths.mjs';
import { startServer } from '../rig/server.mjs';
import { median } from './measure.mjs';

const RUNS = 5;
const COUNTS = [1, 1000, 10_000];

/** Watches the page until rows of two kinds are on it; resolves with how long each took from the click on. */
const watchRows = (page, count) =>
  page.evaluate(
    ([all]) =>
      new Promise((resolve) => {
        const icon = document.querySelector('.activitybar a[aria-label^="Model Openness"]');
        const began = performance.now();
        const found = {};
        const look = () => {
          for (const row of document.querySelectorAll('.pane-body .monaco-list-row')) {
            const name = row.getAttribute('aria-label') ?? '';
            if (/^model-\d+:v\d+/.test(name)) found.first ??= performance.now() - began;
            if (/^model-\d+:v\d+, unsigned/.test(name)) found.read ??= performance.now() - began;
          }
          if (found.read !== undefined || performance.now() - began > 60_000) resolve(found);
          else requestAnimationFrame(look);
        };
        const target = icon.closest('.action-item') ?? icon;
        for (const type of ['mousedown', 'mouseup', 'click'])
          (type === 'click' ? icon : target).dispatchEvent(
            new MouseEvent(type, { bubbles: true, cancelable: true, view: window }),
          );
        requestAnimationFrame(look);
      }),
    [count],
  );

async function measure(server, browser, count) {
  const workspace = path.join(server.dir, `with-${count}`);
  mkdirSync(workspace);
  cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  writeManyArtifacts(path.join(workspace, 'layout'), count);
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await browser.context.newPage();
    await page.goto(server.pageUrl(workspace));
    await page.locator('.activitybar a[aria-label^="Model Openness"]').waitFor();
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    // The extension host, and everything else that a window that opens has to do, is at rest.
    await page.waitForTimeout(4000);
    times.push(await watchRows(page, count));
    await page.close();
  }
  return times;
}

install();
const server = await startServer({ vsix: [vsixFile] });
const browser = await launch();
try {
  for (const count of COUNTS) {
    const times = await measure(server, browser, count);
    const of = (key) => `${median(times.map((each) => each[key])).toFixed(0)} ms`;
    const all = times.map(({ first, read }) => `${first?.toFixed(0)}/${read?.toFixed(0)}`).join(' ');
    console.log(`${count} artifacts: first row after ${of('first')}, first state after ${of('read')} (${all})`);
  }
} finally {
  await browser.browser.close();
  await server.stop();
}
