// How soon the Artifacts view shows something, in the real VS Code in a browser: from the moment at which it is opened to the
// first artifact on the screen, and to the moment at which its state has been read. It wants `npm run package` first.
//   node test/bench/artifacts.mjs
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../rig/browser.mjs';
import { writeManyArtifacts } from '../many-artifacts.mjs';
import { install } from '../rig/install.mjs';
import { root, vsixFile } from '../rig/paths.mjs';
import { startServer } from '../rig/server.mjs';
import { median, ms, ratio } from './measure.mjs';

const RUNS = 5;
/** What one artifact takes is what VS Code and the view take of themselves. */
const COUNTS = [1, 1000, 10_000];

/** Watches the page until rows of two kinds are on it; resolves with how long each took from the click on. */
const watchRows = (page) =>
  page.evaluate(
    () =>
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
          else window.requestAnimationFrame(look);
        };
        const target = icon.closest('.action-item') ?? icon;
        for (const type of ['mousedown', 'mouseup', 'click'])
          (type === 'click' ? icon : target).dispatchEvent(
            new window.MouseEvent(type, { bubbles: true, cancelable: true, view: window }),
          );
        window.requestAnimationFrame(look);
      }),
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
    times.push(await watchRows(page));
    await page.close();
  }
  return times;
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim. */
export async function artifactRows() {
  install();
  const server = await startServer({ vsix: [vsixFile] });
  const browser = await launch();
  try {
    const times = [];
    for (const count of COUNTS) times.push(await measure(server, browser, count));
    const of = (at, key) => median(times[at].map((each) => each[key]));
    return [1, 2].flatMap((at) => {
      const view = `Artifacts view, ${COUNTS[at].toLocaleString('en')} artifacts`;
      return [
        [`${view}: first row`, of(at, 'first'), of(0, 'first'), '1 artifact', at === 1 ? '≤ 300 ms' : ''],
        [`${view}: first state`, of(at, 'read'), of(0, 'read'), '1 artifact', ''],
      ];
    });
  } finally {
    await browser.browser.close();
    await server.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [what, ours, other, otherName, aim] of await artifactRows())
    console.log([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim].join(' | '));
