import { NO_FEATURES } from '../../../language/no-features';
import {
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type LanguageFeatures,
  type Surroundings,
} from '../../../language/features';
import { commentFolds } from '../../../language/folding';
import { touches } from '../../../text/position';
import { describeFiles, relativeUrl } from '../../language/complete-paths';
import { commandMeaning, LAYER_OF } from '../commands';
import { targetsOf, type ModelfileDocument } from '../document';
import { completeModelfile } from './completion';

/** What the editor can do with a Modelfile of modctl; of Ollama's it knows nothing. */
export function modelfileFeatures(document: ModelfileDocument): LanguageFeatures {
  return {
    ...NO_FEATURES,
    complete: (offset, around) => completeModelfile(document, offset, around),
    hover: (offset, around) => hover(document, offset, around),
    symbols: () => symbols(document),
    folds: () => commentFolds(document.parsed),
    links: (around) => links(document, around),
  };
}

/** What a command means, and which files its argument stands for. */
function hover(
  { commands, layers }: ModelfileDocument,
  offset: number,
  { folder }: Surroundings = {},
): Hover | undefined {
  const command = commands.find((each) => touches(each, offset));
  if (!command?.name) return undefined;
  if (touches(command.word, offset)) {
    const { start, end } = command.word;
    return { contents: `**${command.name}**\n\n${commandMeaning(command.name)}`, span: { start, end } };
  }
  const layer = layers.find((each) => each.command === command);
  if (!layer || !folder?.complete || !touches(layer.argument, offset)) return undefined;
  const { start, end } = layer.argument;
  return { contents: describeFiles(targetsOf(layer, folder).files), span: { start, end } };
}

function links({ layers }: ModelfileDocument, { folder }: Surroundings = {}): DocumentLink[] {
  return layers
    .filter(({ path, isPattern }) => !isPattern && folder?.at(path) === 'file')
    .map(({ argument: { start, end }, path }) => ({ span: { start, end }, url: relativeUrl(path) }));
}

/** Every command with its argument. */
function symbols({ commands }: ModelfileDocument): DocumentSymbol[] {
  return commands.map(({ word, name, args, start, end }) => ({
    name: args[0]?.value || word.text,
    detail: word.text,
    kind: name && LAYER_OF[name] ? 'file' : 'value',
    span: { start, end },
    selection: args[0] ? { start: args[0].start, end: args[0].end } : { start: word.start, end: word.end },
    children: [],
  }));
}
