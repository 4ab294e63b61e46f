import { type Progress } from '../../core/signing/model/model';
import { type Host } from '../host';

const MIB = 1024 * 1024;
const INTERVAL_MS = 200;

/** Shows on one line of the terminal how far something is; nothing elsewhere. */
export class ProgressLine {
  private readonly began = Date.now();
  private last = Date.now();
  private isShown = false;

  /** @param doing what is being done */
  constructor(
    private readonly host: Host,
    private readonly doing = 'hashing',
  ) {}

  readonly update = ({ bytes, totalBytes, files, totalFiles }: Progress): void => {
    const now = Date.now();
    if (!this.host.showsProgress || now - this.last < INTERVAL_MS) return;
    this.last = now;
    this.isShown = true;
    const rate = bytes / (now - this.began);
    const left = rate ? Math.ceil((totalBytes - bytes) / rate / 1000) : 0;
    const size = `${(bytes / MIB).toFixed(0)} of ${(totalBytes / MIB).toFixed(0)} MiB`;
    this.host.stderr(`\r\x1b[K${this.doing}: ${size}, ${files} of ${totalFiles} files, ${left} s left`);
  };

  /** Takes the line away. */
  clear(): void {
    if (this.isShown) this.host.stderr('\r\x1b[K');
  }
}
