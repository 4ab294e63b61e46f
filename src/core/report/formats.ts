import { github } from './github';
import { gitlab } from './gitlab';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { type Format } from './report';
import { sarif } from './sarif';
import { stylish } from './stylish';

/** Every output format by its name. A new one is one file and one line here. */
export const FORMATS: Readonly<Record<string, Format>> = { stylish, json, sarif, github, gitlab, junit, markdown };
