import { type RuleContext } from '../findings/context';
import { type LazyReport, type Rule, type RuleInfo } from '../findings/rule';
import { type LanguageFeatures } from '../language/features';
import { withLicenseFeatures } from '../licenses/language/features';
import { NO_LICENSING, type LicenseForm, type Licensing } from '../licenses/statement';
import { type Cursor } from '../text/cursor';
import { type ParsedText, type Syntax } from '../text/tree';
import { parseJson } from '../text/json';
import { parseYaml } from '../text/yaml';
import { type Detector } from './detect';

/** A text that was recognised and read. Rules and language features share its model. */
export interface OpenDocument {
  kind: DocumentKind;
  /** Path or URI path of the document. */
  path: string;
  parsed: ParsedText;
  /**
   * Does the work that a long document needs before its rules can speak, in steps of some milliseconds. A host may pause
   * between steps, and may stop when the text has changed; whoever does not call it pays at the first check.
   */
  prepare?(): Generator<void, void>;
  /** Runs every rule of the kind; `report` is told which rule speaks. */
  check(report: (rule: RuleInfo, report: LazyReport) => void, context: RuleContext): void;
  /** What the document says about licences. */
  licensing(): Licensing;
  features: LanguageFeatures;
  /** The same document with another text; kinds that can make use of what they know of this one do so. */
  update(text: string): OpenDocument;
}

/** A kind of document: how it is recognised, its rules, and what the editor can do with it. */
export interface DocumentKind extends Detector {
  /** What people call such a document. */
  title: string;
  /** Its rules and features want to know which files lie around it: `LintContext.folder`. */
  looksAtFolder?: true;
  rules: readonly RuleInfo[];
  open(path: string, text: string): OpenDocument;
}

/** A document as the rules about licences see it, whatever its format. */
export interface LicensedDocument {
  kind: string;
  parsed: ParsedText;
  licensing: Licensing;
}

/** The parts from which {@link defineKind} makes a kind with model `M`. */
export interface KindParts<M> extends Omit<DocumentKind, 'open' | 'rules'> {
  rules: readonly Rule<M>[];
  /** Reads the text; YAML or JSON by the name where absent. */
  parse?(path: string, text: string): ParsedText;
  read(parsed: ParsedText, path: string): M;
  /** The long work of reading, in steps; see {@link OpenDocument.prepare}. */
  prepare?(model: M): Generator<void, void>;
  /** The model of another text, made with what is known of this one; read anew where absent. */
  update?(model: M, text: string): { parsed: ParsedText; model: M };
  licensing?(model: M): Licensing;
  /** Rules about the licences of such documents. */
  licenseRules?: readonly Rule<LicensedDocument>[];
  /** Set where `features` know more of licences than the features that all kinds share. */
  ownLicenseFeatures?: true;
  /** Which form of licence belongs at a path of keys, for completion where nothing is written yet. */
  licenseAt?(path: readonly (string | number)[], model: M): LicenseForm | undefined;
  /** Where a cursor is, for documents that are too long to be read from their start. */
  cursorAt?(model: M, offset: number): Cursor | undefined;
  features(model: M, path: string): LanguageFeatures;
}

/** Makes a document kind; its model type stays inside. */
export function defineKind<M>(parts: KindParts<M>): DocumentKind {
  const { licenseRules = [], rules, parse = parseByName } = parts;
  const kind: DocumentKind = {
    ...parts,
    rules: [...rules, ...licenseRules],
    open(path, text) {
      const parsed = parse(path, text);
      return openModel(path, parsed, parts.read(parsed, path));
    },
  };
  const features = (path: string, parsed: ParsedText, model: M, licensing: () => Licensing): LanguageFeatures => {
    const own = parts.features(model, path);
    if (parts.ownLicenseFeatures || !parts.licensing) return own;
    return withLicenseFeatures(own, {
      parsed,
      licensing,
      formAt: (at) => parts.licenseAt?.(at, model),
      ...(parts.cursorAt ? { cursorAt: (offset) => parts.cursorAt!(model, offset) } : {}),
    });
  };
  const openModel = (path: string, parsed: ParsedText, model: M): OpenDocument => {
    let known: Licensing | undefined;
    const licensing = () => (known ??= parts.licensing?.(model) ?? NO_LICENSING);
    return {
      kind,
      path,
      parsed,
      ...(parts.prepare ? { prepare: () => parts.prepare!(model) } : {}),
      check(report, context) {
        for (const rule of rules) rule.check(model, (found) => report(rule, found), context);
        if (!licenseRules.length) return;
        const licensed: LicensedDocument = { kind: parts.id, parsed, licensing: licensing() };
        for (const rule of licenseRules) rule.check(licensed, (found) => report(rule, found), context);
      },
      licensing,
      features: features(path, parsed, model, licensing),
      update(text) {
        if (!parts.update) return kind.open(path, text);
        const next = parts.update(model, text);
        return openModel(path, next.parsed, next.model);
      },
    };
  };
  return kind;
}

function parseByName(path: string, text: string): ParsedText {
  return syntaxOf(path, text) === 'json' ? parseJson(text) : parseYaml(text);
}

/** The syntax by the file's name; a name that says nothing is judged by the first character. */
export function syntaxOf(path: string, text: string): Syntax {
  if (/\.json$/i.test(path)) return 'json';
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return /^\ufeff?\s*\{/.test(text) ? 'json' : 'yaml';
}
