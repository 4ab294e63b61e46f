// What the UI tests use: VS Code with the packaged extension, in a browser. Every selector of VS Code's page is here.
import { test as base, expect } from '@playwright/test';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { blockInternet } from '../rig/browser.mjs';
import { install } from '../rig/install.mjs';
import { root, vsixFile } from '../rig/paths.mjs';
import { startServer } from '../rig/server.mjs';

export { expect };

const VIEW_CONTAINER = 'Model Openness';
const shotsDir = path.join(root, 'out/ui-shots');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Names for use() and theme(); the class that VS Code then gives its workbench. */
export const THEMES = {
  dark: { name: 'Default Dark Modern', class: 'vs-dark' },
  light: { name: 'Default Light Modern', class: 'vs' },
  highContrast: { name: 'Default High Contrast', class: 'hc-black' },
  highContrastLight: { name: 'Default High Contrast Light', class: 'hc-light' },
};

/** VS Code in a browser page, as a person sees it. */
export class Workbench {
  constructor(page, server, workspace) {
    this.page = page;
    this.server = server;
    /** The folder that is open: a copy of examples/, the test's own. */
    this.workspace = workspace;
  }

  // Opening

  async open() {
    await this.page.goto(this.server.pageUrl(this.workspace));
    await this.ready();
  }

