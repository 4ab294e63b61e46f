import { type JsonObject } from '../../bom/view/json';
import { type Agent, type Fact } from '../../modelfolder/inventory';
import { toDoText } from '../to-do';
import { type SpdxGraph } from './graph';

const CLASS = { organization: 'Organization', person: 'Person' } as const;

/** Elements for people and organisations; each becomes one, however often it is named. */
export class SpdxAgents {
  private readonly known = new Map<string, string>();

  constructor(private readonly graph: SpdxGraph) {}

  /** The id of the element for an agent. */
  of(agent: Agent, facts: readonly Fact<unknown>[]): string {
    const key = agent.name.toLowerCase();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { name, kind, email, url } = agent;
    const id = this.graph.freeId(`Agent/${name}`);
    this.known.set(key, id);
    const identifiers: JsonObject[] = email === undefined ? [] : [identifier('email', email)];
    const pages: JsonObject[] =
      url === undefined ? [] : [{ type: 'ExternalRef', externalRefType: 'altWebPage', locator: [url] }];
    this.graph
      .add(kind ? CLASS[kind] : 'Agent', id)
      .set('name', name, facts)
      .set('externalIdentifier', identifiers, facts)
      .set('externalRef', pages, facts);
    return id;
  }

  /** Several agents where a field has room for one. */
  ofAll(agents: readonly Agent[], facts: readonly Fact<unknown>[]): string {
    if (agents.length === 1) return this.of(agents[0]!, facts);
    return this.of({ name: agents.map(({ name }) => name).join(', ') }, facts);
  }

  /** An agent that is still to be named. */
  open(name: string, words: string, message: string): string {
    const id = this.graph.freeId(`Agent/${name}`);
    const placeholder = toDoText(words);
    const element = this.graph.add('Organization', id).set('name', placeholder, []);
    element.ask('name', 'text', message, placeholder);
    return id;
  }
}

/** An identifier outside SPDX. */
export function identifier(externalIdentifierType: string, text: string, rest: JsonObject = {}): JsonObject {
  return { type: 'ExternalIdentifier', externalIdentifierType, identifier: text, ...rest };
}
