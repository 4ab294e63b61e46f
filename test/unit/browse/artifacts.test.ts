import { describe, expect, it } from 'vitest';
import { ArtifactGraph } from '../../../src/core/oci/browse/artifacts';
import { attachedByTag, attachmentKind, isAttachmentName } from '../../../src/core/oci/browse/attachment';
import { type DocumentSummary, type ManifestSummary } from '../../../src/core/oci/browse/manifest';

const digest = (name: string) => `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0')}`;
const read = (more: Partial<DocumentSummary> = {}): DocumentSummary => ({
  totalBytes: 100,
  parts: 1,
  isIndex: false,
  hasSignature: false,
  ...more,
});
const manifest = (name: string, more: Partial<ManifestSummary> = {}): ManifestSummary => ({
  digest: digest(name),
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  size: 10,
  names: [],
  ...more,
});
const attached = (name: string, to: string, artifactType: string) =>
  manifest(name, { document: read({ subject: digest(to), artifactType }) });

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const SPDX = 'application/spdx+json';

describe('the artifacts of a store', () => {
  it('are manifests with names, and those that are attached to nothing here', () => {
    const { artifacts } = new ArtifactGraph([
      manifest('model', { names: ['lab/model:v1'], document: read() }),
      attached('bom', 'model', SPDX),
      manifest('old', { document: read() }),
      attached('lost', 'elsewhere', SPDX),
      manifest('referrers', { names: [digest('model').replace(':', '-')], document: read({ isIndex: true }) }),
    ]);
    expect(artifacts.map((each) => each.digest)).toEqual(['model', 'old', 'lost'].map(digest));
    expect(artifacts[0]).toMatchObject({ names: ['lab/model:v1'], state: 'unsigned', attachedCount: 1 });
  });

  it('have a name and are attached: both show', () => {
    const graph = new ArtifactGraph([
      manifest('model', { names: ['m:v1'], document: read() }),
      { ...attached('bom', 'model', SPDX), names: ['m:bom'] },
    ]);
    expect(graph.artifacts.map(({ names }) => names)).toEqual([['m:v1'], ['m:bom']]);
    expect(graph.attachedTo(digest('model'))).toHaveLength(1);
  });

  it('are signed by a file, by what is attached, or in the manner of cosign', () => {
    const model = (more: Partial<DocumentSummary> = {}) => manifest('model', { names: ['m:v1'], document: read(more) });
    const stateOf = (...manifests: ManifestSummary[]) => new ArtifactGraph(manifests).artifacts[0]!.state;
    expect(stateOf(model())).toBe('unsigned');
    expect(stateOf(model({ hasSignature: true }))).toBe('signed');
    expect(stateOf(model(), attached('bundle', 'model', BUNDLE))).toBe('signed');
    expect(stateOf(model(), attached('bom', 'model', SPDX))).toBe('unsigned');
    const cosign = `${digest('model').replace(':', '-')}.sig`;
    expect(stateOf(model(), manifest('cosign', { names: [cosign], document: read() }))).toBe('signed');
    // A signature of the bill of materials is none of the model.
    const ofBom = attached('bundle', 'bom', BUNDLE);
    expect(stateOf(model(), attached('bom', 'model', SPDX), ofBom)).toBe('unsigned');
  });

  it('say what is wrong with them, and what nobody has read yet', () => {
    const problem = (kind: 'missing' | 'damaged' | 'unreadable') => ({ problem: { kind, message: 'why' } });
    const { artifacts } = new ArtifactGraph([
      manifest('a', { names: ['a:1'], ...problem('damaged') }),
      manifest('b', { names: ['b:1'], ...problem('missing') }),
      manifest('c', problem('unreadable')),
      manifest('d', { names: ['d:1'] }),
      manifest('e'),
    ]);
    expect(artifacts.map(({ state }) => state)).toEqual(['damaged', 'missing', 'unreadable', 'unread']);
  });
});

describe('what is attached', () => {
  it('is a tree: signatures of bills of materials below those, signatures first', () => {
    const graph = new ArtifactGraph([
      manifest('model', { names: ['m:v1'], document: read() }),
      attached('bom', 'model', SPDX),
      attached('signature', 'model', BUNDLE),
      attached('bom signature', 'bom', BUNDLE),
    ]);
    expect(graph.attachedTo(digest('model'))).toMatchObject([
      { kind: 'signature', attached: [] },
      { kind: 'spdx', attached: [{ kind: 'signature', attached: [] }] },
    ]);
  });

  it('never leads in a circle, whatever a store claims', () => {
    const graph = new ArtifactGraph([
      attached('a', 'c', SPDX),
      attached('b', 'a', SPDX),
      attached('c', 'b', SPDX),
      attached('self', 'self', SPDX),
    ]);
    const [b] = graph.attachedTo(digest('a'));
    expect(b!.manifest.digest).toBe(digest('b'));
    expect(b!.attached[0]!.manifest.digest).toBe(digest('c'));
    expect(b!.attached[0]!.attached).toEqual([]);
    expect(graph.attachedTo(digest('self'))).toEqual([]);
  });

  it('is found in ten thousand manifests', () => {
    const manifests = Array.from({ length: 10_000 }, (_, at) =>
      at % 2
        ? attached(`bom ${at}`, `model ${at - 1}`, SPDX)
        : manifest(`model ${at}`, { names: [`m:${at}`], document: read() }),
    );
    const graph = new ArtifactGraph(manifests);
    expect(graph.artifacts).toHaveLength(5000);
    expect(graph.attachedTo(digest('model 4998'))).toHaveLength(1);
  });

  it('is told by its type', () => {
    expect(attachmentKind(BUNDLE)).toBe('signature');
    expect(attachmentKind('application/vnd.dev.sigstore.bundle+json;version=0.2')).toBe('signature');
    expect(attachmentKind('application/vnd.cyclonedx+json')).toBe('cyclonedx');
    expect(attachmentKind('application/vnd.in-toto+json')).toBe('provenance');
    expect(attachmentKind('constructor')).toBe('other');
    expect(attachmentKind(undefined)).toBe('other');
  });

  it('is told by its tag', () => {
    const hex = 'a'.repeat(64);
    expect(attachedByTag(`sha256-${hex}.att`)).toEqual({ subject: `sha256:${hex}`, kind: 'provenance' });
    expect(attachedByTag(`sha256-${hex}`)).toBeUndefined();
    expect(isAttachmentName(`sha256-${hex}`)).toBe(true);
    expect(isAttachmentName('v1')).toBe(false);
  });
});
