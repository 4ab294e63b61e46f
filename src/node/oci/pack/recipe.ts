import path from 'node:path';
import { parse } from 'yaml';
import { type FolderContents } from '../../../core/folder/contents';
import { t } from '../../../core/l10n';
import { TOOLS, type Annotations } from '../../../core/oci/annotations';
import { kitfileDetector, modelfileDetector } from '../../../core/oci/detect';
import { OciError } from '../../../core/oci/errors';
import { KitfileDocument } from '../../../core/oci/kitfile/document';
import { ModelfileDocument, parseModelfile } from '../../../core/oci/modelfile/document';
import { planOfKitfile, planOfModelfile, type PackagePlan } from '../../../core/oci/plan';
import { type ParsedText } from '../../../core/text/tree';
import { MAX_YAML_LENGTH, parseYaml } from '../../../core/text/yaml';
import { readStart } from './read-start';

/** A Kitfile or Modelfile that says what of a folder is packaged. */
export interface Recipe {
  /**
   * @returns what it asks for
   * @throws {OciError} `malformed` when that can't be done
   */
  plan(folder: FolderContents): PackagePlan;
  /** What its own tool writes into artifacts, and looks for in them. */
  annotations: Annotations;
}

/** How many problems a message tells. */
const SHOWN = 5;

/**
 * Reads a Kitfile or Modelfile.
 * @param file absolute path
 * @param shown the path as people are shown it
 * @throws {OciError} `malformed`, `too-large`, `unsupported` for a file that is neither; `not-found`, `no-permission`
 */
export function readRecipe(file: string, shown: string): Recipe {
  const text = textOf(file, shown);
  const name = path.basename(file);
  if (modelfileDetector.hasName(name)) return recipeOf(shown, parseModelfile(text), modelfileRecipe);
  if (kitfileDetector.hasName(name) || /\.ya?ml$/i.test(name)) return recipeOf(shown, parseYaml(text), kitfileRecipe);
  throw new OciError('unsupported', t('{0} is neither a Kitfile nor a Modelfile by its name.', shown));
}

function textOf(file: string, shown: string): string {
  // Characters have up to three bytes for each unit of length.
  const bytes = readStart(file, 3 * MAX_YAML_LENGTH + 1, shown);
  if (bytes.length > 3 * MAX_YAML_LENGTH)
    throw new OciError('too-large', t('{0} has more than {1} bytes.', shown, 3 * MAX_YAML_LENGTH));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new OciError('malformed', t('{0} is not UTF-8.', shown));
  }
}

type MakeRecipe = (parsed: ParsedText) => { plan: (folder: FolderContents) => PackagePlan; annotations: Annotations };

const kitfileRecipe: MakeRecipe = (parsed) => ({
  plan: (folder) => planOfKitfile(new KitfileDocument(parsed), folder),
  annotations: { [TOOLS.kitfile]: JSON.stringify(parse(parsed.text)) },
});

const modelfileRecipe: MakeRecipe = (parsed) => ({
  plan: (folder) => planOfModelfile(new ModelfileDocument(parsed), folder),
  annotations: { [TOOLS.modelfile]: parsed.text },
});

function recipeOf(shown: string, parsed: ParsedText, make: MakeRecipe): Recipe {
  const refuse = (problems: readonly { message: string; offset: number }[]): never => {
    const lines = problems.slice(0, SHOWN).map(({ message, offset }) => {
      const { line, character } = parsed.lines.positionAt(offset);
      return `${shown}:${line + 1}:${character + 1}: ${message}`;
    });
    throw new OciError('malformed', lines.join(' '));
  };
  if (parsed.problems.length) refuse(parsed.problems.map(({ message, start }) => ({ message, offset: start })));
  const { plan, annotations } = make(parsed);
  return {
    annotations,
    plan: (folder) => {
      const asked = plan(folder);
      if (asked.problems.length) refuse(asked.problems.map(({ message, at }) => ({ message, offset: at.start })));
      return asked;
    },
  };
}
