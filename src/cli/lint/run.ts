import path from 'node:path';
import { RULES } from '../../core/documents/kinds';
import { type Finding } from '../../core/findings/finding';
import { fixAll } from '../../core/findings/fix';
import { isBlobPath } from '../../core/oci/digest';
import { lint } from '../../core/findings/lint';
import { type KnownRelease } from '../../core/findings/context';
import { FORMATS } from '../../core/report/formats';
import { printable } from '../../core/report/printable';
import {
  atThreshold,
  type CheckedFile,
  type LintReport,
  type Threshold,
  type UncheckedFile,
} from '../../core/report/report';
import { releaseOf } from '../../files/releases';
import { version } from '../../../package.json';
import { Exit, UsageError, type ExitCode } from '../exit';
import { loadDocument, loadStream, type LoadedDocument } from '../files/documents';
import { FileError } from '../../node/files/errors';
import { byText, shownPath, slashed } from '../files/paths';
import { targets, type Target } from '../files/targets';
import { writeFile } from '../../node/files/write';
import { type Host } from '../host';
import { type Output } from '../lint';
import { Configurations, orUsageError } from './configurations';
import { Folders } from './folders';
import { Neighbours } from './neighbours';
import { lintOptions } from './options';

export interface LintRequest {
  /** Files, folders and globs; `-` stands for standard input, none for the current folder. */
  paths: readonly string[];
  outputs: readonly Output[];
  failOn: Threshold;
  fix?: boolean;
  config?: string;
  stdinFilename?: string;
}

/**
 * Checks documents and writes reports.
 * @throws {UsageError} when the request or a configuration makes no sense
 */
export async function runLint(request: LintRequest, host: Host): Promise<ExitCode> {
  refuseContradictions(request);
  return await new LintRun(request, host).run();
}

function refuseContradictions({ paths, fix, stdinFilename, outputs }: LintRequest): void {
  const stdin = paths.includes('-');
  if (stdin && fix) throw new UsageError('--fix mends files; standard input (-) has none');
  if (!stdin && stdinFilename !== undefined) throw new UsageError('--stdin-filename needs - among the paths');
  const files = outputs.map(({ file }) => file).filter((file) => file !== undefined);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new UsageError(`two reports cannot go to the same --output ${twice}`);
}

/** One run of the linter: what it has found out so far. */
class LintRun {
  private readonly configurations: Configurations;
  private readonly neighbours: Neighbours;
  private readonly folders = new Folders();
  private readonly unchecked: UncheckedFile[] = [];
  private releases: readonly KnownRelease[] = [];

  constructor(
    private readonly request: LintRequest,
    private readonly host: Host,
  ) {
    this.configurations = orUsageError(() => new Configurations(host.cwd, host.today, request.config));
    this.neighbours = new Neighbours(host.cwd);
  }

  async run(): Promise<ExitCode> {
    let documents = await this.load();
    // Their weights are asked for once before anything is checked, so that a bad configuration changes no file.
    for (const { path } of documents) orUsageError(() => this.configurations.severityOf(path));
    const invalid = this.configurations.loaded.filter(({ findings }) => findings.some((f) => f.severity === 'error'));
    if (invalid.length) {
      const files = invalid.map(({ shown, text, findings }) => ({ file: shown, text, findings }));
      this.write(this.report(files));
      for (const { shown } of invalid) this.say(`${shown} is no valid configuration; nothing was checked`);
      return Exit.usage;
    }
    this.setReleases(documents);
    let fixed: number | undefined;
    if (this.request.fix) {
      fixed = 0;
      const mended = documents.map((document) => this.fix(document));
      for (const { count } of mended) fixed += count;
      this.sayMended(mended.map(({ count }) => count));
      documents = mended.map(({ document }) => document);
      this.setReleases(documents);
    }
    const files = documents.map((loaded) => this.check(loaded));
    return this.finish(this.report([...files, ...this.configurationFiles(files)], fixed));
  }

  /** Reads every document that the arguments lead to. */
  private async load(): Promise<LoadedDocument[]> {
    const { paths } = this.request;
    const { cwd } = this.host;
    const args = paths.length ? paths.filter((arg) => arg !== '-') : ['.'];
    const found = targets(args, {
      cwd,
      excluded: (file) => orUsageError(() => this.configurations.excludes(file)),
      problem: (error) => this.cannotCheck(error),
    });
    const documents = found.flatMap((target) => this.orCannotCheck(() => loadDocument(target)) ?? []);
    if (paths.includes('-')) {
      const input = await this.loadInput();
      if (input) documents.push(input);
    }
    if (!documents.length && !this.unchecked.length) this.say('no documents found');
    return documents;
  }

