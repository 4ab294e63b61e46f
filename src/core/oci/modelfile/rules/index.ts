import { type Rule } from '../../../findings/rule';
import { type ModelfileDocument } from '../document';
import {
  duplicateCommand,
  missingArgument,
  ollama,
  severalArguments,
  tab,
  unclosedQuote,
  unknownCommand,
} from './commands';
import { noFiles, unpackedFile } from './files';
import {
  absolutePath,
  backslash,
  badPattern,
  datasetIgnored,
  doubleStar,
  escapingPath,
  folderInPath,
  noMatch,
  pathNotFound,
  samePath,
} from './paths';
import { paramSize, precision } from './values';

/** Every rule for Modelfiles. A new rule is one line here. */
export const modelfileRules: readonly Rule<ModelfileDocument>[] = [
  ollama,
  unknownCommand,
  missingArgument,
  tab,
  unclosedQuote,
  severalArguments,
  duplicateCommand,
  noFiles,
  absolutePath,
  escapingPath,
  backslash,
  badPattern,
  doubleStar,
  pathNotFound,
  noMatch,
  folderInPath,
  samePath,
  datasetIgnored,
  paramSize,
  precision,
  unpackedFile,
];
