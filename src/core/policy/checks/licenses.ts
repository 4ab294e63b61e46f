import { t } from '../../l10n';
import { licenseFactsOf } from '../../licenses/facts';
import { listKey } from '../../licenses/judge';
import { unknownInList } from '../../licenses/listed';
import { editorFor } from '../../text/editor';
import { asScalar, valueAt, type MapNode, type ParsedText, type ScalarNode } from '../../text/tree';
import { type PolicyMistake } from '../mistakes';
import { maps, scalars } from './parts';

/** Licences that are none, and lists that contradict each other. */
export function licenseMistakes(parsed: ParsedText, root: MapNode): PolicyMistake[] {
  const [allow, deny] = ['allow', 'deny'].map((key) => scalars(valueAt(root, 'licenses', key)));
  const excused = maps(root, 'exceptions').flatMap((each) => asScalar(valueAt(each, 'license')) ?? []);
  const unknown = [...allow!, ...deny!, ...excused].flatMap((node): PolicyMistake[] => {
    const found = unknownInList(node.text);
    return found ? [unknownLicense(parsed, node, found.meant, found.safe)] : [];
  });
  const denied = new Set(deny!.map(({ text }) => listKey(text)));
  const both = allow!
    .filter(({ text }) => denied.has(listKey(text)))
    .map((at): PolicyMistake => ({
      rule: 'policy/contradiction',
      at,
      message: t('{0} is allowed here and denied as well. Remove it from one of the lists.', at.text),
    }));
  const isOpen = asScalar(valueAt(root, 'licenses', 'open'))?.value === true;
  const closed = (isOpen ? allow! : [])
    .filter(({ text }) => licenseFactsOf(text.split(/\s+with\s+/i)[0]!).open === false)
    .map((at): PolicyMistake => ({
      rule: 'policy/contradiction',
      at,
      message: t('{0} is allowed here, and only open licences are: it is not open.', at.text),
    }));
  return [...unknown, ...both, ...closed];
}

function unknownLicense(parsed: ParsedText, at: ScalarNode, meant: string | undefined, safe: boolean): PolicyMistake {
  const message = t('"{0}" is not the id of a licence.', at.text);
  if (meant === undefined) return { rule: 'policy/unknown-license', at, message };
  return {
    rule: 'policy/unknown-license',
    at,
    message: t('{0} Did you mean "{1}"?', message, meant),
    fix: () => [{ title: t('Change to "{0}"', meant), safe, edits: editorFor(parsed).setText(at, meant) }],
  };
}
