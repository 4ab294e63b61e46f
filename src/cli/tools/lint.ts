import { MAX_FILES, filesIn } from './files';
import { runLint } from '../lint/run';
import { type ToolInput, type ToolScope } from '../../core/tools/tool';
import { type Host } from '../host';
import { placeIn } from './places';

interface LintJson {
  findings: {
    file: string;
    rule: string;
    severity: string;
    message: string;
    range: { start: { line: number; character: number } };
    fixable: boolean;
  }[];
  summary: object;
}

/** Checks a file, or the documents in a folder, as `mof lint` does. Lines count from 1. */
export async function lintTool({ path: given }: ToolInput, scope: ToolScope): Promise<object> {
  const { path: file } = placeIn(scope, given!);
  const { files, isCut } = filesIn(file, scope);
  if (!files.length) return { findings: [], note: 'There is no document of a kind that is checked.' };
  let stdout = '';
  const problems: string[] = [];
  const host: Host = {
    cwd: scope.roots[0]!,
    today: new Date(),
    colour: false,
    stdin: none(),
    stdout: (text) => (stdout += text),
    stderr: (text) => problems.push(text.trim()),
    debug: false,
  };
  await runLint({ paths: files, outputs: [{ format: 'json' }], failOn: 'never' }, host);
  const { findings, summary } = JSON.parse(stdout) as LintJson;
  return {
    summary,
    findings: findings.map(({ file: name, rule, severity, message, range, fixable }) => ({
      file: name,
      line: range.start.line + 1,
      character: range.start.character + 1,
      severity,
      rule,
      message,
      fixable,
    })),
    ...(problems.length ? { problems } : {}),
    ...(isCut ? { note: `Only ${MAX_FILES} documents were checked; name a folder with fewer.` } : {}),
  };
}

async function* none(): AsyncGenerator<Uint8Array> {
  // Nobody writes to a tool.
}
