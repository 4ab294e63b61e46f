import { t } from '../../l10n';
import { COMMANDS, commandMeaning, LAYER_OF, type CommandName } from '../modelfile/commands';
import { pathArgument, quoteArgument } from '../modelfile/document';
import { type ModelFacts } from '../modelpack/config';
import { modelFilesOf, nameOf, type InventoryFile, type ModelInventory } from './inventory';

/**
 * A Modelfile of modctl that packs every file of a model once. The same inventory gives the same text; comments say what
 * was guessed.
 */
export function generateModelfile(inventory: ModelInventory): string {
  const files = modelFilesOf(inventory);
  const { name, isGuess } = nameOf(inventory);
  const lines = [
    `# ${t('Written from the files of this folder: what each one is was concluded from its name and content.')}`,
    ...(isGuess ? [`# ${t('a guess: {0}', t('the name of the folder'))}`] : []),
    `NAME ${quoteArgument(name)}`,
    ...factLines(inventory.facts),
  ];
  for (const command of COMMANDS) {
    const kind = LAYER_OF[command];
    const own = kind ? files.filter((file) => file.class.kind === kind) : [];
    if (own.length) lines.push('', `# ${commandMeaning(command)}`, ...own.flatMap((file) => fileLines(command, file)));
  }
  return `${lines.join('\n')}\n`;
}

function factLines({ descriptor, config }: ModelFacts): string[] {
  const facts: readonly (readonly [CommandName, string | undefined])[] = [
    ['ARCH', config.architecture],
    ['FAMILY', descriptor.family],
    ['FORMAT', config.format],
    ['PARAMSIZE', config.paramSize],
    ['PRECISION', config.precision],
    ['QUANTIZATION', config.quantization],
  ];
  return facts.flatMap(([command, value]) => (value ? [`${command} ${quoteArgument(value)}`] : []));
}

function fileLines(command: CommandName, { path, class: { by } }: InventoryFile): string[] {
  const line = `${command} ${pathArgument(path)}`;
  return by === 'size' ? [`# ${t('a guess: {0}', t('nothing is known of it but its size'))}`, line] : [line];
}
