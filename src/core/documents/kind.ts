import { type LintContext } from '../findings/context';
import { type Report, type Rule, type RuleInfo } from '../findings/rule';
import { type LanguageFeatures } from '../language/features';
import { type ParsedText, type Syntax } from '../text/tree';
import { parseJson } from '../text/json';
import { parseYaml } from '../text/yaml';

/** A text that was recognised and read. Rules and language features share its model. */
export interface OpenDocument {
  kind: DocumentKind;
  /** Path or URI path of the document. */
  path: string;
  parsed: ParsedText;
  /** Runs every rule of the kind; `report` is told which rule speaks. */
  check(report: (rule: RuleInfo, report: Report) => void, context: LintContext): void;
  features: LanguageFeatures;
}

/** A kind of document: how it is recognised, its rules, and what the editor can do with it. */
export interface DocumentKind {
  id: string;
  /** What people call such a document. */
  title: string;
  rules: readonly RuleInfo[];
  /** Whether a file is of this kind by its name alone, whatever it says. */
  hasName(path: string): boolean;
  /** Whether a text is of this kind by what it says. */
  hasText(text: string): boolean;
  open(path: string, text: string): OpenDocument;
}

/** The parts from which {@link defineKind} makes a kind with model `M`. */
export interface KindParts<M> extends Omit<DocumentKind, 'open' | 'rules'> {
  rules: readonly Rule<M>[];
  read(parsed: ParsedText): M;
  features(model: M, path: string): LanguageFeatures;
}

/** Makes a document kind; its model type stays inside. */
export function defineKind<M>(parts: KindParts<M>): DocumentKind {
  const kind: DocumentKind = {
    ...parts,
    open(path, text) {
      const parsed = syntaxOf(path, text) === 'json' ? parseJson(text) : parseYaml(text);
      const model = parts.read(parsed);
      return {
        kind,
        path,
        parsed,
        check(report, context) {
          for (const rule of parts.rules) rule.check(model, (found) => report(rule, found), context);
        },
        features: parts.features(model, path),
      };
    },
  };
  return kind;
}

/** The syntax by the file's name; a name that says nothing is judged by the first character. */
export function syntaxOf(path: string, text: string): Syntax {
  if (/\.json$/i.test(path)) return 'json';
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return /^\ufeff?\s*\{/.test(text) ? 'json' : 'yaml';
}
