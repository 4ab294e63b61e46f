// The inspector on a signature of 100,000 files, in a real VS Code in the browser: how long until something is seen, until
// everything is there, and whether scrolling keeps up with the screen. It wants `npm run package` first. Prints; asserts nothing.
//   node test/bench/inspector.mjs [FILES]
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from '../rig/browser.mjs';
import { install } from '../rig/install.mjs';
import { root, vsixFile } from '../rig/paths.mjs';
import { startServer } from '../rig/server.mjs';
import { median, ms, percentile } from './measure.mjs';

const FILES = Number(process.argv[2] ?? 100_000);
const RUNS = 5;
/** Frames of each way of scrolling. */
const FRAMES = 180;

/** A signature of that many files, signed for real. */
function signatureOf(count) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-inspector-'));
  const model = path.join(folder, 'model');
  for (let at = 0; at < count; at++) {
    const place = path.join(model, `part-${Math.floor(at / 1000)}`);
    if (at % 1000 === 0) mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `shard-${String(at).padStart(6, '0')}.safetensors`), `${at}`);
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = path.join(folder, 'signing.pem');
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace);
  const signature = path.join(folder, 'large.sig');
  const mof = path.join(root, 'dist/mof.js');
  const args = [mof, 'sign', 'key', model, '--private-key', key, '--signature', signature];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  copyFileSync(signature, path.join(workspace, 'large.sig'));
  rmSync(model, { recursive: true });
  return { folder, workspace, bytes: statSync(signature).size };
}

/** Runs in every frame: notes when something of the inspector is there, on the clock that all frames share. */
function noteMoments() {
  const now = () => window.performance.timeOrigin + window.performance.now();
  window.moments = {};
  window.addEventListener('pointerdown', () => (window.pressed = now()), true);
  const seen = { something: 'main > *', header: 'header.top h1', rows: '.grid-body .row:not(.waiting)' };
  const look = () => {
    for (const [name, selector] of Object.entries(seen))
      if (!(name in window.moments) && document.querySelector(selector)) {
        window.moments[name] = undefined;
        // After the frame in which it is drawn.
        window.requestAnimationFrame(() => setTimeout(() => (window.moments[name] = now())));
      }
  };
  // VS Code writes the page into a document that is there already: whatever else waited in that is gone then.
  setInterval(look, 4);
}

/** Runs in the page of the inspector: scrolls its first grid in a way, and tells how long frames took and what was missing. */
function scroll([step, frames]) {
  const grid = document.querySelector('.grid');
  grid.scrollTop = 0;
  return new Promise((resolve) => {
    const times = [];
    let [last, blank, direction] = [0, 0, 1];
    const next = (time) => {
      if (last) times.push(time - last);
      last = time;
      if (grid.querySelector('.row.waiting')) blank++;
      if (times.length >= frames) return resolve({ times, blank });
      if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight) direction = -1;
      grid.scrollTop += direction * step;
      window.requestAnimationFrame(next);
    };
    window.requestAnimationFrame(next);
  });
}

async function inspectorFrame(page) {
  await page
    .frameLocator('iframe.webview.ready')
    .frameLocator('iframe#active-frame')
    .locator('.grid-body .row')
    .first()
    .waitFor();
  const outer = await (await page.locator('iframe.webview.ready').elementHandle()).contentFrame();
  return (await outer.locator('iframe#active-frame').elementHandle()).contentFrame();
}

async function open(page) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'large.sig' }).click();
  const frame = await inspectorFrame(page);
  await frame.waitForFunction(() => window.moments.rows > 0);
  const pressed = await page.evaluate(() => window.pressed);
  const moments = await frame.evaluate(() => window.moments);
  return { frame, times: Object.fromEntries(Object.entries(moments).map(([name, at]) => [name, at - pressed])) };
}

const { folder, workspace, bytes } = signatureOf(FILES);
install();
const server = await startServer({
  vsix: [vsixFile],
  settings: { 'workbench.editorAssociations': { '*.sig': 'modelOpenness.signatureInspector' } },
});
const { browser, context } = await launch();
try {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await context.addInitScript(noteMoments);
  await page.goto(server.pageUrl(workspace));
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  // The editor has its own start behind it; the extension has not.
  await page.locator('.activitybar a[aria-label^="Model Openness"]').waitFor();
  await page.waitForTimeout(5000);
  console.log(`${FILES.toLocaleString('en')} files, signature of ${(bytes / 2 ** 20).toFixed(1)} MiB`);
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    const { frame, times } = await open(page);
    runs.push(times);
    if (run === RUNS - 1)
      for (const [name, step] of [
        ['one row a frame', 24],
        ['a screen a frame', 500],
        ['a hundred screens a frame', 50_000],
      ]) {
        const { times: frames, blank } = await frame.evaluate(scroll, [step, FRAMES]);
        console.log(
          `scrolling, ${name}: median ${ms(median(frames))}, 95 % within ${ms(percentile(frames, 95))}, ` +
            `longest ${ms(Math.max(...frames))}; frames with rows still to come: ${blank} of ${FRAMES}`,
        );
      }
    await page.locator('.tab').first().click({ button: 'middle' });
    await page.locator('.tab').first().waitFor({ state: 'detached' });
  }
  const [first, ...later] = runs;
  for (const [name, words] of [
    ['something is seen', 'something'],
    ['the verdict is seen', 'header'],
    ['rows are seen', 'rows'],
  ])
    console.log(
      `${name}: ${ms(first[words])} after the click the first time, then ${ms(median(later.map((each) => each[words])))}`,
    );
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
