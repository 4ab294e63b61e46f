import { t, loadMessages } from '../../core/l10n';
import { OciError } from '../../core/oci/errors';
import { CancelledError, ModelError } from '../../core/signing/model/model';
import { SigningError } from '../../core/signing/signer';
import { answer, refusal } from '../../core/tools/answer';
import { checkInput } from '../../core/tools/input';
import { ToolError, type ToolAnswer, type ToolInput, type ToolName, type ToolScope } from '../../core/tools/tool';
import { TOOLS } from '../../core/tools/tools';
import { FileError } from '../../node/files/errors';
import { UsageError } from '../exit';

type Run = (input: ToolInput, scope: ToolScope) => Promise<object>;

/** Each is loaded when it is first called. */
const RUNS: Readonly<Record<ToolName, () => Promise<Run>>> = {
  lint: async () => (await import('./lint')).lintTool,
  explain_class: async () => (await import('./explain-class')).explainClassTool,
  inspect_artifact: async () => (await import('./inspect')).inspectTool,
  verify: async () => (await import('./inspect')).verifyTool,
};

export const tools = TOOLS;
export { loadMessages };

/** See {@link ToolService}. */
export async function run(name: string, input: unknown, scope: ToolScope): Promise<ToolAnswer> {
  try {
    const tool = TOOLS.find((each) => each.name === name);
    if (!tool) throw new ToolError(t('There is no tool "{0}".', name.slice(0, 100)));
    const checked = checkInput(input, tool.inputSchema);
    return answer(await (await RUNS[tool.name]())(checked, scope));
  } catch (error) {
    return refusal(messageOf(error));
  }
}

/** What went wrong, in words. What nobody foresaw is told as that: its details are no business of a language model. */
function messageOf(error: unknown): string {
  if (error instanceof FileError || error instanceof ModelError) return `${error.file} ${error.message}`;
  if (error instanceof CancelledError || (error instanceof Error && error.name === 'AbortError'))
    return t('Cancelled.');
  const isTold = [ToolError, OciError, SigningError, UsageError].some((known) => error instanceof known);
  return isTold ? (error as Error).message : t('Unexpected error; it is a bug of this tool.');
}
