import { type Detector } from '../documents/detect';
import { baseName } from '../findings/context';

/** How much of a text is looked at, in UTF-16 code units. */
const HEAD = 64 * 1024;

const OPENING = /^\ufeff?---[ \t]*[\r\n]/;
const CLOSING = /[\r\n]---[ \t]*(?:[\r\n]|$)/g;

/**
 * Keys that only cards of the Hugging Face Hub have, or that matter here (huggingface_hub, `ModelCardData`,
 * `DatasetCardData`, `SpaceCardData`). `title`, `tags` and `language` alone are written for other sites as well.
 */
const KEYS =
  /^(?:license|license_name|license_link|licen[cs]es?|base_model|base_model_relation|datasets|library_name|pipeline_tag|model_name|model-index|dataset_info|task_categories|task_ids|size_categories|pretty_name|configs|source_datasets|annotations_creators|sdk)[ \t]*:/m;

/** Whether a file name is that of a card. */
export function isCardName(path: string): boolean {
  return /^readme\.md$/i.test(baseName(path));
}

/** Model, dataset and Space cards of the Hugging Face Hub: a `README.md` that begins with their metadata. */
export const cardDetector: Detector = {
  id: 'card',
  hasName: () => false,
  hasText(text, path) {
    if (!isCardName(path)) return false;
    const head = text.length > HEAD ? text.slice(0, HEAD) : text;
    const opening = OPENING.exec(head)?.[0];
    if (!opening) return false;
    CLOSING.lastIndex = opening.length - 1;
    return KEYS.test(head.slice(opening.length, CLOSING.exec(head)?.index));
  },
};
