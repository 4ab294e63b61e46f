// Artifacts for the tests of the view: a model that is packaged by the command line, as people do it, and layouts of any size.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../rig/paths.mjs';

const mof = path.join(root, 'dist/mof.js');

/** The command line, at home in a folder of its own. */
export function run(args, options = {}) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mof-home-'));
  try {
    return execFileSync(process.execPath, [mof, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: home,
        XDG_DATA_HOME: path.join(home, 'data'),
        XDG_CACHE_HOME: path.join(home, 'cache'),
      },
      ...options,
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
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

const digestOf = (bytes) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A layout with this many artifacts of five small files each, made without the program that is tested. */
export function manyIn(folder, count, nameOf = (at) => `registry.example.org/lab/model-${at % 50}:v${at}`) {
  const blobs = path.join(folder, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const write = (bytes) => {
    const digest = digestOf(bytes);
    writeFileSync(path.join(blobs, digest.slice(7)), bytes);
    return { digest, size: bytes.length };
  };
  const config = { mediaType: 'application/vnd.cncf.model.config.v1+json', ...write(Buffer.from('{}')) };
  const files = ['weights', 'more weights', 'settings', 'card', 'licence'].map((text) => write(Buffer.from(text)));
  const manifests = Array.from({ length: count }, (_, at) => {
    const layers = files.map((file, index) => ({
      mediaType: 'application/vnd.cncf.model.weight.v1.raw',
      ...file,
      annotations: { 'org.cncf.model.filepath': `part-${at}-${index}.safetensors` },
    }));
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      config,
      layers,
      annotations: { 'org.opencontainers.image.created': new Date(1.7e12 + at * 1e6).toISOString() },
    };
    return {
      mediaType: manifest.mediaType,
      ...write(Buffer.from(JSON.stringify(manifest))),
      annotations: { 'org.opencontainers.image.ref.name': nameOf(at) },
    };
  });
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

/** The `index.json` of a layout. */
export const indexOf = (layout) => JSON.parse(readFileSync(path.join(layout, 'index.json'), 'utf8'));
