import { type BomFormat, type FactName } from './fields';

/** A JSON pointer (RFC 6901) into the text that a view was read from. */
export type Pointer = string;

/** One thing that a BOM says, and where. */
export interface Fact {
  value: string;
  /** What the value is for, where a field holds several: the algorithm of a hash, the name of a metric. */
  key?: string;
  /** What the value holds for, such as the slice of data that a metric was measured on. */
  of?: string;
  path: Pointer;
  /** The BOM says that this is not known (`noAssertion`), which is more than saying nothing. */
  unknown?: true;
}

export type Facts = ReadonlyMap<FactName, readonly Fact[]>;

export type ComponentKind =
  | 'model'
  | 'dataset'
  | 'file'
  | 'application'
  | 'framework'
  | 'library'
  | 'container'
  | 'platform'
  | 'operating-system'
  | 'device'
  | 'firmware'
  | 'other';

/** A part of what a BOM describes: a model, a dataset, a package or a file. */
export interface BomComponent {
  /** `spdxId` or `bom-ref`; the pointer where the BOM gives none. */
  id: string;
  kind: ComponentKind;
  /** Name as written; the id where it has none. */
  name: string;
  path: Pointer;
  facts: Facts;
}

/** How one component relates to another, in the words of SPDX. */
export interface BomRelation {
  /** `dependsOn`, `contains`, `trainedOn`, …; `usesData` where a format does not say whether data train or test. */
  type: string;
  from: string;
  to: string;
  path: Pointer;
}

/** One bill of materials as every check, comparison and report sees it, whatever its format. */
export interface BomView {
  format: BomFormat;
  specVersion: string;
  /** Facts about the BOM itself. */
  document: Facts;
  /** In the order in which they are written. */
  components: readonly BomComponent[];
  relations: readonly BomRelation[];
  /** The component that the BOM is about, where it says so. */
  root?: BomComponent;
}

/** The facts of a component or document by name; none where nothing is said. */
export function factsOf(facts: Facts, name: FactName): readonly Fact[] {
  return facts.get(name) ?? [];
}
