import { type LicenseStatement, type Licensing } from '../licenses/statement';
import {
  asList,
  asMap,
  asScalar,
  valueAt,
  type Item,
  type ListNode,
  type ParsedText,
  type ScalarNode,
} from '../text/tree';

/** A `License ::` classifier of PyPI, with the item of the list it is in. */
export interface LicenseClassifier {
  list: ListNode;
  item: Item;
  node: ScalarNode;
}

/** What `pyproject.toml` says about licences: `[project]`, and the same under Poetry's own table. */
export class Pyproject {
  /** `project.license` as PEP 639 has it: an SPDX expression. */
  readonly expression: ScalarNode | undefined;
  /** `project.license.text`, and Poetry's `license`: free words that mostly are an id. */
  readonly legacy: readonly ScalarNode[];
  readonly classifiers: readonly LicenseClassifier[];

  constructor(readonly parsed: ParsedText) {
    const license = valueAt(parsed.root, 'project', 'license');
    this.expression = textOf(license);
    this.legacy = [
      textOf(asMap(license) && valueAt(license, 'text')),
      textOf(valueAt(parsed.root, 'tool', 'poetry', 'license')),
    ].filter((node) => node !== undefined);
    this.classifiers = [...this.classifiersOf('project'), ...this.classifiersOf('tool', 'poetry')];
  }

  get licensing(): Licensing {
    const name =
      textOf(valueAt(this.parsed.root, 'project', 'name')) ??
      textOf(valueAt(this.parsed.root, 'tool', 'poetry', 'name'));
    const subject = { name: name?.text, content: 'code', main: true } as const;
    const state = (node: ScalarNode, form: LicenseStatement['form']): LicenseStatement => ({
      text: node.text,
      form,
      node,
      role: 'declared',
      subject,
    });
    return {
      statements: [
        ...(this.expression ? [state(this.expression, 'expression')] : []),
        ...this.legacy.filter(isShort).map((node) => state(node, 'name')),
      ],
      sources: [],
    };
  }

  private classifiersOf(...table: string[]): LicenseClassifier[] {
    const list = asList(valueAt(this.parsed.root, ...table, 'classifiers'));
    return (list?.items ?? []).flatMap((item) => {
      const node = asScalar(item.value);
      return list && node && /^License\s*::/.test(node.text) ? [{ list, item, node }] : [];
    });
  }
}

function textOf(node: Parameters<typeof asScalar>[0]): ScalarNode | undefined {
  const scalar = asScalar(node);
  return typeof scalar?.value === 'string' && scalar.text.trim() ? scalar : undefined;
}

/** `text` may hold the whole licence; a name of one is a line. */
function isShort({ text }: ScalarNode): boolean {
  return text.length <= 100 && !text.trim().includes('\n');
}
