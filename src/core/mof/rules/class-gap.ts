import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { addComponentEdits } from '../add-components';
import { meantComponent } from '../component-spelling';
import { namesOf } from '../classify';
import { LEVELS, RESEARCH_PAPER, TECHNICAL_REPORT, component, roman, type ClassLevel } from '../components';
import { type MofDocument } from '../document';

/** src/ModelEvaluator.php:102-143: required components that are not listed. */
export const classGap: Rule<MofDocument> = {
  id: 'mof/missing-components',
  title: 'Components missing for a class',
  help: 'Each class requires components on top of those of the class below. The finding lists what a class still wants; for classes beyond the next one it is a hint only.',
  severity: 'info',
  fixable: true,
  check(document, report) {
    if (!document.componentsEntry || !document.list?.items.length) return;
    let next = true;
    for (const level of LEVELS) {
      const missing = ownMissing(document, level);
      if (!missing.length || onlyPaperMissing(document, level)) continue;
      report({
        at: document.componentsEntry.key,
        severity: next ? 'info' : 'hint',
        message: t('Class {0} also requires: {1}.', roman(level), namesOf(missing).join(', ')),
        fix: () => [
          {
            title:
              missing.length === 1
                ? t('Add the component that Class {0} requires', roman(level))
                : t('Add the {0} components that Class {1} requires', missing.length, roman(level)),
            safe: false,
            edits: addComponentEdits(document, missing),
          },
        ],
      });
      next = false;
    }
  },
};

/**
 * What a level itself adds and the release does not list. A component under a misspelt name has a finding already, and
 * adding it would list it twice.
 */
function ownMissing(document: MofDocument, level: ClassLevel): number[] {
  const missing = document.classification.missing[level].filter((id) => component(id).level === level);
  const unknown = document.components.filter((c) => c.name && !c.definition);
  if (!missing.length || !unknown.length) return missing;
  const meant = new Set(unknown.map((c) => meantComponent(c.name!)));
  return missing.filter((id) => !meant.has(component(id).name));
}

/** Class II is met and the research paper is all that Class I wants, or all besides bad licences. */
function onlyPaperMissing(document: MofDocument, level: ClassLevel): boolean {
  const missing = ownMissing(document, level);
  return level === 1 && document.classification.class === 2 && missing.length === 1 && missing[0] === RESEARCH_PAPER;
}

/** Class I needs the paper; the report does not stand in for it. */
export const paperMissing: Rule<MofDocument> = {
  id: 'mof/only-paper-missing',
  title: 'One step from Class I: the research paper',
  help: 'The release meets Class II, and of the components of Class I only the research paper is missing. A technical report does not stand in for it.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    if (!document.componentsEntry || !onlyPaperMissing(document, 1)) return;
    report({
      at: document.componentsEntry.key,
      message: t('For Class I only the research paper is missing; the technical report does not stand in for it.'),
      fix: () => [
        {
          title: t('Add "{0}"', component(RESEARCH_PAPER).name),
          safe: false,
          edits: addComponentEdits(document, [RESEARCH_PAPER]),
        },
      ],
    });
  },
};

/** src/ModelEvaluator.php:323-345 */
export const reportCovered: Rule<MofDocument> = {
  id: 'mof/report-covered-by-paper',
  title: 'Technical report replaced by the research paper',
  help: 'The technical report may be left out when there is a research paper. With an open licence the paper counts in its place.',
  severity: 'info',
  fixable: false,
  check(document, report) {
    const paper = document.listed(RESEARCH_PAPER);
    if (!paper?.definition || !paper.nameEntry?.value || document.listed(TECHNICAL_REPORT)) return;
    const counts = document.classification.included[1].includes(RESEARCH_PAPER);
    report({
      at: paper.nameEntry.value,
      severity: counts ? 'info' : 'warning',
      message: counts
        ? t('The research paper stands in for the technical report, which is not listed.')
        : t(
            'The technical report is not listed, and the research paper cannot stand in for it without an open licence.',
          ),
    });
  },
};
