import { describe, expect, it } from 'vitest';
import { attach, EMPTY_CONFIG, isAttached, predicateTypeOf } from '../../../src/core/oci/attachments';
import { digestOf } from '../../../src/core/oci/digest';
import { MANIFEST_TYPE } from '../../../src/core/oci/media-types';
import { nodeCryptography } from '../../../src/node/cryptography';

const A = `sha256:${'a'.repeat(64)}` as const;
const B = `sha256:${'b'.repeat(64)}` as const;
const encode = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const SUBJECT = {
  mediaType: MANIFEST_TYPE,
  digest: A,
  size: 700,
  artifactType: 'application/vnd.cncf.model.manifest.v1+json',
};

describe('attachments', () => {
  it('are manifests with the empty config and the model as their subject', () => {
    const referrer = attach(
      SUBJECT,
      {
        kind: 'signature',
        content: { digest: B, size: 9 },
        title: 'model.sig',
        created: new Date('2026-03-02T10:20:30.9Z'),
        predicateType: 'https://model_signing/signature/v1.0',
      },
      nodeCryptography,
    );
    const text =
      `{"schemaVersion":2,"mediaType":"${MANIFEST_TYPE}","artifactType":"application/vnd.dev.sigstore.bundle.v0.3+json",` +
      '"config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2,"data":"e30="},' +
      `"layers":[{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","digest":"${B}","size":9,"annotations":{"org.opencontainers.image.title":"model.sig"}}],` +
      `"subject":{"mediaType":"${MANIFEST_TYPE}","digest":"${A}","size":700},` +
      '"annotations":{"dev.sigstore.bundle.content":"dsse-envelope","dev.sigstore.bundle.predicateType":"https://model_signing/signature/v1.0","org.opencontainers.image.created":"2026-03-02T10:20:30Z"}}';
    expect(new TextDecoder().decode(referrer.bytes)).toBe(text);
    expect(referrer.descriptor).toEqual({
      mediaType: MANIFEST_TYPE,
      digest: digestOf(encode(text), nodeCryptography),
      size: text.length,
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      annotations: referrer.manifest.annotations,
    });
    expect(digestOf(EMPTY_CONFIG.bytes, nodeCryptography)).toBe(EMPTY_CONFIG.descriptor.digest);
  });

  it('have no time and no annotations unless asked for', () => {
    const { manifest, descriptor } = attach(
      SUBJECT,
      { kind: 'spdx', content: { digest: B, size: 9 }, title: 'bom.spdx3.json' },
      nodeCryptography,
    );
    expect(manifest).not.toHaveProperty('annotations');
    expect(descriptor).not.toHaveProperty('annotations');
    expect(manifest.artifactType).toBe('application/spdx+json');
  });

  it('are all documents but the MOF configuration', () => {
    expect(isAttached('mof')).toBe(false);
    expect(isAttached('cyclonedx')).toBe(true);
  });

  it('say what they are about', () => {
    const statement = { _type: 'https://in-toto.io/Statement/v1', predicateType: 'https://slsa.dev/provenance/v1' };
    expect(predicateTypeOf(encode(statement))).toBe('https://slsa.dev/provenance/v1');
    expect(predicateTypeOf(encode({ payloadType: 'application/vnd.in-toto+json', payload: base64(statement) }))).toBe(
      'https://slsa.dev/provenance/v1',
    );
    expect(predicateTypeOf(encode({ dsseEnvelope: { payload: base64(statement) } }))).toBe(
      'https://slsa.dev/provenance/v1',
    );
    for (const bad of [
      '',
      '<html>',
      [],
      {},
      { payload: 'not base64' },
      { payload: base64('x') },
      { predicateType: 7 },
      { predicateType: 'x' },
    ])
      expect(predicateTypeOf(encode(bad)), JSON.stringify(bad)).toBeUndefined();
  });
});
