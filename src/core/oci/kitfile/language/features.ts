import { type DocumentLink, type LanguageFeatures, type Surroundings } from '../../../language/features';
import { foldsOf } from '../../../language/folding';
import { NO_FEATURES } from '../../../language/no-features';
import { relativeUrl } from '../../language/complete-paths';
import { type KitfileDocument } from '../document';
import { completeKitfile } from './completion';
import { hoverKitfile } from './hover';
import { symbols } from './symbols';

/** What the editor can do with a Kitfile, beside what it does with licences. */
export function kitfileFeatures(document: KitfileDocument): LanguageFeatures {
  return {
    ...NO_FEATURES,
    complete: (offset, around) => completeKitfile(document, offset, around),
    hover: (offset, around) => hoverKitfile(document, offset, around),
    symbols: () => symbols(document),
    folds: () => foldsOf(document.parsed),
    links: (around) => links(document, around),
  };
}

/** From a path to its file. Editors open files, not folders. */
function links({ layers }: KitfileDocument, { folder }: Surroundings = {}): DocumentLink[] {
  return layers.flatMap(({ path }) => {
    if (!path || folder?.at(path.text) !== 'file') return [];
    const { start, end } = path.node;
    return [{ span: { start, end }, url: relativeUrl(path.text) }];
  });
}
