import { type FromPage, type PageState, type Words } from '../protocol';

/** What every part of the page is given. */
export interface PageContext {
  words: Words;
  post(message: FromPage): void;
  /** What is kept when the page is hidden or reloaded; after a change call `save`. */
  state: PageState;
  save(): void;
  /** Says something to those who can't see it. */
  announce(text: string): void;
}
