import { licenseById } from '../core/licenses/catalogue';
import { cardLicense } from '../core/mof/card-license';
import { classify } from '../core/mof/classify';
import { LEVELS } from '../core/mof/components';
import { isOpen, openLicenses, SUGGESTED } from '../core/mof/licenses';
import { newMofDocument, type NewRelease } from '../core/mof/new-document';
import { safeSpelling } from '../core/mof/spelling';
import { className, shortLabel, standing } from '../core/mof/summary';
import { NewFileChoicesRequest, NewFileRequest, type NewFileChoices, type NewFileChoicesParams } from './protocol';
import { type Services } from './services';

/** Answers what an editor has to ask for a new MOF configuration, and writes its text. */
export function registerNewFile({ connection }: Services): void {
  connection.onRequest(NewFileChoicesRequest, ({ card }: NewFileChoicesParams): NewFileChoices => {
    const nothing = classify({ components: [], licenses: {} });
    const suggested = [...new Set([...SUGGESTED.code, ...SUGGESTED.document, ...SUGGESTED.data])];
    const others = openLicenses()
      .filter((id) => !suggested.includes(id))
      .sort((a, b) => a.localeCompare(b));
    const named = (id: string) => ({ id, name: licenseById(id)?.name ?? '' });
    const known = card === undefined ? undefined : licenseOfCard(card);
    return {
      classes: LEVELS.map((level) => ({
        level,
        label: shortLabel(level),
        name: className(level),
        components: standing(nothing, level).total,
      })),
      suggested: suggested.map(named),
      others: others.map(named),
      ...(known === undefined ? {} : { known }),
    };
  });
  connection.onRequest(NewFileRequest, (release: NewRelease): string => newMofDocument(release));
}

/** The licence that a model card names, if it can have meant only one. */
function licenseOfCard(card: string): string | undefined {
  const written = cardLicense(card)?.id;
  if (written === undefined) return undefined;
  return isOpen(written) ? written : safeSpelling(written);
}
