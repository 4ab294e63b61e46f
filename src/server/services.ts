import { type Connection } from 'vscode-languageserver';
import { type Client } from './client';
import { type Configurations } from './configuration';
import { type Documents } from './documents';
import { type Folders } from './folders';
import { type Linter } from './linter';
import { type SettingsReader } from './settings';

/** What the features of the server share. */
export interface Services {
  connection: Connection;
  client: Client;
  documents: Documents;
  configurations: Configurations;
  settings: SettingsReader;
  linter: Linter;
  folders: Folders;
}