  /** Loads the window again by VS Code's own command, which first writes what it keeps; with the browser's, that is a race. */
  async reload() {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Waits until our extension is known and files can be read. */
  async ready() {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.view(VIEW_CONTAINER).waitFor();
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Writes settings of the open folder: unlike the user's, which are read when the page loads, VS Code follows them. */
  settings(changed) {
    const file = path.join(this.workspace, '.vscode/settings.json');
    mkdirSync(path.dirname(file), { recursive: true });
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    writeFileSync(file, JSON.stringify({ ...before, ...changed }, null, 2));
  }

  /** Writes settings of the machine, which a workspace can't change; VS Code follows them. */
  machineSettings(settings) {
    const file = path.join(this.server.dir, 'user-data/Machine/settings.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(settings, null, 2));
  }

  /** Switches the colour theme, one of THEMES, of the open page. */
  async theme(key) {
    this.settings({ 'workbench.colorTheme': THEMES[key].name });
    await this.page.locator(`.monaco-workbench.${THEMES[key].class}`).waitFor();
  }

  // Commands

  get quickInput() {
    return this.page.locator('.quick-input-widget');
  }

  /**
   * Opens a quick input by keys and types. It is repeated: a key press right after a load can be lost, and what takes the focus
   * meanwhile, as a view that is being shown, closes the input again.
   */
  async quick(keys, text) {
    const input = this.quickInput.locator('input[type="text"]').first();
    await expect(async () => {
      await this.page.keyboard.press(keys);
      await input.fill(text, { timeout: 2000 });
    }).toPass({ timeout: 20_000 });
  }

  /** Runs a command by its title. The palette does not see commands that come while it is open: it is opened again. */
  async command(title) {
    const row = this.quickInput.locator('.monaco-list-row', { hasText: title }).first();
    await expect(async () => {
      await this.quick('F1', `>${title}`);
      await row.waitFor({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    await row.click();
  }

  /** An entry of the menu that is open. */
  menuEntry(text) {
    return this.page.locator('.monaco-menu .action-item', { hasText: text }).first();
  }

  /**
   * Opens the menu of a row and chooses a command. Entries ignore clicks until a timer of 100 ms after they were drawn has ended:
   * one that is set later ends later, however busy the machine is. A view that is drawn anew closes the menu, and a menu that was
   * opened early lacks what extensions add: it is opened again, and an old one is closed, for it lies over all else.
   */
  async menu(row, command) {
    const entry = this.menuEntry(command);
    await expect(async () => {
      if (await this.page.locator('.monaco-menu').first().isVisible()) await this.page.keyboard.press('Escape');
      await row.click({ button: 'right', timeout: 5000 });
      await entry.waitFor({ timeout: 3000 });
      await this.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
      await entry.click({ timeout: 3000 });
    }).toPass({ timeout: 30_000 });
  }

  /** The entry of an open quick pick. */
  pick(text) {
    return this.quickInput.locator('.monaco-list-row', { hasText: text }).first();
  }

  // Editors

  async openFile(name) {
    const base = path.posix.basename(name);
    await expect(async () => {
      await this.quick('Control+P', name);
      await this.pick(base).waitFor({ timeout: 5000 });
      await this.page.keyboard.press('Enter');
      await this.page.locator(`.tab.active[data-resource-name="${base}"]`).waitFor({ timeout: 5000 });
    }).toPass({ timeout: 30_000 });
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** Puts the cursor on a line by its number, counted from 1. */
  async goToLine(number) {
    await this.quick('Control+G', `:${number}`);
    await this.page.keyboard.press('Enter');
    await expect(this.quickInput).toBeHidden();
  }

  /** The editor of the active group. */
  get editor() {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  line(text) {
    return this.editor.locator('.view-line', { hasText: text }).first();
  }

  /** Marks under the text: "error", "warning", "info" or "hint". */
  squiggles(kind) {
    return this.editor.locator(`.squiggly-${kind}`);
  }

  get codeLenses() {
    return this.editor.locator('.codelens-decoration');
  }

  get inlayHints() {
    return this.editor.locator('.view-line [class*="dyn-rule"]');
  }

  get hover() {
    return this.page.locator('.monaco-hover:visible');
  }

  /** Puts the cursor at the start of a line's text. */
  async cursorTo(text) {
    await this.line(text).click();
    await this.page.keyboard.press('Home');
  }

  /** Opens the quick fixes at the cursor and applies the one with this title. */
  async quickFix(title) {
    const fix = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await expect(async () => {
      await this.page.keyboard.press('Control+.');
      await fix.waitFor({ timeout: 2000 });
    }).toPass({ timeout: 20_000 });
    // By keys: older versions put a layer over the list that takes clicks.
    await expect(async () => {
      if (!(await fix.evaluate((row) => row.classList.contains('focused'))))
        await this.page.keyboard.press('ArrowDown');
      await expect(fix).toHaveClass(/focused/, { timeout: 300 });
    }).toPass({ timeout: 10_000, intervals: [0] });
    await this.page.keyboard.press('Enter');
  }

  // Panels and views

  async openProblems() {
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await this.page.locator('.markers-panel').waitFor();
  }

  get problems() {
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** An icon of the activity bar. */
  view(title) {
    return this.page.locator(`.activitybar a[aria-label^="${title}"]`);
  }

  async openView(title = VIEW_CONTAINER) {
    const icon = this.view(title);
    const open = icon.and(this.page.locator('.checked a'));
    if ((await open.count()) === 0) await icon.click();
    await open.waitFor();
    await this.page.mouse.move(700, 10); // else the icon's tooltip covers the view
  }

  treeRow(text) {
    return this.page.locator('.pane-body .monaco-list-row', { hasText: text });
  }

  notification(text) {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** Chooses a button of a notification. What that begins brings notifications of its own. */
  async answer(text, button) {
    const entry = this.notification(text).getByRole('button', { name: button });
    await entry.waitFor();
    await this.unhurried();
    await entry.click();
  }

  /**
   * Takes the time that people take. Of the notifications that come within 800 ms, VS Code shows three, and has the others in its
   * list only (SPAM_PROTECTION in its notificationsToasts.ts).
   */
  unhurried() {
    return this.page.waitForTimeout(800);
  }

  get dialog() {
    return this.page.locator('.monaco-dialog-box');
  }

  statusItem(text) {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
  }

  // Webviews

  /** What a webview shows, for locators. */
  webview(n = 0) {
    return this.page.frameLocator('iframe.webview.ready').nth(n).frameLocator('iframe#active-frame');
  }

  /** The frame itself, for evaluate() and axe(). */
  async webviewFrame(n = 0) {
    await this.webview(n).locator('body').waitFor();
    const outer = await this.page.locator('iframe.webview.ready').nth(n).elementHandle();
    const inner = await (await outer.contentFrame()).locator('iframe#active-frame').elementHandle();
    return inner.contentFrame();
  }

  // Evidence

  /** A screenshot in out/ui-shots. */
  shot(name) {
    return this.page.screenshot({ path: path.join(shotsDir, `${name}.png`) });
  }

  /**
   * Accessibility violations as axe-core sees them: within a part of the workbench ("sidebar", "editor", "panel",
   * "statusbar"), within a CSS selector, or in a webview's frame.
   */
  async axe(target, options = {}) {
    const frame = typeof target === 'string' ? this.page : target;
    const part = /^[a-z]+$/.test(target) ? `.part.${target}` : target;
    // VS Code draws descriptions of rows with problems in the theme's colour for those, fainter: nothing that a view could change.
    const exclude = [['[class*="monaco-decoration-"] .label-description']];
    const context = typeof target === 'string' ? { include: [[part]], exclude } : undefined;
    // The frames inside are checked one by one: axe would wait for copies of itself in them.
    await frame.evaluate(axeSource);
    const { violations } = await frame.evaluate(
      ([where, how]) => window.axe.run(where ?? document, { iframes: false, ...how }),
      [context, options],
    );
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map((node) => ({ target: node.target.join(' '), html: node.html, why: node.failureSummary })),
    }));
  }
}

/** A VSIX older than the bundles in it would test yesterday's code. */
function currentVsix() {
  if (!existsSync(vsixFile)) throw new Error('model-openness.vsix is not there: run "npm run package" first.');
  const bundle = path.join(root, 'dist/extension.js');
  if (existsSync(bundle) && statSync(bundle).mtimeMs > statSync(vsixFile).mtimeMs)
    throw new Error('model-openness.vsix is older than dist/: run "npm run package" first.');
  return vsixFile;
}

/**
 * Fixtures: `server` is one VS Code for all tests of a worker, `wb` an open workbench. Options, by test.use():
 * `theme`, one of THEMES, and `settings`, user settings of the test's pages; `trust`, whether workspaces have to be trusted.
 */
export const test = base.extend({
  theme: ['dark', { option: true }],
  settings: [{}, { option: true }],
  trust: [false, { option: true, scope: 'worker' }],
  server: [
    async ({ trust }, use) => {
      mkdirSync(shotsDir, { recursive: true });
      install();
      const server = await startServer({
        vsix: [currentVsix()],
        trust,
        settings: trust
          ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' }
          : {},
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  wb: async ({ page, context, server, theme, settings }, use, testInfo) => {
    await blockInternet(context);
    server.setSettings({
      'workbench.colorTheme': THEMES[theme].name,
      'files.exclude': { '**/.vscode': true }, // what settings() writes is not part of the examples
      ...settings,
    });
    const workspace = path.join(server.dir, `${testInfo.testId}-${testInfo.retry}`, 'examples');
    cpSync(path.join(root, 'examples'), workspace, { recursive: true });
    const wb = new Workbench(page, server, workspace);
    // Tests share the machine: what one of them set there is nothing of another's.
    wb.machineSettings({});
    await wb.open();
    await use(wb);
    if (testInfo.status !== testInfo.expectedStatus) server.keepLogs(testInfo.outputPath('vscode-logs'));
    rmSync(path.dirname(workspace), { recursive: true, force: true });
  },
});
