import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Fetcher } from 'tuf-js';
import { DownloadHTTPError, DownloadLengthMismatchError } from 'tuf-js/dist/error';

/** For one file, in milliseconds; each has some kilobytes. */
const REQUEST_MS = 20_000;

/** Downloads for a TUF client, which can be cancelled, and which remember each `root.json` on their way. */
export class CancellableFetcher implements Fetcher {
  readonly roots: string[] = [];
  /** What the last download failed with: tuf-js hides it. */
  failure: unknown;

  /** @param folder for temporary files */
  constructor(
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {}

  async downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    this.failure = undefined;
    try {
      return await this.download(url, maxLength);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  async downloadFile<T>(url: string, maxLength: number, handler: (file: string) => Promise<T>): Promise<T> {
    const file = path.join(this.folder, `${randomBytes(6).toString('hex')}.tmp`);
    writeFileSync(file, await this.downloadBytes(url, maxLength));
    try {
      return await handler(file);
    } finally {
      rmSync(file, { force: true });
    }
  }

  private async download(url: string, maxLength: number): Promise<Buffer> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(REQUEST_MS)]);
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new DownloadHTTPError(url, response.status);
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.length;
      if (length > maxLength) throw new DownloadLengthMismatchError(url);
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (/\/\d+\.root\.json$/.test(url)) this.roots.push(bytes.toString());
    return bytes;
  }
}
