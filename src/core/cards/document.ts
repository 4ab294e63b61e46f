import { type LicensedContent } from '../licenses/statement';
import { asMap, asScalar, entryOf, type Entry, type MapNode, type ParsedText, type ScalarNode } from '../text/tree';

/** A text of the metadata, with the entry it belongs to. */
export interface CardText {
  entry: Entry;
  node: ScalarNode;
}

/** Keys that tell a card of data, or of a Space, from one of a model. */
const DATASET_KEYS = ['dataset_info', 'task_categories', 'task_ids', 'size_categories', 'configs', 'pretty_name'];
const SPACE_KEYS = ['sdk', 'app_file'];

/** The metadata of a card, as far as licences are concerned. Keys are those of the Hugging Face Hub. */
export class Card {
  readonly root: MapNode | undefined;
  readonly content: LicensedContent;

  constructor(readonly parsed: ParsedText) {
    this.root = asMap(parsed.root);
    const has = (keys: readonly string[]) => keys.some((key) => entryOf(this.root, key) !== undefined);
    this.content = has(DATASET_KEYS) ? 'data' : has(SPACE_KEYS) ? 'code' : 'model';
  }

  /** What the card is about. */
  get name(): string | undefined {
    return (this.texts('model_name')[0] ?? this.texts('pretty_name')[0])?.node.text;
  }

  /** The texts under a key: one, or a list of them. */
  texts(key: string): CardText[] {
    const entry = entryOf(this.root, key);
    if (!entry) return [];
    const items = entry.value?.kind === 'list' ? entry.value.items.map(({ value }) => value) : [entry.value];
    return items.flatMap((value) => {
      const node = asScalar(value);
      return node && node.value !== null && node.text.trim() ? [{ entry, node }] : [];
    });
  }
}
