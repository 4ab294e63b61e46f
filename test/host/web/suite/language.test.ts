// The same extension without Node: the server is a worker, and its files come from the editor.
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../../src/extension/activate';
import { cleanUp, diagnostics, ID, mof, open, ruleOf, until, write } from '../../suite/helpers';

const RULE = 'mof/unknown-component';
const PATH = 'host/mof.yml';
const check = (ok: boolean, text: string) => {
  if (!ok) throw new Error(text);
};

describe('a MOF file in a browser', () => {
  afterEach(() => cleanUp(PATH, '.modelopenness.yml', 'host/second.yml'));

  it('is checked by the worker', async () => {
    const { document } = await open(PATH, mof('web-aurora', ['Model Card']));
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
  });

  it('has its openness shown', async () => {
    const { openness } = await vscode.extensions.getExtension<ExtensionApi>(ID)!.activate();
    await open(PATH, mof('web-openness', ['Model card']));
    const [level] = await until('the ladder', () => {
      const levels = openness.getChildren();
      return levels[0]?.release.openness.name === 'web-openness' ? levels : undefined;
    });
    check(String(openness.getTreeItem(level!).description) === '1 of 6', 'not 1 of 6');
  });

  it('has its surroundings read through the editor', async () => {
    await write('.modelopenness.yml', `rules:\n  ${RULE}: off\n`);
    await write('host/second.yml', mof('Web-Twin', ['Model card']));
    const { document } = await open(PATH, mof('web-twin', ['Model Card']));
    await diagnostics(document.uri, (all) => {
      const rules = all.map(ruleOf);
      return rules.includes('mof/duplicate-release') && !rules.includes(RULE);
    });
  });
});
