import { type Reader } from './reader';
import { adapterConfig } from './readers/adapter-config';
import { card } from './readers/card';
import { citation } from './readers/citation';
import { config } from './readers/config';
import { croissant } from './readers/croissant';
import { datasetCard } from './readers/dataset-card';
import { emissions } from './readers/emissions';
import { environment } from './readers/environment';
import { evalResults } from './readers/eval-results';
import { gguf } from './readers/gguf';
import { licenseFile } from './readers/license-file';
import { lmEval } from './readers/lm-eval';
import { lockFile } from './readers/lock-file';
import { generationConfig, preprocessorConfig, tokenizerConfig } from './readers/model-settings';
import { mof } from './readers/mof';
import { notice } from './readers/notice';
import { onnx } from './readers/onnx';
import { packageJson } from './readers/package-json';
import { pyproject } from './readers/pyproject';
import { requirements } from './readers/requirements';
import { safetensors } from './readers/safetensors';
import { sentenceTransformers } from './readers/sentence-transformers';
import { spacy } from './readers/spacy';
import { trainerState } from './readers/trainer-state';
import { trainingArgs } from './readers/training-args';
import { trainingRecipe } from './readers/training-recipe';
import { trainingResults } from './readers/training-results';
import { weightIndex } from './readers/weight-index';

/** Every reader of files. A new kind of source is one file and one line here. */
export const READERS: readonly Reader[] = [
  mof,
  card,
  citation,
  licenseFile,
  gguf,
  safetensors,
  weightIndex,
  onnx,
  config,
  adapterConfig,
  generationConfig,
  tokenizerConfig,
  preprocessorConfig,
  sentenceTransformers,
  spacy,
  trainingArgs,
  trainingRecipe,
  trainerState,
  trainingResults,
  evalResults,
  lmEval,
  emissions,
  croissant,
  datasetCard,
  requirements,
  environment,
  lockFile,
  pyproject,
  packageJson,
  notice,
];
