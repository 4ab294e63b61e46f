import { type LicenseStatement, type Licensing } from '../licenses/statement';
import { asList, asMap, asScalar, entryOf, valueAt, type ParsedText, type TreeNode } from '../text/tree';

/**
 * Values that are no expression and that npm knows (npm docs, "package.json", `license`): nobody may use the package, or
 * the licence is in a file.
 */
const NO_EXPRESSION = /^(?:UNLICENSED|SEE LICEN[SC]E IN .+)$/;

/** What a `package.json` says about licences, its two forms of before npm 2 included. */
export function packageLicensing(parsed: ParsedText): Licensing {
  const root = asMap(parsed.root);
  const name = asScalar(valueAt(root, 'name'))?.text;
  const subject = { name, content: 'code', main: true } as const;
  const read = (value: TreeNode | undefined): LicenseStatement[] => {
    const node = asScalar(value) ?? asScalar(entryOf(value, 'type')?.value);
    if (typeof node?.value !== 'string' || !node.text.trim() || NO_EXPRESSION.test(node.text.trim())) return [];
    return [{ text: node.text, form: 'expression', node, role: 'declared', subject }];
  };
  const old = asList(valueAt(root, 'licenses'))?.items ?? [];
  return { statements: [...read(valueAt(root, 'license')), ...old.flatMap(({ value }) => read(value))], sources: [] };
}
