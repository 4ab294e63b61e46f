// Models that model_signing signed, packaged: their signatures are compared with the manifest alone.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { predicateTypeOf } from '../../src/core/oci/attachments';
import { sha256Digest } from '../../src/core/oci/digest';
import { classifyFile } from '../../src/core/oci/modelpack/classify/classify';
import { readModelArtifact } from '../../src/core/oci/modelpack/read';
import { packModel } from '../../src/core/oci/modelpack/write';
import { compareLayers } from '../../src/core/oci/signed-layers';
import { readBundle } from '../../src/core/signing/bundle/read';
import { PREDICATE_TYPE, SINGLE_FILE } from '../../src/core/signing/statement/manifest';
import { readStatement } from '../../src/core/signing/statement/read';
import { nodeCryptography } from '../../src/node/cryptography';
import { corpus, describeWithCorpus } from '../corpus';

/** The layers of a folder as an artifact, read back from its manifest. */
function packaged(folder: string, change: (name: string, content: Buffer) => Buffer = (_name, content) => content) {
  const files = readdirSync(folder).map((name) => {
    const head = change(name, readFileSync(path.join(folder, name)));
    const { kind } = classifyFile({ path: name, size: head.length, head });
    const digest = sha256Digest(createHash('sha256').update(head).digest('hex'));
    return { path: name, size: head.length, digest, mode: 0o644, kind, confirmed: false };
  });
  return readModelArtifact(packModel(files, { facts: { descriptor: {}, config: {} } }, nodeCryptography).bytes).layers;
}

describeWithCorpus('signatures against the digests of layers', 'oms/historical', () => {
  // Before 1.0 the statement had another form, and no way to say what was left out.
  const names = readdirSync(corpus('oms/historical')).filter((name) => name.startsWith('v1.'));

  it.each(names)('%s holds, and tells of a change', (name) => {
    const folder = corpus('oms/historical', name);
    const signature = readFileSync(path.join(folder, 'model.sig'));
    const signed = readStatement(
      readBundle(signature).envelope.payload,
      { legacy: false, windows: false },
      nodeCryptography,
    );
    expect(predicateTypeOf(signature)).toBe(PREDICATE_TYPE);
    const layers = packaged(folder);
    expect(layers.find((layer) => layer.path === 'model.sig')!.kind).toBe('doc');
    const whole = compareLayers(signed, layers, ['model.sig', 'ignore-me']);
    expect(whole).toMatchObject({ matched: signed.files.size, changed: [], missing: [], unsigned: [], uncompared: [] });
    const [first = ''] = signed.files.keys();
    // A model that is one file is signed under no name.
    const target = first === SINGLE_FILE ? 'signme-1' : first;
    const other = packaged(folder, (file, content) => (file === target ? Buffer.from('another') : content));
    const changed = compareLayers(signed, other, ['model.sig', 'ignore-me']);
    expect(changed).toMatchObject({ matched: signed.files.size - 1, changed: [{ file: first }] });
  });
});
