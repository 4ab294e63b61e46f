import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import { type Finding, type Severity } from '../core/findings/finding';
import { docsUrl } from '../core/findings/rule';
import { reason } from './answer';
import { type Client } from './client';
import { type ServerDocument } from './documents';
import { type Services } from './services';
import { SupersededError } from './slices';

/** Name under which editors show our diagnostics. */
export const SOURCE = 'model-openness';

/**
 * How long typing has to rest before a document is linted again, in milliseconds: the longer, the more the last run
 * cost. An ordinary document costs a few milliseconds and is checked practically at once; changes that arrive together
 * are still one run.
 */
const SHORTEST_REST = 4;
const LONGEST_REST = 400;
/** A run up to this long, in milliseconds, does not get in the way of typing. */
const CHEAP = 8;

/** One slow run may be the machine's doing: the faster of the last two counts. */
function restAfter(costs: [number, number] | undefined): number {
  const cost = costs ? Math.min(...costs) : 0;
  return cost <= CHEAP ? SHORTEST_REST : Math.min(LONGEST_REST, cost * 20);
}

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAG = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };

/** Publishes the findings of open documents: at once when they open, and a moment after the last change. */
export class DiagnosticsPublisher {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** The latest run of each document; an older one that comes late is dropped. */
  private readonly runs = new Map<string, number>();
  /** Milliseconds that the last two runs of each document took. */
  private readonly costs = new Map<string, [number, number]>();
  private readonly published = new Set<string>();
  private stopped = false;

  /**
   * @param before told of a document before it is linted; undefined stands for one that is not ours
   * @param after told of a document that was linted
   */
  constructor(
    private readonly services: Services,
    private readonly before: (uri: string, document: ServerDocument | undefined) => void,
    private readonly after: (uri: string, document: ServerDocument | undefined) => void,
  ) {}

  /** Lints a document now, or after a rest. */
  schedule(uri: string, when: 'now' | 'later'): void {
    if (this.stopped) return;
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    if (when === 'now') void this.run(uri);
    else
      this.timers.set(
        uri,
        setTimeout(() => void this.run(uri), restAfter(this.costs.get(uri))),
      );
  }

  /** Lints every open document that is ours. */
  scheduleAll(): void {
    for (const { uri } of this.services.documents.all()) this.schedule(uri, 'later');
  }

  /** Takes back what was published for a document that was closed. */
  close(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.runs.delete(uri);
    this.costs.delete(uri);
    this.clear(uri);
  }

  /** Ends everything that waits. */
  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.stopped = true;
  }

  private async run(uri: string): Promise<void> {
    this.timers.delete(uri);
    const { connection, client, documents, linter } = this.services;
    const run = (this.runs.get(uri) ?? 0) + 1;
    this.runs.set(uri, run);
    const start = performance.now();
    try {
      const document = await documents.ready(uri);
      if (this.stopped || this.runs.get(uri) !== run) return;
      this.before(uri, document);
      if (!document) {
        this.clear(uri);
        this.after(uri, undefined);
        return;
      }
      const findings = await linter.findings(document);
      this.costs.set(uri, [performance.now() - start, this.costs.get(uri)?.[0] ?? 0]);
      if (this.stopped || this.runs.get(uri) !== run || documents.texts.get(uri)?.version !== document.version) return;
      const diagnostics = findings.map((finding) => toDiagnostic(finding, uri, client));
      await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
      this.published.add(uri);
      this.after(uri, document);
    } catch (error) {
      // The newer text has a run of its own.
      if (error instanceof SupersededError) return;
      connection.console.error(`${uri}: ${reason(error)}`);
    }
  }

  private clear(uri: string): void {
    if (this.published.delete(uri)) void this.services.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}

/** A finding as the protocol has it, with as much as the client understands. */
export function toDiagnostic(finding: Finding, uri: string, client: Client): Diagnostic {
  const can = client.diagnostics;
  return {
    range: finding.range,
    severity: SEVERITY[finding.severity],
    source: SOURCE,
    code: finding.rule,
    message: finding.message,
    ...(can.page ? { codeDescription: { href: docsUrl(finding.rule) } } : {}),
    ...(can.tags && finding.tag ? { tags: [TAG[finding.tag]] } : {}),
    ...(can.related && finding.related.length
      ? {
          relatedInformation: finding.related.map(({ file, range, message }) => ({
            location: { uri: file ?? uri, range },
            message,
          })),
        }
      : {}),
  };
}
