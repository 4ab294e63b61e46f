/** A licence that a model or a dataset is known to have. */
export interface KnownSource {
  /** SPDX id or `LicenseRef-` id. */
  license: string;
  /** `certain`: the name leaves no doubt. `likely`: most with such a name have it, some do not. */
  confidence: 'certain' | 'likely';
  /** Where that is said. */
  url: string;
}

/** The licence of a model, by its name on Hugging Face (`meta-llama/Llama-3.1-8B`). */
export function baseModelLicense(name: string): KnownSource | undefined {
  return undefined;
}

/** The licence of a dataset, by its name on Hugging Face (`tatsu-lab/alpaca`). */
export function datasetLicense(name: string): KnownSource | undefined {
  return undefined;
}
