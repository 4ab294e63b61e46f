import { type Fact, type Inventory } from '../../modelfolder/inventory';

/** When the training ended. The time of a file is no sign of it: that of a copy is when it was copied. */
export function trainingEnd({ builtTime }: Inventory): Fact<string>[] {
  return builtTime.filter(({ certainty }) => certainty !== 'guessed').slice(0, 1);
}
