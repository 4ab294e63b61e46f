import { type Fix } from '../findings/finding';
import { t } from '../l10n';
import { type Span } from '../text/position';
import { asList, asMap, asScalar, entryOf, valueAt, type MapNode, type ParsedText } from '../text/tree';
import { exceptionMistakes } from './checks/exceptions';
import { licenseMistakes } from './checks/licenses';
import { patternMistakes, versionMistakes } from './checks/names';
import { signerMistakes } from './checks/signers';
import { isHarmless, type PolicyMistake } from './mistakes';
import { type Policy } from './policy';
import { readPolicy } from './read';
import { schemaBreaches, type SchemaBreach } from './schema';

/** A policy that was read, or what makes it unusable. */
export interface CheckedPolicy {
  /** Absent where a mistake is not harmless, or the text itself is not sound. */
  policy?: Policy;
  mistakes: readonly PolicyMistake[];
}

/**
 * Reads a policy. One mistake makes all of it unusable: what was left out could be what keeps somebody out.
 * @param day today, `YYYY-MM-DD`
 */
export function checkPolicy(parsed: ParsedText, day: string): CheckedPolicy {
  const isEmpty = !parsed.root || (asScalar(parsed.root)?.text === '' && parsed.root.kind === 'scalar');
  if (isEmpty) return { mistakes: [nothingAsked({ start: 0, end: Math.min(1, parsed.text.length) })] };
  const breaches = schemaBreaches(parsed.root);
  if (breaches.length) return { mistakes: breaches.map((breach) => schemaMistake(parsed, breach)) };
  const root = asMap(parsed.root)!;
  const mistakes = [
    ...signerMistakes(root),
    ...patternMistakes(root),
    ...versionMistakes(root),
    ...licenseMistakes(parsed, root),
    ...exceptionMistakes(root, day),
    ...(asksNothing(root) ? [nothingAsked(root.entries[0]!.key)] : []),
  ];
  return parsed.problems.length || !mistakes.every(isHarmless)
    ? { mistakes }
    : { policy: readPolicy(parsed), mistakes };
}

function schemaMistake(parsed: ParsedText, { at, message, meant }: SchemaBreach): PolicyMistake {
  if (meant === undefined) return { rule: 'policy/invalid', at, message };
  const quote = parsed.text[at.start];
  const newText = quote === '"' || quote === "'" ? quote + meant + quote : meant;
  const fix: Fix = { title: t('Change to "{0}"', meant), safe: false, edits: [{ ...at, newText }] };
  return { rule: 'policy/invalid', at, message: t('{0} Did you mean "{1}"?', message, meant), fix: () => [fix] };
}

function nothingAsked(at: Span): PolicyMistake {
  const message = t('This policy asks for nothing, so it would accept everything. List signers, or what is required.');
  return { rule: 'policy/asks-nothing', at, message };
}

/** Whether everything would be accepted. */
function asksNothing(root: MapNode): boolean {
  const isTrue = (...path: string[]) => asScalar(valueAt(root, ...path))?.value === true;
  const isFilled = (...path: string[]) => (asList(valueAt(root, ...path))?.items.length ?? 0) > 0;
  return !(
    entryOf(root, 'signers') ||
    valueAt(root, 'licenses', 'allow') ||
    valueAt(root, 'require', 'mof-class') ||
    ['signature', 'bom', 'profile'].some((key) => isTrue('require', key)) ||
    isTrue('licenses', 'open') ||
    isFilled('licenses', 'deny') ||
    isFilled('minimum-versions')
  );
}
