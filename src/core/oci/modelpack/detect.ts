import { type Detector } from '../../documents/detect';

/** How much of a text is looked at, in UTF-16 code units. */
const HEAD = 64 * 1024;

const JSON_START = /^\ufeff?\s{0,99}\{/;

/** The config of a ModelPack artifact, known by its list of layers (model-spec, `config.md`). */
export const modelpackConfigDetector: Detector = {
  id: 'modelpack-config',
  hasName: () => false,
  hasText(text) {
    const head = headOf(text);
    return (
      JSON_START.test(head) &&
      /"modelfs"\s{0,99}:/.test(head) &&
      /"(?:diffIds|diff_ids|descriptor)"\s{0,99}:/.test(head)
    );
  },
};

/**
 * The manifest of a ModelPack artifact, known by its type or that of its config (model-spec, `spec.md`). An index names the
 * types of the manifests that it lists.
 */
export const modelpackManifestDetector: Detector = {
  id: 'modelpack-manifest',
  hasName: () => false,
  hasText(text) {
    const head = headOf(text);
    return (
      JSON_START.test(head) &&
      /"(?:config|layers)"\s{0,99}:/.test(head) &&
      !/"manifests"\s{0,99}:/.test(head) &&
      /"(?:artifactType|mediaType)"\s{0,99}:\s{0,99}"application\/vnd\.(?:cncf|cnai)\.model\./.test(head)
    );
  },
};

function headOf(text: string): string {
  return text.length > HEAD ? text.slice(0, HEAD) : text;
}
