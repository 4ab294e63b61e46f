import { TabStop, type Piece, type PieceMap } from '../../../language/insert';
import { LIST_VERSION } from '../../../licenses/catalogue';
import { type SpdxDocument } from '../document';
import { instantiable, spdxClass, spdxEnum, type SpdxClass, type SpdxProperty } from '../table';
import { candidates } from './candidates';

/** Optional properties that a new object is of little use without. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  DictionaryEntry: ['value'],
  ExternalMap: ['locationHint'],
  ExternalRef: ['externalRefType', 'locator'],
  Organization: ['name'],
  Person: ['name'],
  SoftwareAgent: ['name'],
  SpdxDocument: ['name', 'profileConformance', 'rootElement'],
  Tool: ['name'],
  ai_AIPackage: ['ai_typeOfModel', 'ai_domain', 'ai_limitation', 'ai_hyperparameter', 'ai_metric'],
  ai_EnergyConsumption: ['ai_trainingEnergyConsumption'],
  dataset_DatasetPackage: ['dataset_datasetAvailability', 'dataset_hasSensitivePersonalInformation'],
  extension_CdxPropertyEntry: ['extension_cdxPropValue'],
  simplelicensing_LicenseExpression: ['simplelicensing_licenseListVersion'],
  software_File: ['software_primaryPurpose', 'verifiedUsing'],
  software_Package: ['software_packageVersion', 'software_downloadLocation', 'software_primaryPurpose'],
  software_Sbom: ['software_sbomType', 'rootElement'],
};

/** The value that is likeliest, where an enumeration has one for a class. */
const LIKELY: Readonly<Record<string, string>> = {
  'ai_AIPackage/software_primaryPurpose': 'model',
  'dataset_DatasetPackage/software_primaryPurpose': 'data',
  'Hash/algorithm': 'sha256',
};

/** Ids that are offered at a tab stop; where there are more, the cursor is left between quotes. */
const MOST_CHOICES = 20;

/** What is written for things of SPDX when nothing is known yet. */
export class Pieces {
  constructor(
    private readonly document: SpdxDocument,
    private readonly today: () => Date,
  ) {}

  /** A new object of a class: what is required, and what is usual. */
  object(of: SpdxClass): PieceMap {
    const ids: PieceMap = of.element
      ? { spdxId: new TabStop(this.newId(of)) }
      : of.name === 'CreationInfo'
        ? { '@id': new TabStop('_:creation') }
        : {};
    const usual = USUAL[of.name] ?? [];
    const properties = [...of.properties.values()].filter(({ name, min }) => min > 0 || usual.includes(name));
    const values = properties.map((property) => [property.name, this.value(property, of)] as const);
    return { type: of.name, ...ids, ...Object.fromEntries(values) };
  }

  /** The value of a property. */
  value(property: SpdxProperty, of: SpdxClass | undefined): Piece {
    const one = this.one(property, of);
    return property.list ? Array.from({ length: Math.max(1, property.min) }, () => one) : one;
  }

  /** One value of a property that may be a list. */
  one(property: SpdxProperty, of: SpdxClass | undefined): Piece {
    switch (property.type) {
      case 'string':
        return new TabStop(this.text(property));
      case 'dateTime':
        return new TabStop(this.time());
      case 'anyURI':
        return new TabStop('https://');
      case 'decimal':
      case 'nonNegativeInteger':
        return new TabStop('0', [], true);
      case 'positiveInteger':
        return new TabStop('1', [], true);
      case 'boolean':
        return new TabStop('', ['true', 'false'], true);
      case 'enum': {
        const likely = LIKELY[`${of?.name}/${property.name}`];
        const values = [...spdxEnum(property.target!)!];
        return new TabStop('', likely ? [likely, ...values.filter((value) => value !== likely)] : values);
      }
      case 'class':
        return this.reference(property);
    }
  }

  /** The present time as the format writes it. */
  time(): string {
    return `${this.today().toISOString().slice(0, 10)}T00:00:00Z`;
  }

  /** The beginning of the ids of a document: that of the document itself, or of another element. */
  base(): string {
    const { graph } = this.document;
    for (const name of ['SpdxDocument', 'Element'])
      for (const element of graph.ofClass(name)) {
        const id = graph.idOf(element);
        if (id !== undefined) return id.replace(/[#?].*$/, '');
      }
    return 'https://example.org/bom';
  }

  private text({ name, pattern }: SpdxProperty): string {
    if (name === 'specVersion') return this.document.version === '3.0.0' ? '3.0.0' : '3.0.1';
    return pattern === 'semver' ? LIST_VERSION : '';
  }

  private reference({ target }: SpdxProperty): Piece {
    const of = spdxClass(target!)!;
    if (!of.element && of.name !== 'CreationInfo') return this.object(instantiable(of.name)[0]!);
    const ids = candidates(this.document, of.name, '').map(({ id }) => id);
    // What ends a choice in snippets is no part of an id that can be offered.
    const offered = ids.length <= MOST_CHOICES && !ids.some((id) => /[,|}$\\]/.test(id));
    return new TabStop('', offered ? ids : []);
  }

  /** An id that no element has yet: `…#model`, `…#model-2`. */
  newId({ name }: SpdxClass): string {
    const word = name
      .replace(/^\w+_/, '')
      .replace(/^AI/, 'Ai')
      .replace(/(?!^)([A-Z])/g, '-$1')
      .toLowerCase();
    const base = name === 'SpdxDocument' ? this.base() : `${this.base()}#${word}`;
    let id = base;
    for (let n = 2; this.document.graph.definitionOf(id); n++) id = `${base}-${n}`;
    return id;
  }
}
