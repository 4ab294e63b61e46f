import { type Step } from '../step';
import { bom } from './bom';
import { files } from './files';
import { inventory } from './inventory';
import { lint } from './lint';
import { mof } from './mof';
import { pack } from './pack';
import { push } from './push';
import { report } from './report';
import { seal } from './seal';
import { sign } from './sign';
import { verify } from './verify';

/** The steps of a release, in their order. */
export const STEPS: readonly Step[] = [inventory, files, mof, bom, lint, sign, pack, seal, push, verify, report];
