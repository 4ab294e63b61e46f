import { once } from 'node:events';
import { type Extract, type Header } from 'tar-stream';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';

/** An entry of an archive. */
export interface TarEntry {
  name: string;
  type: Header['type'] | null;
  /** Bytes. */
  size: number;
  mode: number;
}

/**
 * Reads an archive to its end.
 * @param name the archive, as people are shown it
 * @param each takes an entry and its content, of which what it leaves is skipped
 * @throws {OciError} `malformed`; what the chunks and `each` throw
 */
export async function readTar(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  each: (entry: TarEntry, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const { extract: newExtract } = await import('tar-stream');
  const extract = newExtract();
  const source: { failure?: unknown } = {};
  const feeding = feed(chunks, extract, source);
  try {
    for await (const entry of extract) {
      await each(entry.header, entry as AsyncIterable<unknown> as AsyncIterable<Uint8Array>);
      entry.resume();
    }
  } catch (error) {
    if ('failure' in source) throw source.failure;
    if (error instanceof OciError || (error as Error).name === 'AbortError') throw error;
    throw new OciError('malformed', t('{0} is a damaged archive: {1}.', name, reasonOf(error)), { cause: error });
  } finally {
    extract.destroy(null);
    await feeding;
  }
}

/** Writes chunks into the archive's reader until they, or it, end. */
async function feed(chunks: AsyncIterable<Uint8Array>, extract: Extract, source: { failure?: unknown }): Promise<void> {
  let isClosed = false;
  const closed = new Promise<void>((resolve) => {
    extract.once('close', () => {
      isClosed = true;
      resolve();
    });
  });
  try {
    for await (const chunk of chunks) {
      if (isClosed) return;
      if (!extract.write(chunk)) await Promise.race([once(extract, 'drain'), closed]);
    }
    extract.end(null);
  } catch (error) {
    source.failure = error;
    extract.destroy(error as Error);
  }
}

function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/\.$/, '');
}
