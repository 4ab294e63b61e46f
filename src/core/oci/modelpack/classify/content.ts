import { cyclonedxDetector } from '../../../bom/cyclonedx/detect';
import { spdxDetector } from '../../../bom/spdx/detect';
import { mofDetector } from '../../../mof/detect';
import { type LayerKind } from '../layer-type';

/** Bytes from the start of a file that tell what it is: as much as the documents need to be recognised. */
export const HEAD_BYTES = 64 * 1024;

/**
 * A document about the model.
 * - `mof`: its MOF configuration
 * - `spdx`, `cyclonedx`: its bill of materials
 * - `signature`: a Sigstore bundle
 * - `provenance`: an in-toto statement, or an envelope with one
 */
export type ModelDocument = 'mof' | 'spdx' | 'cyclonedx' | 'signature' | 'provenance';

const BUNDLE = /^\s*\{[^]*"mediaType"\s*:\s*"application\/vnd\.dev\.sigstore\.bundle/;
const STATEMENT =
  /^\s*\{[^]*(?:"_type"\s*:\s*"https:\/\/in-toto\.io\/Statement\/|"payloadType"\s*:\s*"application\/vnd\.in-toto\+json")/;

/** Which document about the model a file is, by its name or the start of its text; undefined for all others. */
export function documentOf(path: string, head: Uint8Array | undefined): ModelDocument | undefined {
  const text =
    head && /\.(?:json|jsonld|ya?ml|sig|sigstore|jsonl|intoto|dsse)$|^[^.]*$/i.test(path) ? decode(head) : '';
  if (BUNDLE.test(text)) return 'signature';
  if (STATEMENT.test(text)) return 'provenance';
  const detectors = { mof: mofDetector, spdx: spdxDetector, cyclonedx: cyclonedxDetector } as const;
  for (const [kind, detector] of Object.entries(detectors))
    if (detector.hasName(path) || detector.hasText(text, path)) return kind as keyof typeof detectors;
  return undefined;
}

/** What the first bytes say (the formats' own documents); undefined where they say nothing. */
export function kindOfContent(path: string, size: number, head: Uint8Array): LayerKind | undefined {
  if (documentOf(path, head)) return 'doc';
  if (isWeights(size, head)) return 'weight';
  if (startsWith(head, 'PAR1') || startsWith(head, 'ARROW1') || startsWith(head, 'FEA1')) return 'dataset';
  return startsWith(head, '#!') ? 'code' : undefined;
}

/** The signature of PyTorch's files before zip: a pickled number (torch/serialization.py, MAGIC_NUMBER). */
const TORCH_MAGIC = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const TORCH_MAGIC_AT = 2;
const TFLITE_AT = 4;

function isWeights(size: number, head: Uint8Array): boolean {
  if (startsWith(head, 'GGUF') || startsWith(head, 'lmgg') || startsWith(head, 'tjgg')) return true;
  if (startsWith(head, 'TFL3', TFLITE_AT)) return true;
  if (head[0] === 0x80 && TORCH_MAGIC.every((byte, at) => head[TORCH_MAGIC_AT + at] === byte)) return true;
  // The first member of PyTorch's zip files is `<name>/data.pkl`.
  if (startsWith(head, 'PK\x03\x04') && latin(head.subarray(0, 512)).includes('/data.pkl')) return true;
  return isSafetensors(size, head);
}

/** Header sizes that the safetensors library accepts. */
const MOST_HEADER = 100_000_000;

/** Eight bytes with the length of the header, little-endian, then the header in JSON. */
function isSafetensors(size: number, head: Uint8Array): boolean {
  if (head.length < 10 || head[8] !== 0x7b) return false;
  const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));
  return length >= 2 && length <= MOST_HEADER && length + 8 <= size && (head[9] === 0x22 || head[9] === 0x7d);
}

function startsWith(head: Uint8Array, text: string, at = 0): boolean {
  return head.length >= at + text.length && [...text].every((char, i) => head[at + i] === char.charCodeAt(0));
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function decode(head: Uint8Array): string {
  return new TextDecoder().decode(head.subarray(0, HEAD_BYTES));
}
