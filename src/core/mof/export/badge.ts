import { classLabel } from '../classify';
import { roman } from '../components';
import { type MofDocument } from '../document';
import { nextLevel } from '../summary';

/** Colours of the badges of the Model Openness Tool (src/BadgeGenerator.php). */
const QUALIFIED = '4c1';
const IN_PROGRESS = '76b1c9';
const NOT_MET = '9ba0a2';

const TOOL = 'https://mot.isitopen.ai/';

/**
 * Markdown for a README: a badge with the class of the release, or with how far it is on its way to class III. It is read
 * by everyone, so it is in English whatever language its author's editor speaks.
 */
export function exportBadge(document: MofDocument): string {
  const verdict = document.classification;
  const framework = 'Model Openness Framework';
  if (verdict.class !== 0)
    return badge(framework, `Class ${roman(verdict.class)}`, QUALIFIED, `${framework}: ${classLabel(verdict.class)}`);
  const level = nextLevel(verdict) ?? 3;
  const progress = Math.round(verdict.progress[level]);
  const status = `Class ${roman(level)}: ${progress === 0 ? 'not met' : `in progress (${progress}%)`}`;
  return badge(framework, status, progress === 0 ? NOT_MET : IN_PROGRESS, `${framework}, ${status}`);
}

function badge(label: string, message: string, colour: string, alternative: string): string {
  return `[![${alternative}](https://img.shields.io/badge/${part(label)}-${part(message)}-${colour})](${TOOL})\n`;
}

/** Shields separates its parts with a dash and writes a blank as an underscore. */
function part(text: string): string {
  return encodeURIComponent(text.replaceAll('-', '--').replaceAll('_', '__').replaceAll(' ', '_'))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}
