import { t } from '../l10n';
import { printable } from '../report/printable';
import { type ToDo } from './generated';

/** A to-do, and the line, from 1, that it is about. */
export interface PlacedToDo extends ToDo {
  line?: number;
}

/** What a document leaves open, as plain text: a line each, which begins with its place. */
export function toDoReport(toDos: readonly PlacedToDo[]): string {
  const lines = toDos.map(({ message, line }) =>
    printable(line === undefined ? message : `(${t('line {0}', line)}) ${message}`),
  );
  const hasPlaceholder = toDos.some(({ placeholder }) => placeholder !== undefined);
  const note = t('What has a placeholder is in Problems, too, and can be filled in from there.');
  return `${[...lines, ...(hasPlaceholder ? ['', note] : [])].join('\n')}\n`;
}