  private async loadInput(): Promise<LoadedDocument | undefined> {
    const { stdinFilename = 'stdin' } = this.request;
    const file = path.resolve(this.host.cwd, stdinFilename);
    const target: Target = { path: file, shown: shownPath(file, this.host.cwd), named: true };
    try {
      return await loadStream(this.host.stdin, target);
    } catch (error) {
      this.orCannotCheck(() => {
        throw error;
      });
      return undefined;
    }
  }

  private setReleases(documents: readonly LoadedDocument[]): void {
    this.releases = documents
      .filter(({ document }) => document.kind.id === 'mof')
      .map(({ shown, document }) => releaseOf(shown, document.parsed))
      .filter((release) => release !== undefined);
  }

  private check(loaded: LoadedDocument): CheckedFile {
    return { file: loaded.shown, text: loaded.decoded.text, findings: this.findings(loaded) };
  }

  private findings(loaded: LoadedDocument): Finding[] {
    const { configurations, neighbours, folders, host, releases } = this;
    return lint(loaded.document, lintOptions(loaded, { configurations, neighbours, folders, host, releases }));
  }

  /** Mends a document on disk, and says how many findings that took away. */
  private fix(loaded: LoadedDocument): { document: LoadedDocument; count: number } {
    const { document, decoded, path, shown, stamp } = loaded;
    const unchanged = { document: loaded, count: 0 };
    // Written as UTF-8, a file in another encoding would come out changed everywhere.
    if (decoded.encoding !== 'utf-8') return unchanged;
    if (isBlobPath(path)) {
      this.say(`${shown} is a blob of an image layout, whose name is its digest; it is left as it is`);
      return unchanged;
    }
    const reopen = (text: string): LoadedDocument => ({
      ...loaded,
      document: document.kind.open(document.path, text),
      decoded: { text, encoding: 'utf-8' },
    });
    const { text, count } = fixAll(decoded.text, (next) => this.findings(reopen(next)));
    if (text === decoded.text) return unchanged;
    return (
      this.orCannotCheck(() => {
        writeFile(path, shown, text, { expected: stamp });
        return { document: reopen(text), count };
      }) ?? unchanged
    );
  }

  private sayMended(counts: readonly number[]): void {
    const files = counts.filter((count) => count > 0).length;
    const findings = counts.reduce((sum, count) => sum + count, 0);
    const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
    this.say(files ? `mended ${plural(findings, 'finding')} in ${plural(files, 'file')}` : 'nothing to mend');
  }

  /** Configurations with findings of their own that are not among the files anyway. */
  private configurationFiles(files: readonly CheckedFile[]): CheckedFile[] {
    return this.configurations.loaded
      .filter(({ findings, shown }) => findings.length && !files.some(({ file }) => file === shown))
      .map(({ shown, text, findings }) => ({ file: shown, text, findings }));
  }

  private report(files: readonly CheckedFile[], fixed?: number): LintReport {
    return {
      version,
      root: slashed(this.host.cwd),
      rules: RULES,
      files: [...files].sort((a, b) => byText(a.file, b.file)),
      unchecked: this.unchecked,
      threshold: this.request.failOn,
      ...(fixed === undefined ? {} : { fixed }),
    };
  }

  /** Writes the reports. A finding decides; no file that could not be read can undo it. */
  private finish(report: LintReport): ExitCode {
    if (!this.write(report)) return Exit.unchecked;
    if (report.files.some(({ findings }) => findings.some((f) => atThreshold(f.severity, report.threshold))))
      return Exit.findings;
    return this.unchecked.length ? Exit.unchecked : Exit.clean;
  }

  /** Writes the report in every format that was asked for; false when one could not be delivered. */
  private write(report: LintReport): boolean {
    let delivered = true;
    for (const { format, file } of this.request.outputs) {
      const text = FORMATS[format]!(report, { colour: file === undefined && this.host.colour });
      if (file === undefined) {
        this.host.stdout(text);
        continue;
      }
      try {
        writeFile(path.resolve(this.host.cwd, file), file, text);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        this.say(`${error.file} ${error.message}`);
        delivered = false;
      }
    }
    return delivered;
  }

  private orCannotCheck<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.cannotCheck(error);
      return undefined;
    }
  }

  private cannotCheck({ file, message }: FileError): void {
    this.unchecked.push({ file, message: `${file} ${message}` });
    this.say(`${file} ${message}`);
  }

  private say(line: string): void {
    this.host.stderr(`mof: ${printable(line)}\n`);
  }
}
