import { t } from '../../core/l10n';
import { type ContentSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { OciError } from '../../core/oci/errors';
import { requireDigest } from './layout/blobs';

/**
 * A small blob as a whole, verified.
 * @param most no larger one is read
 * @throws {OciError} `too-large`, `size-mismatch`, `digest-mismatch`; what the source throws
 */
export async function readWhole(
  source: ContentSource,
  descriptor: Descriptor,
  most: number,
  requests: RequestOptions = {},
): Promise<Uint8Array> {
  const { digest, size } = descriptor;
  if (size > most) throw new OciError('too-large', t('{0} has {1} bytes; at most {2} are read.', digest, size, most));
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await source.open(descriptor, 0, requests)) {
    length += chunk.length;
    if (length > size) break;
    // It is good until the next one only.
    chunks.push(Uint8Array.from(chunk));
  }
  if (length !== size)
    throw new OciError('size-mismatch', t('{0} does not have the {1} bytes that it should have.', digest, size));
  const bytes = Buffer.concat(chunks);
  requireDigest(bytes, digest, source.name);
  return bytes;
}
