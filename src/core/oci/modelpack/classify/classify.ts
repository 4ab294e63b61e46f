import { component as componentById } from '../../../mof/components';
import { type LayerKind } from '../layer-type';
import { componentOf, kindOfComponent, type ComponentPath } from './components';
import { kindOfContent } from './content';
import { CERTAIN_NAMES, LIKELY_NAMES, ruleOf } from './names';

/** A file to classify. */
export interface UnclassifiedFile {
  /** Relative to the model, with `/`. */
  path: string;
  /** Bytes. */
  size: number;
  /** Its first {@link HEAD_BYTES}; where they are not given, the name alone decides. */
  head?: Uint8Array;
}

/** What somebody said about files. */
export interface Statements {
  /** By path: what the user chose. */
  kinds?: ReadonlyMap<string, LayerKind>;
  /** What the MOF configuration names. */
  components?: readonly ComponentPath[];
}

/** What a file is. */
export interface FileClass {
  kind: LayerKind;
  /**
   * What decided: the user, the MOF configuration, what the file holds, its name, or nothing but its size. Only the first
   * two are somebody's word; all others are inferred.
   */
  by: 'user' | 'mof' | 'content' | 'name' | 'size';
  /** The component of the Model Openness Framework that it is or belongs to, as far as that is known. */
  component?: number;
}

/** Larger files of which nothing is known are taken for weights, smaller ones for code, as modctl does. */
const WEIGHT_BYTES = 128 * 1024 * 1024;

/** Finds out what a file of a model is. Each voice is heard where those before it say nothing. */
export function classifyFile(
  { path, size, head }: UnclassifiedFile,
  { kinds, components = [] }: Statements = {},
): FileClass {
  const named = componentOf(path, components);
  const certain = ruleOf(CERTAIN_NAMES, path);
  const component = named?.component ?? certain?.component;
  const decided = (kind: LayerKind, by: FileClass['by'], id = component): FileClass => ({
    kind,
    by,
    ...(id !== undefined && { component: id }),
  });
  const chosen = kinds?.get(path);
  if (chosen) return decided(chosen, 'user');
  if (named?.exact) return decided(kindOfComponent(componentById(named.component)), 'mof');
  if (certain) return decided(certain.kind, 'name');
  const content = head && kindOfContent(path, size, head);
  if (content) return decided(content, 'content');
  // A folder with weights has their configuration in it as well: it speaks for files whose names say nothing.
  if (named) return decided(kindOfComponent(componentById(named.component)), 'mof');
  const likely = ruleOf(LIKELY_NAMES, path);
  if (likely) return decided(likely.kind, 'name', likely.component);
  return decided(size > WEIGHT_BYTES ? 'weight' : 'code', 'size');
}

/** Whether somebody said what a file is, so that its layer need not be marked as inferred. */
export function isConfirmed({ by }: FileClass): boolean {
  return by === 'user' || by === 'mof';
}
