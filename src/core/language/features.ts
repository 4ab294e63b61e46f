import { type FolderContents } from '../folder/contents';
import { type TextEdit } from '../text/edit';
import { type Span } from '../text/position';

/** What a completion stands for; hosts choose an icon by it. */
export type CompletionKind =
  'property' | 'value' | 'enum' | 'component' | 'license' | 'rule' | 'snippet' | 'file' | 'folder';

export interface Completion {
  label: string;
  kind: CompletionKind;
  /** Short facts shown beside the label. */
  detail?: string;
  /** Markdown shown while the item is selected. */
  documentation?: string;
  /** Replaces what is typed so far. `snippet` text has tab stops in LSP snippet syntax. */
  edit: TextEdit;
  snippet?: boolean;
  /** Items are listed by this text. */
  sortText: string;
  /** What typed characters are matched with, where that is not the label. */
  filterText?: string;
}

export interface Hover {
  /** Markdown. */
  contents: string;
  span: Span;
}

/** A short word behind a value. */
export interface InlayHint {
  offset: number;
  label: string;
  /** Markdown. */
  tooltip: string;
  /** Where the word comes from, to go to. */
  target?: Span;
}

export interface Definition {
  /** What is asked about. */
  origin: Span;
  target: Span;
}

/** The places that name one thing. */
export interface References {
  /** The one asked about. */
  origin: Span;
  /** Where it is defined; undefined where it is only referred to. */
  definition: Span | undefined;
  /** All others. */
  uses: Span[];
  /** Its name as a person types it: what a rename starts from. */
  name: string;
}

/** A rename, or why the new name can't be. */
export type Renaming = { edits: TextEdit[] } | { refused: string };

export type SymbolKind =
  'document' | 'object' | 'array' | 'component' | 'data' | 'file' | 'agent' | 'relation' | 'license' | 'value';

export interface DocumentSymbol {
  name: string;
  detail?: string;
  kind: SymbolKind;
  span: Span;
  selection: Span;
  children: DocumentSymbol[];
}

export interface DocumentLink {
  span: Span;
  /** A web address, or the path of a file relative to the document's folder, escaped as addresses are: `./a%20b.txt`. */
  url: string;
}

/** What lies around a document, for kinds that look at it. */
export interface Surroundings {
  folder?: FolderContents | undefined;
}

/** A line of facts above a place, with a command. */
export interface CodeLens {
  span: Span;
  title: string;
  /** What a click does: opens the Openness view. */
  command: 'showOpenness';
}

/** What an editor can ask of an open document. Offsets are UTF-16 code units; every function answers at once. */
export interface LanguageFeatures {
  complete(offset: number, around?: Surroundings): Completion[];
  hover(offset: number, around?: Surroundings): Hover | undefined;
  define(offset: number): Definition | undefined;
  inlayHints(span: Span): InlayHint[];
  symbols(): DocumentSymbol[];
  /** The outline shows more than what stands inside of what, so that it is wanted beside that of another extension. */
  ownOutline?: boolean;
  /** Spans that can be folded, from the line of their start to the line of their end. */
  folds(): Span[];
  links(around?: Surroundings): DocumentLink[];
  codeLenses(): CodeLens[];
  /** Every place where the thing at an offset is named, its definition included; undefined where there is no such thing. */
  references?(offset: number): References | undefined;
  /** The edits that give the thing at an offset another name; undefined where nothing can be renamed. */
  rename?(offset: number, name: string): Renaming | undefined;
}
