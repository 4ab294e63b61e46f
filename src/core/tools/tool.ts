/** One value of a tool's input: the part of JSON Schema that tools use. */
export interface InputProperty {
  type: 'string';
  description: string;
  maxLength: number;
}

/** What a tool takes, as JSON Schema: an object of texts, and nothing else. */
export interface InputSchema {
  type: 'object';
  properties: Readonly<Record<string, InputProperty>>;
  required: readonly string[];
  additionalProperties: false;
}

/** A tool that a language model may call. It reads and changes nothing, and uses no network. */
export interface Tool {
  name: ToolName;
  /** What people call it. */
  title: string;
  /** For the model: what it does, and when it is of use. */
  description: string;
  inputSchema: InputSchema;
}

/** The names are those of the protocol; the editor puts `modelopenness_` before them. */
export type ToolName = 'lint' | 'explain_class' | 'inspect_artifact' | 'verify';

/** An input that was checked against the schema of its tool. */
export type ToolInput = Readonly<Record<string, string>>;

/** What a tool answers: JSON, bounded in length. */
export interface ToolAnswer {
  text: string;
  /** Whether it could not be done; the text says why. */
  isError: boolean;
}

/** What runs tools, in the bundle of the command line. Plain values go in and come out. */
export interface ToolService {
  tools: readonly Tool[];
  /**
   * Runs a tool. Never throws: what goes wrong is an answer.
   * @param input as the model wrote it
   */
  run(name: string, input: unknown, scope: ToolScope): Promise<ToolAnswer>;
}

/** What a tool may look at. */
export interface ToolScope {
  /** Folders that paths have to lie in, absolute; relative paths begin at the first. */
  roots: readonly string[];
  /** Whether the folders may say what is accepted in them: their trust policies count. */
  trusted: boolean;
  signal?: AbortSignal;
}

/** A call that makes no sense. The message says what was found and what would be right. */
export class ToolError extends Error {
  override name = 'ToolError';
}
