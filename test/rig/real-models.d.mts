/** A model in a registry of packages. */
export interface RealModel {
  id: string;
  title: string;
  registry: 'npm' | 'pypi';
  package: string;
  version: string;
  sha256: string;
  folder: string;
}

export const REAL_MODELS: readonly RealModel[];

/** The folder of a model in the cache; undefined, with words, where it cannot be had. Nobody may write into it. */
export function realModel(model: RealModel): string | undefined;

/** Copies a model to a place; false, with words, where it cannot be had. */
export function copyRealModel(id: string, target: string): boolean;
