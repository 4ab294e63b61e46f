// Artifacts for the tests of the view: a model that is packaged by the command line, as people do it.
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../rig/paths.mjs';

const mof = path.join(root, 'dist/mof.js');

/** The command line, at home in a folder of its own. */
export function run(...args) {
  return atHome((env) => execFileSync(process.execPath, [mof, ...args], { ...QUIET, env }));
}

/** The same, while this process goes on, as its registries have to. */
export function runBeside(...args) {
  return atHome(async (env) => promisify(execFile)(process.execPath, [mof, ...args], { env }));
}

const QUIET = { stdio: ['ignore', 'pipe', 'pipe'] };

function atHome(action) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mof-home-'));
  const end = () => rmSync(home, { recursive: true, force: true });
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
  };
  try {
    const done = action(env);
    if (done instanceof Promise) return done.finally(end);
    end();
    return done;
  } catch (error) {
    end();
    throw error;
  }
}

/** A model of the examples with weights of a kilobyte, in a folder. */
export function modelIn(folder, name = 'aurora-7b') {
  const model = path.join(folder, name);
  cpSync(path.join(root, 'examples/aurora-7b'), model, { recursive: true });
  writeFileSync(path.join(model, 'model.safetensors'), Buffer.from('\x02\0\0\0\0\0\0\0{}', 'latin1'));
  writeFileSync(path.join(model, 'train.py'), 'print("train")\n');
  writeFileSync(path.join(model, 'config.json'), '{"architectures": ["Aurora"]}\n');
  return model;
}

/** A key that models are signed with, and its public half. */
export function keyIn(folder) {
  const key = path.join(folder, 'key.pem');
  const publicKey = path.join(folder, 'key.pub');
  execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key], { stdio: 'ignore' });
  execFileSync('openssl', ['ec', '-in', key, '-pubout', '-out', publicKey], { stdio: 'ignore' });
  return { key, publicKey };
}

/** The `index.json` of a layout. */
export const indexOf = (layout) => JSON.parse(readFileSync(path.join(layout, 'index.json'), 'utf8'));
