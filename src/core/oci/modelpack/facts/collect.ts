import { type BomView } from '../../../bom/view/view';
import { type MofDocument } from '../../../mof/document';
import { type ModelFacts } from '../config';
import { type LayerKind } from '../layer-type';
import { factsOfBom } from './bom';
import { factsOfCard } from './card';
import { factsOfFiles } from './files';
import { mergeFacts, NO_FACTS } from './merge';
import { factsOfMof } from './mof';
import { factsOfTransformersConfig, factsOfWeightIndex } from './transformers';

/** What there is to learn about a model from. */
export interface FactSources {
  /** What the user says; goes before all others. */
  stated?: ModelFacts;
  mof?: MofDocument;
  bom?: BomView;
  /** The text of the model card, `README.md`. */
  card?: string;
  /** The text of `config.json`. */
  transformersConfig?: string;
  /** The text of `model.safetensors.index.json` or the like. */
  weightIndex?: string;
  files?: readonly { path: string; size: number; kind: LayerKind }[];
}

/** Everything that a config can say of a model: what its makers declare goes before what tools wrote. */
export function collectFacts(sources: FactSources): ModelFacts {
  const { stated = NO_FACTS, mof, bom, card, transformersConfig, weightIndex, files } = sources;
  return mergeFacts([
    stated,
    mof ? factsOfMof(mof) : NO_FACTS,
    bom ? factsOfBom(bom) : NO_FACTS,
    card === undefined ? NO_FACTS : factsOfCard(card),
    transformersConfig === undefined ? NO_FACTS : factsOfTransformersConfig(transformersConfig),
    weightIndex === undefined ? NO_FACTS : factsOfWeightIndex(weightIndex),
    factsOfFiles(files ?? []),
  ]);
}
