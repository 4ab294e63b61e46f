import { t } from '../l10n';
import { ToolError, type InputSchema, type ToolInput } from './tool';

/**
 * Checks the input of a tool by its schema.
 * @throws {ToolError} that names what is wrong
 */
export function checkInput(input: unknown, { properties, required }: InputSchema): ToolInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new ToolError(t('The input must be an object.'));
  const entries = Object.entries(input);
  for (const [name, value] of entries) {
    if (!Object.hasOwn(properties, name))
      throw new ToolError(
        t('There is no input "{0}"; there are {1}.', name.slice(0, 100), Object.keys(properties).join(', ')),
      );
    const { maxLength } = properties[name]!;
    if (typeof value !== 'string') throw new ToolError(t('"{0}" must be a text.', name));
    if (value.length > maxLength) throw new ToolError(t('"{0}" is longer than {1} characters.', name, maxLength));
    if (value.includes('\0')) throw new ToolError(t('"{0}" holds a character that no path has.', name));
  }
  const missing = required.find((name) => !Object.hasOwn(input, name) || (input as ToolInput)[name] === '');
  if (missing !== undefined) throw new ToolError(t('"{0}" is missing.', missing));
  return Object.fromEntries(entries) as ToolInput;
}
