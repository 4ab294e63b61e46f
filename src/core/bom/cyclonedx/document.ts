import { type LazyJson } from '../../text/json-lazy';
import { asMap, asScalar, entryOf, type Entry, type MapNode } from '../../text/tree';
import { readContents, type Contents } from './contents';
import { findMistakes, type Mistakes } from './mistakes';
import { pathOf, spotAt, type Path, type Place, type Spot } from './place';
import { NEWEST, VERSIONS, type Version } from './schema';
import { type Json } from './values';

/** A CycloneDX document: its plain value for rules, its tree for places. What is costly is found when it is asked for. */
export class CycloneDxDocument {
  readonly root: MapNode | undefined;
  readonly versionEntry: Entry | undefined;
  /** The version by which it is read: that of `specVersion`, or the newest where that says nothing known. */
  readonly version: Version;
  private plain: Json | undefined;
  private wrong: Mistakes | undefined;
  private known: Contents | undefined;

  constructor(readonly parsed: LazyJson) {
    this.root = asMap(parsed.root);
    this.versionEntry = entryOf(this.root, 'specVersion');
    this.version = VERSIONS.find((version) => version === this.writtenVersion) ?? NEWEST;
  }

  /** `specVersion` as it is written. */
  get writtenVersion(): string | undefined {
    return asScalar(this.versionEntry?.value)?.text;
  }

  /** Whether it says that it is of a version that is not checked. */
  get isOtherVersion(): boolean {
    const written = this.writtenVersion;
    return written !== undefined && /^\d\.\d$/.test(written) && !VERSIONS.some((version) => version === written);
  }

  /** What can be read of it, as plain values. */
  get value(): Json {
    return (this.plain ??= this.root ? plainValue(this.parsed, this.root) : {});
  }

  /** What the schema of its version has against it. */
  get mistakes(): Mistakes {
    return (this.wrong ??= findMistakes(this));
  }

  /** Its components, names, references and licences. */
  get contents(): Contents {
    return (this.known ??= readContents(this.value, this.version));
  }

  /** Finds what is costly, in steps. */
  *prepare(): Generator<void, void> {
    for (const part of ['value', 'mistakes', 'contents'] as const) {
      void this[part];
      yield;
    }
  }

  /** What stands at a place. */
  spot(at: Place | Path | undefined): Spot {
    return spotAt(this.parsed.root, isPath(at) ? at : pathOf(at));
  }
}

function isPath(at: Place | Path | undefined): at is Path {
  return Array.isArray(at);
}

/** The value of the root. Of a damaged text the lists keep the items that can be read, in the order of the tree. */
function plainValue(parsed: LazyJson, root: MapNode): Json {
  if (!parsed.damaged) return parsed.valueOf(root) as Json;
  return Object.fromEntries(
    root.entries.flatMap(({ key, value }): [string, unknown][] => {
      if (!value) return [];
      return [
        [key.text, value.kind === 'list' ? value.items.map((item) => parsed.valueOf(item)) : parsed.valueOf(value)],
      ];
    }),
  );
}
