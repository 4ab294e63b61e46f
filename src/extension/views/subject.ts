/**
 * What a node of a view stands for, and commands are to be given: menus of a view hand over its nodes, which commands know
 * nothing of.
 */
export const SUBJECT = Symbol.for('model-openness.subject');

/** What an argument of a command is about: the subject of a node, and anything else as it is. */
export function subjectOf(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(subjectOf);
  if (typeof argument !== 'object' || argument === null) return argument;
  return (argument as { [SUBJECT]?: unknown })[SUBJECT] ?? argument;
}
