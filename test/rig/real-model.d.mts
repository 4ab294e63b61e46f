/** Copies the model to a place; false, with words, where it cannot be had. */
export function copyRealModel(target: string): boolean;
