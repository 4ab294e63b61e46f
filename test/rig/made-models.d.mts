/** A model folder that a script writes. */
export interface MadeModel {
  id: string;
  title: string;
  /** Writes it into an empty folder, and returns the folder that is the model. */
  make(folder: string): string;
}

export const MADE_MODELS: readonly MadeModel[];
