import { type Licensing } from '../../licenses/statement';
import { asList, asScalar, valueAt, type ParsedText } from '../../text/tree';

/** What the config of a ModelPack artifact says about licences: a list of SPDX expressions (model-spec, `config.md`). */
export function modelpackLicensing({ root }: ParsedText): Licensing {
  const name = asScalar(valueAt(root, 'descriptor', 'name'))?.text;
  const subject = { name, content: 'model', main: true } as const;
  const items = asList(valueAt(root, 'descriptor', 'licenses'))?.items ?? [];
  return {
    statements: items.flatMap(({ value }) => {
      const node = asScalar(value);
      if (typeof node?.value !== 'string' || !node.text.trim()) return [];
      return [{ text: node.text, form: 'expression', node, role: 'declared', subject }];
    }),
    sources: [],
  };
}
