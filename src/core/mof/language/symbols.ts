import { type DocumentSymbol, type SymbolKind } from '../../language/features';
import { t } from '../../l10n';
import { asScalar, entryOf, writtenSpan, type Entry } from '../../text/tree';
import { LICENSE_SCOPES, type MofComponent, type MofDocument } from '../document';
import { fullLabel } from '../summary';
import { sourceName, typeName } from './meanings';

/** The outline: the framework, the release with its class, its licences, and every component with its licence. */
export function symbols(document: MofDocument): DocumentSymbol[] {
  return new Outline(document).root();
}

class Outline {
  constructor(private readonly document: MofDocument) {}

  root(): DocumentSymbol[] {
    const { document } = this;
    const { framework, releaseEntry } = document;
    const outline: DocumentSymbol[] = [];
    if (framework) {
      const version = asScalar(entryOf(framework.value, 'version')?.value)?.text;
      outline.push(this.entry(framework, 'object', version, []));
    }
    if (releaseEntry) {
      const detail = [document.name, fullLabel(document.classification.class)].filter(Boolean).join(' · ');
      outline.push(this.entry(releaseEntry, 'object', detail, [...this.licenses(), ...this.components()]));
    }
    return outline.sort((a, b) => a.span.start - b.span.start);
  }

  private licenses(): DocumentSymbol[] {
    const entry = this.document.licenseEntry;
    if (!entry || entry.merged) return [];
    const scopes = LICENSE_SCOPES.flatMap((scope) => {
      const license = this.document.globals[scope];
      if (!license || license.entry.merged) return [];
      return [this.entry(license.entry, 'license', license.name?.id || t('no licence'), [])];
    });
    return [this.entry(entry, 'object', undefined, entry.alias ? [] : scopes)];
  }

  private components(): DocumentSymbol[] {
    const entry = this.document.componentsEntry;
    if (!entry || entry.merged) return [];
    const listed = entry.alias ? [] : this.document.components.map((component) => this.component(component));
    return [this.entry(entry, 'array', String(this.document.components.length), listed)];
  }

  private component(component: MofComponent): DocumentSymbol {
    const { item, name, nameEntry, definition } = component;
    const license = this.document.licenseOf(component).id ?? sourceName('none');
    const span = this.trimmed(item.start, item.end);
    const written = nameEntry && !item.alias && !nameEntry.merged ? writtenSpan(nameEntry) : undefined;
    return {
      // Editors refuse symbols without a name.
      name: name?.trim() || t('component {0}', component.index + 1),
      detail: definition ? `${typeName(definition.type)} · ${license}` : license,
      kind: 'component',
      span,
      selection: written ? { start: written.start, end: Math.min(written.end, span.end) } : span,
      children: [],
    };
  }

  private entry(
    entry: Entry,
    kind: SymbolKind,
    detail: string | undefined,
    children: DocumentSymbol[],
  ): DocumentSymbol {
    return {
      name: entry.key.text,
      ...(detail ? { detail } : {}),
      kind,
      span: this.trimmed(entry.start, entry.alias ? entry.alias.end : entry.end),
      selection: { start: entry.key.start, end: entry.key.end },
      children: entry.alias ? [] : children,
    };
  }

  /** Maps of block style end behind the last line break. */
  private trimmed(start: number, end: number): { start: number; end: number } {
    const { text } = this.document.parsed;
    let last = end;
    while (last > start && /\s/.test(text[last - 1]!)) last--;
    return { start, end: last };
  }
}
