// Models to inspect: signed, tampered with, packaged. What the command line does here has tests of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../rig/paths.mjs';
import { startBed } from '../sigstore-bed/bed.mjs';

/** Runs `mof` beside the workspace; says what it said when it fails. */
export function mof(wb, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist/mof.js'), ...args], {
      cwd: path.dirname(wb.workspace),
      env: { ...process.env, ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`mof ${args[0]}: ${code}\n${said}`))));
  });
}

/** Where layouts and reports go: beside the workspace, not in it. */
export const beside = (wb, name) => path.join(path.dirname(wb.workspace), name);

export const inModel = (wb, name) => path.join(wb.workspace, 'borealis-mini', name);

/** Files of weights, small ones, so that there is something in the table. */
export function addWeights(wb, count = 3) {
  mkdirSync(inModel(wb, 'weights'), { recursive: true });
  for (let at = 1; at <= count; at++)
    writeFileSync(inModel(wb, `weights/model-0000${at}-of-0000${count}.safetensors`), Buffer.alloc(40_000, at));
}

/** Signs a model with a Sigstore of this machine, which the editor then has for its own. */
export async function signKeyless(wb, email = 'release@northlight.example') {
  const bed = await startBed({ email });
  try {
    const config = beside(wb, 'trust-config.json');
    writeFileSync(config, JSON.stringify(bed.trustConfig(1)));
    wb.machineSettings({ 'modelOpenness.sigstore.trustConfig': config });
    const signature = inModel(wb, 'model.sig');
    const how = ['--trust-config', config, '--identity-token', bed.identityToken(), '--yes'];
    await mof(wb, ['sign', 'sigstore', inModel(wb, ''), '--signature', signature, ...how]);
    return { identity: email, issuer: bed.url };
  } finally {
    await bed.close();
  }
}

/** A policy of the workspace. */
export function writePolicy(wb, { identity, issuer }) {
  mkdirSync(path.join(wb.workspace, '.modelopenness'), { recursive: true });
  writeFileSync(
    path.join(wb.workspace, '.modelopenness/policy.yml'),
    `version: 1
signers:
  - identity: ${identity}
    issuer: ${issuer}
require:
  signature: true
  mof-class: 3
`,
  );
}

/** Packages the model into a layout beside the workspace, with its BOM attached. */
export async function packageModel(wb, name = 'lab/borealis-mini:v1') {
  const layout = beside(wb, 'layout');
  await mof(wb, ['pack', inModel(wb, ''), '-t', name, '--layout', layout]);
  await mof(wb, ['attach', name, inModel(wb, 'borealis-mini.cdx.json'), '--layout', layout]);
  return layout;
}
