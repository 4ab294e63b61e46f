import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Fetcher } from 'tuf-js';
import { DownloadHTTPError, DownloadLengthMismatchError } from 'tuf-js/dist/error';
import { type Http } from '../../http/http';

/** Downloads for a TUF client, which can be cancelled, and which remember each `root.json` on their way. */
export class CancellableFetcher implements Fetcher {
  readonly roots: string[] = [];
  /** What the last download failed with: tuf-js hides it. */
  failure: unknown;

  /** @param folder for temporary files */
  constructor(
    private readonly folder: string,
    private readonly http: Http,
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
    const { status, body } = await this.http(new URL(url), { method: 'GET', signal: this.signal });
    if (status !== 200) throw new DownloadHTTPError(url, status);
    if (body.length > maxLength) throw new DownloadLengthMismatchError(url);
    if (/\/\d+\.root\.json$/.test(url)) this.roots.push(body.toString());
    return body;
  }
}
