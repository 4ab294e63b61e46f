import { COMPONENTS, RESEARCH_PAPER, type ComponentDefinition } from '../../mof/components';
import { type Fact, type Inventory } from '../../modelfolder/inventory';
import { isWebUrl } from '../../mof/rules/not-a-url';

const EVALUATION_RESULTS = 12;
const DATA_CARD = 14;

/** A component of the Model Openness Framework that the folder has. */
export interface FoundComponent {
  definition: ComponentDefinition;
  /** Paths of its files. */
  files: string[];
  /** Why it is listed: its files, or what says it. */
  facts: Fact<unknown>[];
  /** Its page, where it is elsewhere. */
  link?: string;
  /** Its own licence, where all of its files state the same one. */
  license?: string;
}

/**
 * The components that a release lists: those that files are, and those that the framework says to list although they are part of
 * another document, such as results in a card (docs of the components). In the order of the framework.
 */
export function mofComponents(inventory: Inventory): FoundComponent[] {
  const { files, metrics, sections, links } = inventory;
  return COMPONENTS.flatMap((definition): FoundComponent[] => {
    const own = files.filter(({ components }) => components.includes(definition.name));
    const facts: Fact<unknown>[] = own.slice(0, MOST_FILES).map(({ path }) => ({
      value: path,
      source: { path, reader: 'folder' },
      certainty: 'derived',
    }));
    let link: string | undefined;
    if (definition.id === EVALUATION_RESULTS) facts.push(...metrics.slice(0, 1));
    if (definition.id === DATA_CARD) facts.push(...sections.filter(({ value }) => value.role === 'trainingData'));
    if (definition.id === RESEARCH_PAPER) {
      const paper = links.find(({ value }) => value.type === 'paper' && isWebUrl(value.target));
      if (paper) facts.push(paper);
      if (!own.length) link = paper?.value.target;
    }
    if (!facts.length) return [];
    const licenses = [...new Set(own.map(({ license }) => license))];
    const license = licenses.length === 1 ? licenses[0] : undefined;
    return [
      {
        definition,
        files: own.map(({ path }) => path),
        facts,
        ...(link === undefined ? {} : { link }),
        ...(license === undefined ? {} : { license }),
      },
    ];
  });
}

/** Files of a component that are named as its origin; thousands of shards would tell no more. */
const MOST_FILES = 8;
