import { type ClassLevel } from '../core/mof/components';
import { type InventoryFormatName } from '../core/licenses/inventory/export';
import { type Inventory } from '../core/licenses/inventory/row';
import { type ExportFormat } from '../core/mof/export';
import { type NewRelease } from '../core/mof/new-document';
import { type Openness } from '../core/mof/openness';

/**
 * What goes over the wire beside the language server protocol. Client and server share this file; it holds names and
 * types only, so importing it costs nothing.
 */

/** Sent with `initialize`. Everything is optional: any editor can start the server with none of it. */
export interface InitializationOptions {
  /** The client has the commands of {@link ClientCommand}. */
  commands?: boolean;
  /** The client wants {@link OpennessChangedNotification}. */
  openness?: boolean;
  /** The client signs and verifies the models of folders: it has the commands for that. */
  signing?: boolean;
  /** What other extensions do in this editor and is left to them. */
  neighbours?: Neighbours;
  /** Messages in the user's language: English text to translation. */
  messages?: Record<string, string>;
}

/** What another extension does for a syntax. */
export interface NeighbourOf {
  /** Reports what is no YAML or JSON. */
  syntax?: boolean;
  /** Gives outline and folding. */
  outline?: boolean;
}

export interface Neighbours {
  yaml?: NeighbourOf;
  json?: NeighbourOf;
}

/** Commands that the server may put in lenses and actions when the client says it has them. */
export const ClientCommand = {
  /** Opens the Openness view for a document: `[uri]`. */
  showOpenness: 'modelOpenness.showOpenness',
  /** Signs or verifies the model in the folder of a document: `[uri]`. */
  signModel: 'modelOpenness.signModel',
  verifyModel: 'modelOpenness.verifyModel',
  /** Lets the user choose the encoding a file is saved in. */
  changeEncoding: 'workbench.action.editor.changeEncoding',
} as const;

/** Command of the server: opens the page of a rule in the browser: `[ruleId]`. */
export const OpenRulePageCommand = 'modelOpenness.openRulePage';

/** Client to server: what the Openness view shows for a document; null when it is no MOF configuration. */
export const OpennessRequest = 'modelOpenness/openness';
export interface DocumentParams {
  uri: string;
}

/** Server to client, after each lint of a MOF configuration: its openness, or null when it stopped being one. */
export const OpennessChangedNotification = 'modelOpenness/opennessChanged';
export interface OpennessChangedParams {
  uri: string;
  version: number;
  openness: Openness | null;
}

/** Client to server: the edits that add components to a document, as `TextEdit[]` of the protocol. */
export const AddComponentsRequest = 'modelOpenness/addComponents';
export interface AddComponentsParams {
  uri: string;
  /** Numbers of components. */
  ids: number[];
}

/** Client to server: a MOF configuration in another form, as text; null when the document is none. */
export const ExportRequest = 'modelOpenness/export';
export interface ExportParams {
  uri: string;
  format: ExportFormat;
}

/** Client to server: what a new MOF configuration can be made of. */
export const NewFileChoicesRequest = 'modelOpenness/newFileChoices';
export interface NewFileChoicesParams {
  /** Text of the model card in the same folder. */
  card?: string;
}
export interface NewFileChoices {
  /** The classes to aim at, the first step first, with how many components each requires. */
  classes: { level: ClassLevel; label: string; name: string; components: number }[];
  /** Open licences that are used most. */
  suggested: { id: string; name: string }[];
  /** All other open licences. */
  others: { id: string; name: string }[];
  /** The licence that the model card names. */
  known?: string;
}

/** Client to server: the text of a new MOF configuration. */
export const NewFileRequest = 'modelOpenness/newFile';
export type NewFileParams = NewRelease;

/** Client to server: the text of a recipe that packs every file of a model folder. */
export const NewRecipeRequest = 'modelOpenness/newRecipe';
export interface NewRecipeParams {
  /** The folder. */
  uri: string;
  recipe: Recipe;
}

/** Files that say how a model is packaged: that of KitOps, and that of modctl. */
export type Recipe = 'kitfile' | 'modelfile';

/**
 * Client to server: the licences that are written in the workspace, a page at a time. The first page has them read;
 * null for a further page of a list that another one has followed.
 */
export const LicensesRequest = 'modelOpenness/licenses';
export interface LicensesParams {
  /** Asks for a further page: the `list` of the first one, and its `next`. */
  page?: { list: number; from: number };
}
export interface LicensesPage extends Inventory {
  list: number;
  /** Where the next page begins; absent on the last. */
  next?: number;
  /** Some files were too many or too long to be read. */
  incomplete: boolean;
}

/** Server to client, once the licences were asked for: they may have changed. */
export const LicensesChangedNotification = 'modelOpenness/licensesChanged';

/** Client to server: the licences of the workspace as a text. */
export const ExportLicensesRequest = 'modelOpenness/exportLicenses';
export interface ExportLicensesParams {
  format: InventoryFormatName;
}

/** A bill of materials for a request: its text, so that it need not be open. */
export interface BomText {
  /** What people call it. */
  name: string;
  text: string;
}

/** Why a text is no BOM that is read, as a sentence. */
export interface BomFailure {
  failure: string;
}

/** Client to server: what two BOMs say differently. */
export const CompareBomsRequest = 'modelOpenness/compareBoms';
export interface CompareBomsParams {
  a: BomText;
  b: BomText;
}

/** Client to server: how ready a BOM is. */
export const BomReadinessRequest = 'modelOpenness/bomReadiness';

/** A report as plain text, or why there is none. Places of the BOM are written as `(line 12)`, in the user's language. */
export type BomReport = { report: string } | BomFailure;

/** Client to server: a BOM in the other format, and what became of its fields. */
export const ConvertBomRequest = 'modelOpenness/convertBom';
export interface ConvertBomParams {
  bom: BomText;
  /** Version of CycloneDX to write. */
  cycloneDxVersion: '1.6' | '1.7';
}
export type ConvertedBom = { text: string; report: string } | BomFailure;

/** Client to server: how a document is encoded on disk, in VS Code's names (`utf8`, `utf8bom`, `utf16le`, …). */
export const EncodingNotification = 'modelOpenness/encoding';
export interface EncodingParams {
  uri: string;
  encoding: string;
}

/** Server to client: the text of a file, up to a number of bytes; null where it can't be read. */
export const ReadFileRequest = 'modelOpenness/readFile';
export interface ReadFileParams {
  uri: string;
  maxBytes?: number;
}

/** Server to client: the entries of a folder; an empty list where it can't be read. */
export const ListFolderRequest = 'modelOpenness/listFolder';

/** Server to client: the bytes of a file; null where that can't be told. */
export const FileSizeRequest = 'modelOpenness/fileSize';
