import { type Json, type JsonObject } from '../bom/view/json';
import { type Fact } from '../modelfolder/inventory';
import { type PlaceholderType } from './generated';
import { setAtPath } from './paths';
import { certaintyOf, remembered, sourcesOf, type PropertyOrigin } from './origins';
import { placeholderType, TO_DO_TIME, toDoAddress, toDoText } from './to-do';

/** What somebody has to say of a described thing. */
export interface OpenQuestion {
  /** The property that the answer belongs to. */
  property: string;
  message: string;
  type: PlaceholderType;
  placeholder?: string;
}

/** An object of a document while its properties are filled in, with where each one came from. */
export class Described {
  readonly origins = new Map<string, PropertyOrigin>();
  readonly questions: OpenQuestion[] = [];

  constructor(
    readonly value: JsonObject,
    /** Shortens ids to what stays the same from one version of the document to the next. */
    private readonly local: (value: Json) => Json = (value) => value,
  ) {}

  /**
   * Sets a property to what facts say; nothing where there is nothing to say.
   * @param property its name, or its path with `/` between keys
   */
  set(property: string, value: Json | undefined, facts: readonly Fact<unknown>[]): this {
    if (value === undefined || (Array.isArray(value) && !value.length)) return this;
    setAtPath(this.value, property, value);
    this.came(property, value, facts);
    return this;
  }

  /** Tells where something came from that stands elsewhere, such as a relationship. */
  came(property: string, value: Json, facts: readonly Fact<unknown>[]): void {
    this.origins.set(property, {
      sources: sourcesOf(facts),
      certainty: certaintyOf(facts),
      was: remembered(this.local(value)),
    });
  }

  /** Sets a property that may not be missing; a placeholder asks for it where nobody says it. */
  need(
    property: string,
    fact: Fact<string> | undefined,
    type: Exclude<PlaceholderType, 'license'>,
    asked: { words: string; message: string },
  ): this {
    if (fact) return this.set(property, fact.value, [fact]);
    const placeholder = placeholderOf(type, asked.words);
    this.value[property] = placeholder;
    this.came(property, placeholder, []);
    this.ask(property, type, asked.message, placeholder);
    return this;
  }

  ask(property: string, type: PlaceholderType, message: string, placeholder?: string): void {
    this.questions.push({ property, type, message, ...(placeholder === undefined ? {} : { placeholder }) });
  }
}

function placeholderOf(type: Exclude<PlaceholderType, 'license'>, words: string): string {
  if (type === 'time') return TO_DO_TIME;
  return type === 'address' ? toDoAddress(words) : toDoText(words);
}

/** Whether a value is, or holds, a placeholder. */
export function isPlaceholder(value: Json | undefined): boolean {
  if (typeof value === 'string') return placeholderType(value) !== undefined;
  return Array.isArray(value) && value.some(isPlaceholder);
}
