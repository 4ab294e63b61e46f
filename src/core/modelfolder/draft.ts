import {
  type Certainty,
  type Fact,
  type FactField,
  type FactSource,
  type FolderProblem,
  type Inventory,
  type InventoryFile,
} from './inventory';
import { type FolderRule } from './rules';

/** What is in the lists of a field. */
export type ValueOf<Field extends FactField> = Inventory[Field] extends Fact<infer Value>[] ? Value : never;

/** The fields that hold facts. */
export const FACT_FIELDS = [
  'name',
  'version',
  'releaseTime',
  'builtTime',
  'description',
  'suppliers',
  'authors',
  'licenses',
  'identifiers',
  'homePage',
  'downloadLocation',
  'repository',
  'modelTypes',
  'architecture',
  'domains',
  'inputs',
  'outputs',
  'languages',
  'libraries',
  'tags',
  'parameters',
  'precision',
  'quantization',
  'contextLength',
  'hyperparameters',
  'architectureSettings',
  'metrics',
  'decisionThresholds',
  'datasets',
  'baseModels',
  'energy',
  'emissions',
  'sections',
  'preprocessing',
  'dependencies',
  'links',
] as const satisfies readonly FactField[];

/** What the header of a file with weights says. */
export interface WeightFile {
  path: string;
  format: 'safetensors' | 'gguf' | 'onnx';
  /** How many numbers there are, by their type as it is named in the format. */
  numbers: ReadonlyMap<string, number>;
  source: FactSource;
}

/** What readers found so far, in the order in which they found it. */
export class Draft {
  readonly facts = Object.fromEntries(FACT_FIELDS.map((field) => [field, []])) as unknown as {
    [Field in FactField]: Fact<ValueOf<Field>>[];
  };
  readonly weights: WeightFile[] = [];
  readonly problems: FolderProblem[] = [];
  /** How often something was found. */
  found = 0;
  private readonly byPath: ReadonlyMap<string, InventoryFile>;

  constructor(
    /** Name of the folder. */
    readonly root: string,
    readonly files: readonly InventoryFile[],
  ) {
    this.byPath = new Map(files.map((file) => [file.path, file]));
  }

  /** Adds the header of a file with weights. */
  weigh(file: WeightFile): void {
    this.found++;
    this.weights.push(file);
  }

  /** The file at a path. */
  file(path: string): InventoryFile | undefined {
    return this.byPath.get(path);
  }

  /** Adds a fact. Empty texts say nothing. */
  add<Field extends FactField>(
    field: Field,
    value: ValueOf<Field> | undefined,
    source: FactSource,
    certainty: Certainty = 'stated',
  ): void {
    const meant = typeof value === 'string' ? (value.trim() as ValueOf<Field>) : value;
    if (meant === undefined || meant === '') return;
    this.found++;
    this.facts[field].push({ value: meant, source, certainty });
  }

  problem({ id, severity }: FolderRule, path: string, message: string, line?: number): void {
    this.found++;
    this.problems.push({ path, severity, rule: id, message, ...(line !== undefined && { line }) });
  }
}
