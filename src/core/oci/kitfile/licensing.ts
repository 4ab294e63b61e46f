import { type LicensedContent, type LicenseStatement, type Licensing } from '../../licenses/statement';
import { asList, asScalar, entryOf, valueAt, type ParsedText, type TreeNode } from '../../text/tree';

/**
 * What a Kitfile says about licences (KitOps, "Kitfile Format Reference"): one for the package as a whole, and one for
 * each thing that is packed.
 */
export function kitfileLicensing(parsed: ParsedText): Licensing {
  const { root } = parsed;
  const packageName = asScalar(valueAt(root, 'package', 'name'))?.text;
  const state = (
    node: TreeNode | undefined,
    content: LicensedContent | undefined,
    main: boolean,
  ): LicenseStatement[] => {
    const license = asScalar(entryOf(node, 'license')?.value);
    if (typeof license?.value !== 'string' || !license.text.trim()) return [];
    const own = entryOf(node, 'name') ?? entryOf(node, 'path');
    const name = asScalar(own?.value)?.text ?? (main ? packageName : undefined);
    return [
      { text: license.text, form: 'expression', node: license, role: 'declared', subject: { name, content, main } },
    ];
  };
  const each = (key: string, content: LicensedContent) =>
    (asList(valueAt(root, key))?.items ?? []).flatMap(({ value }) => state(value, content, false));
  const model = valueAt(root, 'model');
  const parts = asList(valueAt(model, 'parts'))?.items ?? [];
  return {
    statements: [
      ...state(valueAt(root, 'package'), undefined, true),
      ...state(model, 'model', true),
      ...parts.flatMap(({ value }) => state(value, 'model', false)),
      ...each('code', 'code'),
      ...each('datasets', 'data'),
      ...each('docs', 'document'),
    ],
    sources: [],
  };
}
