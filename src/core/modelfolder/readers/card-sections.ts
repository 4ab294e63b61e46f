import { type SectionRole } from '../inventory';
import { proseOf, type MarkdownSection } from '../markdown';

/**
 * What a section is about, by its heading: those of the template of the Hub (huggingface_hub, templates/modelcard_template.md), of the
 * cards that trainers write, and what people write instead. A heading may have several roles.
 */
const ROLES: readonly (readonly [SectionRole, RegExp])[] = [
  ['outOfScope', /^(?:out[- ]of[- ]scope|misuse|prohibited|not intended)/i],
  ['limitations', /\b(?:limitations?|bias(?:es)?|risks?|caveats?)\b/i],
  ['recommendations', /^recommendations?$/i],
  [
    'uses',
    /^(?:(?:direct|downstream|primary|intended) uses?\b|uses?$|use cases?|applications?$|intended (?:uses?|users?)|model uses?$)/i,
  ],
  ['howToUse', /^(?:how to (?:get started|use|run)|get(?:ting)? started|usage|quick ?start|inference$|examples?$)/i],
  ['preprocessing', /^(?:data )?pre-?processing|^tokeni[sz]ation$/i],
  ['trainingData', /^(?:(?:pre-?)?training (?:and evaluation )?data(?:sets?)?|data(?:sets?)?|training corpus)\b/i],
  [
    'training',
    /^(?:(?:pre-?)?training(?: (?:procedure|details|process|setup|regime))?|fine-?tuning(?: (?:procedure|details))?)$/i,
  ],
  [
    'evaluation',
    /^(?:evaluations?(?: results?| data)?|(?:benchmark |training |test )?results?|benchmarks?|performance|metrics?)$/i,
  ],
  ['environment', /^(?:environmental impact|carbon (?:footprint|emissions?)|energy|co2\b)/i],
  ['explainability', /^(?:model examination|explainability|interpretability)/i],
  ['ethics', /\b(?:ethic(?:s|al)|safety|responsible)\b/i],
  ['privacy', /\b(?:privacy|personal (?:and sensitive )?information)\b/i],
  ['architecture', /^(?:model )?architecture|^technical specifications?$/i],
  ['hardware', /^(?:hardware|compute infrastructure|infrastructure)/i],
  ['citation', /^(?:citation|citing|bibtex|how to cite)/i],
  ['description', /^(?:model (?:description|summary|overview)|(?:model )?introduction|overview|summary|description)$/i],
];

/** The roles of a heading. */
export function rolesOf(heading: string): SectionRole[] {
  const words = heading.replace(/^[\d.]+\s+|[:.\s]+$/g, '').replace(/[,/&]/g, ' and ');
  const found = ROLES.filter(([, pattern]) => pattern.test(words)).map(([role]) => role);
  return found.includes('outOfScope') ? ['outOfScope'] : found;
}

/** The versions that a trainer ran with, which it writes below whatever section comes last. */
export const FRAMEWORK_VERSIONS = /^framework versions?$/i;

/** The text of a section with that of the sections below it which have no role of their own. */
export function textOfSection(sections: readonly MarkdownSection[], index: number): string | undefined {
  const { level, lines } = sections[index]!;
  const all = [...lines];
  for (let at = index + 1; at < sections.length && sections[at]!.level > level; at++) {
    const below = sections[at]!;
    if (FRAMEWORK_VERSIONS.test(below.heading)) continue;
    if (!rolesOf(below.heading).length && proseOf(below.lines) !== undefined)
      all.push('', `${below.heading}:`, ...below.lines);
  }
  return proseOf(all);
}
