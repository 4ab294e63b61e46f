import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

export type TarFile = Partial<Header> & { name: string; content?: string | Uint8Array };

/** A tar archive with these entries, whatever they are. */
export async function tar(...entries: TarFile[]): Promise<Uint8Array> {
  const archive = pack();
  for (const { content = '', ...header } of entries) {
    // Times are always the same.
    const all = { mtime: new Date(0), ...header };
    if (header.type === undefined || header.type === 'file') archive.entry(all, Buffer.from(content as string));
    else archive.entry(all);
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<unknown>) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

export const gzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes);

/** By the program of that name; undefined where there is none. */
export function zstd(bytes: Uint8Array, ...options: string[]): Uint8Array | undefined {
  try {
    return execFileSync('zstd', ['-q', ...options], { input: bytes, maxBuffer: 1 << 30 });
  } catch {
    return undefined;
  }
}
