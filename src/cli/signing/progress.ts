import { type Progress } from '../../core/signing/model/model';
import { progressText } from '../../core/signing/model/progress';
import { type Host } from '../host';

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

  readonly update = (progress: Progress): void => {
    const now = Date.now();
    if (!this.host.showsProgress || now - this.last < INTERVAL_MS) return;
    this.last = now;
    this.isShown = true;
    this.host.stderr(`\r\x1b[K${this.doing}: ${progressText(progress, now - this.began)}`);
  };

  /** Takes the line away. */
  clear(): void {
    if (this.isShown) this.host.stderr('\r\x1b[K');
  }
}
