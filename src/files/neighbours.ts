import { isCardName } from '../core/cards/detect';
import { isMofName } from '../core/mof/detect';

/**
 * Files beside a document that rules compare it with: what else says under which licence the same thing is, and the config
 * that belongs to a manifest.
 */
const NAMES =
  /^(?:(?:licen[sc]e|copying)(?![^._-]).*|\.?kitfile|package\.json|pyproject\.toml|config\.json|bom\.json|sbom\.json|.*\.(?:spdx3?|cdx|bom)\.json)$/i;

/** Neighbours that are read at most: a folder of a thousand bills of materials is none that a person compares. */
export const MAX_NEIGHBOURS = 16;

/** How much of a neighbour is read, in bytes. One that is longer is left out. */
export const MAX_NEIGHBOUR_BYTES = 1024 * 1024;

/** Whether a file is one that rules compare the documents beside it with, by its name. */
export function isNeighbourName(name: string): boolean {
  return NAMES.test(name) || isCardName(name) || isMofName(name);
}

/** Globs of such files, for whoever watches a folder; JSON and YAML are watched anyway. */
export const NEIGHBOUR_GLOBS = [
  '**/{README.md,readme.md,Kitfile,pyproject.toml}',
  '**/{LICENSE,LICENCE,COPYING,license}*',
];
