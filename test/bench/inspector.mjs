// The inspector on a signature of 100,000 files, in a real VS Code in the browser: how long until something is seen, until
// everything is there, and whether scrolling keeps up with the screen. It wants `npm run package` first.
//   node test/bench/inspector.mjs
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../rig/browser.mjs';
import { install } from '../rig/install.mjs';
import { root, vsixFile } from '../rig/paths.mjs';
import { startServer } from '../rig/server.mjs';
import { median, ms, percentile, ratio } from './measure.mjs';

const FILES = 100_000;
const RUNS = 5;
/** A frame of a screen that shows 60 of them in a second. */
const FRAME_MS = 1000 / 60;
/** Frames of each way of scrolling. */
const FRAMES = 180;

/** Writes a signature of that many files into a workspace, signed for real. */
function writeSignature(folder, count, to) {
  const model = path.join(folder, 'model');
  for (let at = 0; at < count; at++) {
    const place = path.join(model, `part-${Math.floor(at / 1000)}`);
    if (at % 1000 === 0) mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `shard-${String(at).padStart(6, '0')}.safetensors`), `${at}`);
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = path.join(folder, 'signing.pem');
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const signature = path.join(folder, 'made.sig');
  const mof = path.join(root, 'dist/mof.js');
  const args = [mof, 'sign', 'key', model, '--private-key', key, '--signature', signature];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  copyFileSync(signature, to);
  rmSync(model, { recursive: true });
}

/** Pixels for each frame. */
const WAYS = [
  ['one row a frame', 24],
  ['a screen a frame', 500],
  ['a hundred screens a frame', 50_000],
];

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

async function open(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).click();
  const frame = await inspectorFrame(page);
  await frame.waitForFunction(() => window.moments.rows > 0);
  const pressed = await page.evaluate(() => window.pressed);
  const moments = await frame.evaluate(() => window.moments);
  return { frame, times: Object.fromEntries(Object.entries(moments).map(([name, at]) => [name, at - pressed])) };
}

/** Opens a signature several times; what each time took, but for the first, and how long frames took while scrolling. */
async function measure(page, name) {
  const runs = [];
  const scrolls = [];
  for (let run = 0; run <= RUNS; run++) {
    const { frame, times } = await open(page, name);
    runs.push(times);
    if (run === RUNS) for (const [way, step] of WAYS) scrolls.push([way, await frame.evaluate(scroll, [step, FRAMES])]);
    await page.locator('.tab').first().click({ button: 'middle' });
    await page.locator('.tab').first().waitFor({ state: 'detached' });
  }
  const later = (moment) => median(runs.slice(1).map((times) => times[moment]));
  return { first: runs[0].header, seen: later('something'), header: later('header'), rows: later('rows'), scrolls };
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim; and lines of text. */
export async function inspectorRows() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-inspector-'));
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace);
  writeSignature(folder, FILES, path.join(workspace, 'large.sig'));
  writeSignature(folder, 1, path.join(workspace, 'small.sig'));
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
    const large = await measure(page, 'large.sig');
    const small = await measure(page, 'small.sig');
    const title = `inspector, signature of ${FILES.toLocaleString('en')} files`;
    return {
      rows: [
        [`${title}: first paint`, large.seen, small.seen, '1 file', '≤ 500 ms'],
        [`${title}: verdict`, large.header, small.header, '1 file', ''],
        [`${title}: rows`, large.rows, small.rows, '1 file', ''],
        ...large.scrolls.map(([way, { times }]) => [
          `${title}: scrolling ${way}, 95 % of frames`,
          percentile(times, 95),
          FRAME_MS,
          'a frame at 60 Hz',
          'frame rate',
        ]),
      ],
      notes: [
        `The first signature of a window is inspected ${ms(large.first)} after the click: the extension starts and loads what it needs.`,
        ...large.scrolls.map(
          ([way, { blank }]) => `Scrolling ${way}, ${blank} of ${FRAMES} frames have rows still to come.`,
        ),
      ],
    };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rows, notes } = await inspectorRows();
  for (const [what, ours, other, otherName, aim] of rows)
    console.log([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim].join(' | '));
  for (const note of notes) console.log(note);
}
