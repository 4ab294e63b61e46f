import { type GateReport } from '../../node/release/request';
import { type NamedPath } from '../../node/signing/model';
import { type Severity } from '../../core/findings/finding';
import { type Threshold } from '../../core/report/report';
import { ReleaseError } from '../../node/release/step';
import { Exit, UsageError } from '../exit';
import { type Host } from '../host';
import { runLint } from '../lint/run';

interface LintJson {
  findings: {
    file: string;
    rule: string;
    severity: Severity;
    message: string;
    range: { start: { line: number } };
  }[];
  summary: { files: number };
}

/**
 * Checks the documents of a folder as `mof lint` does.
 * @throws {ReleaseError} for a configuration that can't be used
 */
export async function lintGate(
  folder: NamedPath,
  { failOn, config }: { failOn: Threshold; config?: string },
  host: Host,
): Promise<GateReport> {
  let stdout = '';
  const said: string[] = [];
  const quiet: Host = {
    ...host,
    stdout: (text) => (stdout += text),
    stderr: (text) => void said.push(text.trim().replace(/^mof: /, '')),
  };
  const request = {
    paths: [folder.path],
    outputs: [{ format: 'json' }],
    failOn,
    ...(config === undefined ? {} : { config }),
  };
  const code = await runLint(request, quiet).catch((error: unknown) => {
    throw error instanceof UsageError ? new ReleaseError(error.message) : error;
  });
  const { findings, summary } = JSON.parse(stdout || '{"findings":[],"summary":{"files":0}}') as LintJson;
  const isUnusable = code === Exit.usage;
  return {
    files: summary.files,
    findings: findings.map(({ file, rule, severity, message, range }) => ({
      file,
      line: range.start.line + 1,
      severity,
      rule,
      message,
    })),
    unchecked: code === Exit.unchecked || isUnusable ? said : [],
    stops: code === Exit.findings,
  };
}
