import { type Rule } from '../../findings/rule';
import { type MofDocument } from '../document';
import { unknownComponent } from './unknown-component';

/** Every rule for MOF configurations. A new rule is one file and one line here. */
export const mofRules: readonly Rule<MofDocument>[] = [unknownComponent];
