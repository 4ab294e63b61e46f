import { type Inventory } from '../row';
import { csv } from './csv';
import { json } from './json';
import { markdown } from './markdown';
import { text } from './text';

/** Writes an inventory as a text that ends in a line break. */
export type InventoryFormat = (inventory: Inventory) => string;

/** Every form that the list of licences is printed in. A new one is one file and one line here. */
export const INVENTORY_FORMATS = { text, csv, json, markdown } satisfies Record<string, InventoryFormat>;

export type InventoryFormatName = keyof typeof INVENTORY_FORMATS;
