// npm run sigstore:local: a Sigstore of its own on this machine, for trying out keyless signing. Needs no npm packages.
//   npm run sigstore:local [-- --port N] [--folder DIR]
// Its services take port N (8470) and the four after it. DIR (out/sigstore-local) gets what clients need, and keeps the keys.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBed } from '../test/sigstore-bed/bed.mjs';
import { root } from './dependencies.mjs';

/** Something that whoever started this can mend: told without a stack. */
class Stop extends Error {}

const LAST_PORT = 65535 - 4;

function readOptions() {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8470' }, folder: { type: 'string' } },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port < 1 || port > LAST_PORT)
    throw new Stop(`--port is ${values.port}; it has to be a number from 1 to ${LAST_PORT}.`);
  return { port, folder: path.resolve(values.folder ?? path.join(root, 'out/sigstore-local')) };
}

/** Keys and logs of the last time; nothing where there was none. */
function readKept(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw new Stop(`${file} cannot be read: ${error.message}`);
  }
  const unusable = new Stop(
    `${file} is not what was kept here. Delete it: new keys are made, and what they signed is void.`,
  );
  try {
    const kept = JSON.parse(text);
    if (kept.since && kept.keys && kept.logs) return kept;
  } catch {
    throw unusable;
  }
  throw unusable;
}

/** Writes a file whole or not at all. */
function write(file, json, mode = 0o644) {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(json, undefined, 2)}\n`, { mode });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new Stop(`${file} cannot be written: ${error.message}`);
  }
}

async function start(saved, port, file) {
  try {
    return await startBed({ port, saved, login: 'button' });
  } catch (error) {
    if (error.code === 'EADDRINUSE') throw new Stop(`Port ${error.port} is taken. Choose others with --port.`);
    if (error.code === 'EACCES')
      throw new Stop(`Port ${error.port} is not for everybody. Choose one from 1024 on with --port.`);
    throw new Stop(`The keys in ${file} cannot be used: ${error.message}. Delete it, and new ones are made.`);
  }
}

function explain({ url, urls, behaviour }, folder) {
  const shown = (name) => path.relative(process.cwd(), path.join(folder, name)) || '.';
  const config = shown('trust-config.json');
  console.log(`
A Sigstore of its own runs on this machine, for trying out keyless signing:

  identity provider            ${urls.oidc}
  certificate authority        ${urls.fulcio}
  transparency log, Rekor v1   ${urls.rekorV1}
  transparency log, Rekor v2   ${urls.rekorV2}
  timestamp authority          ${urls.tsa}

It signs for nobody but this machine. Whoever presses the button on its sign-in page is ${behaviour.email}, and nothing
becomes public. Only who names the trusted root below trusts what it signs: never name it for anything else.

  ${shown('trusted-root.json')}
  ${config}            with Rekor v1
  ${shown('trust-config-v2.json')}         with Rekor v2

Sign a model, and verify it:

  mof sign sigstore MODEL --signature model.sig --trust-config ${config}
  mof verify sigstore MODEL --signature model.sig --trust-config ${config} \\
    --identity ${behaviour.email} --identity-provider ${url}

Its keys stay in ${shown('')}, so that what was signed verifies the next time, too. Ctrl+C ends it.`);
}

async function main() {
  const { port, folder } = readOptions();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Stop(`${folder} cannot be made: ${error.message}`);
  }
  const kept = path.join(folder, 'private.json');
  const bed = await start(readKept(kept), port, kept);
  const keep = () => write(kept, bed.save(), 0o600);
  keep();
  write(path.join(folder, 'trusted-root.json'), bed.trustedRoot);
  write(path.join(folder, 'trust-config.json'), bed.trustConfig(1));
  write(path.join(folder, 'trust-config-v2.json'), bed.trustConfig(2));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      keep();
      console.log('\nStopped.');
      process.exit(0);
    });
  explain(bed, folder);
}

main().catch((error) => {
  const known = error instanceof Stop || String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(known ? error.message : error);
  process.exit(known ? 2 : 1);
});
