import { isListed } from '../../bom/convert/cyclonedx-licenses';
import { type Json } from '../../bom/view/json';
import { parseExpression } from '../../licenses/expression';
import { type LicenseStatement } from '../../modelfolder/inventory';
import { licenseText, type LicenseFinding } from '../facts/licenses';

/** Entries of `licenses`; none where nobody can tell which licence it is. CycloneDX 1.6 takes one expression or a list of ids. */
export function cycloneDxLicenses(
  { declared }: LicenseFinding,
  statement: LicenseStatement | undefined,
  texts: ReadonlyMap<string, string> | undefined,
): Json[] | undefined {
  if (declared === undefined) return undefined;
  const { root } = parseExpression(declared);
  const acknowledgement = 'declared';
  if (root?.type === 'license' && !root.orLater && isListed(root.id))
    return [{ license: { id: root.id, acknowledgement } }];
  if (root?.type !== 'reference') return [{ expression: declared, acknowledgement }];
  const content = statement && licenseText(statement, texts);
  return [
    {
      license: {
        name: statement?.name ?? declared,
        acknowledgement,
        ...(content === undefined ? {} : { text: { content } }),
        ...(statement?.url === undefined ? {} : { url: statement.url }),
      },
    },
  ];
}
