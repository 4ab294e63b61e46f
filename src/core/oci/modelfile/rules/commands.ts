import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { nearest } from '../../../text/similar';
import { COMMANDS, LAYER_OF, OLLAMA_INSTRUCTIONS } from '../commands';
import { quoteArgument, type Command, type ModelfileDocument } from '../document';
import { lineRemoval } from './edits';

/** Other words for a command. */
const ALIASES: Readonly<Record<string, string>> = {
  ARCHITECTURE: 'ARCH',
  WEIGHT: 'MODEL',
  WEIGHTS: 'MODEL',
  MODELS: 'MODEL',
  CONFIGS: 'CONFIG',
  CODES: 'CODE',
  SCRIPT: 'CODE',
  DATA: 'DATASET',
  DATASETS: 'DATASET',
  DOCS: 'DOC',
  README: 'DOC',
  LICENSE: 'DOC',
  PARAMS: 'PARAMSIZE',
  PARAM_SIZE: 'PARAMSIZE',
  PARAMETERS: 'PARAMSIZE',
  DTYPE: 'PRECISION',
  QUANT: 'QUANTIZATION',
};

/** modctl v0.2.2, pkg/modelfile/parser: "parse error" and "invalid command". */
export const unknownCommand: Rule<ModelfileDocument> = {
  id: 'modelfile/unknown-command',
  title: 'Unknown command',
  help: 'A line begins with one of twelve commands, or with # for a comment. modctl refuses the whole file for any other word.',
  severity: 'error',
  fixable: true,
  check({ commands }, report) {
    for (const { word, name } of commands) {
      if (name) continue;
      const upper = word.text.replace(/:$/, '').toUpperCase();
      const alias = Object.hasOwn(ALIASES, upper) ? ALIASES[upper] : undefined;
      const colon = (COMMANDS as readonly string[]).includes(upper) ? upper : undefined;
      const meant = colon ?? alias ?? nearest(upper, COMMANDS);
      report({
        at: word,
        message: meant
          ? t('Unknown command "{0}"; modctl refuses the file. Did you mean "{1}"?', word.text, meant)
          : OLLAMA_INSTRUCTIONS.includes(upper)
            ? t('"{0}" belongs into a Modelfile of Ollama; modctl does not know it.', word.text)
            : t('Unknown command "{0}"; modctl refuses the file. Commands are {1}.', word.text, COMMANDS.join(', ')),
        fix: () => [
          meant
            ? {
                title: t('Change to "{0}"', meant),
                safe: colon !== undefined,
                edits: [{ start: word.start, end: word.end, newText: meant }],
              }
            : undefined,
        ],
      });
    }
  },
};

/** Commands that modctl knows, and what they are followed by. */
function known({ commands }: ModelfileDocument): Command[] {
  return commands.filter(({ name }) => name !== undefined);
}

/** modctl, `splitCommand`: "invalid command line"; an empty text in quotes is none either. */
export const missingArgument: Rule<ModelfileDocument> = {
  id: 'modelfile/missing-argument',
  title: 'Command without an argument',
  help: 'Every command is followed by one argument: a text, a path or a pattern.',
  severity: 'error',
  fixable: false,
  check(document, report) {
    for (const { args, word, unclosed } of known(document))
      if (!unclosed && (args.length === 0 || (args.length === 1 && args[0]!.value === '')))
        report({
          at: args[0] ?? word,
          message: t('"{0}" needs an argument behind it.', word.text),
        });
  },
};

/** modctl, `splitCommand` looks for a blank only. */
export const tab: Rule<ModelfileDocument> = {
  id: 'modelfile/tab',
  title: 'Tab behind a command',
  help: 'modctl ends a command at the first blank. With a tab it takes the whole line for the command and refuses the file.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { tab: at, word } of known(document))
      if (at)
        report({
          at,
          message: t('Write a blank behind "{0}", not a tab.', word.text),
          fix: () => [{ title: t('Change to a blank'), safe: true, edits: [{ ...at, newText: ' ' }] }],
        });
  },
};

/** modctl, `parseArgs`: "unclosed quotes". */
export const unclosedQuote: Rule<ModelfileDocument> = {
  id: 'modelfile/unclosed-quote',
  title: 'Quote that is not closed',
  help: 'A quote has to be closed on the same line; modctl refuses the file otherwise. A quote that is meant as such has a backslash before it.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { unclosed, end } of known(document))
      if (unclosed)
        report({
          at: unclosed,
          message: t('This quote is not closed on its line.'),
          fix: () => [{ title: t('Close the quote'), safe: false, edits: [{ start: end, end, newText: '"' }] }],
        });
  },
};

/** modctl, `parseStringArgs`: exactly one. */
export const severalArguments: Rule<ModelfileDocument> = {
  id: 'modelfile/several-arguments',
  title: 'Several arguments',
  help: 'A command takes one argument. Text with blanks stands in double quotes, and a comment on a line of its own.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { text } = document.parsed;
    for (const { args, word, start, end, unclosed } of known(document)) {
      if (args.length < 2 || unclosed) continue;
      const comment = args.find(({ value }, index) => index > 0 && value.startsWith('#'));
      const [first] = args as [Command['args'][number]];
      const at = { start: args[1]!.start, end };
      if (comment && comment === args[1]) {
        const newline = text.includes('\r\n') ? '\r\n' : '\n';
        report({
          at,
          message: t('A comment stands on a line of its own; here it is taken for arguments.'),
          fix: () => [
            {
              title: t('Move the comment above'),
              safe: true,
              edits: [
                { start, end: start, newText: text.slice(comment.start, end) + newline },
                { start: first.end, end, newText: '' },
              ],
            },
          ],
        });
        continue;
      }
      report({
        at,
        message: t('"{0}" takes one argument; put text with blanks in double quotes.', word.text),
        fix: () => [
          {
            title: t('Put all of it in quotes'),
            safe: false,
            edits: [{ start: first.start, end, newText: quoteArgument(args.map(({ value }) => value).join(' ')) }],
          },
        ],
      });
    }
  },
};

/** modctl, `parseFile`: "duplicate name command". */
export const duplicateCommand: Rule<ModelfileDocument> = {
  id: 'modelfile/duplicate-command',
  title: 'Command given twice',
  help: 'NAME, ARCH, FAMILY, FORMAT, PARAMSIZE, PRECISION and QUANTIZATION are said once; modctl refuses a second one.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const seen = new Map<string, Command>();
    for (const command of known(document)) {
      const name = command.name!;
      if (LAYER_OF[name]) continue;
      const first = seen.get(name);
      if (!first) {
        seen.set(name, command);
        continue;
      }
      report({
        at: command.word,
        message: t('"{0}" is said already; modctl refuses the file.', name),
        related: [{ at: first.word, message: t('It stands here first.') }],
        fix: () => [
          {
            title: t('Remove this line'),
            safe: first.args[0]?.value === command.args[0]?.value,
            edits: lineRemoval(document.parsed, command),
          },
        ],
      });
    }
  },
};

/** Ollama's files have the same name (ollama, docs/modelfile.md). */
export const ollama: Rule<ModelfileDocument> = {
  id: 'modelfile/ollama',
  title: 'Modelfile of Ollama',
  help: 'Ollama and modctl call quite different files "Modelfile". This one begins with FROM, so it is Ollama\'s, and nothing else of it is checked.',
  severity: 'info',
  fixable: false,
  check({ ollama: instruction }, report) {
    if (instruction)
      report({
        at: instruction.word,
        message: t('This is a Modelfile of Ollama, not of modctl. It is left as it is.'),
      });
  },
};
