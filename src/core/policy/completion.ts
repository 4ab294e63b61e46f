import { type Completion } from '../language/features';
import { Inserter, TabStop, type Piece } from '../language/insert';
import { t } from '../l10n';
import { allLicenses } from '../licenses/catalogue';
import { cursorAt, type Cursor } from '../text/cursor';
import { type ParsedText } from '../text/tree';
import { isLicensePlace } from './places';
import { schemaAt, type SchemaPart } from './schema';

/** What can be typed at an offset of a policy: keys, entries of lists, words, licences. */
export function completePolicy(parsed: ParsedText, offset: number): Completion[] {
  const cursor = cursorAt(parsed.text, parsed.syntax, offset);
  const part = cursor && schemaAt(cursor.path);
  if (!part) return [];
  const found = completePart(part, cursor, new Inserter(parsed, cursor));
  // Editors match the item with all characters that it replaces, an opening quote included.
  return cursor.quote ? found.map((item) => ({ ...item, filterText: cursor.quote + item.label })) : found;
}

function completePart(part: SchemaPart, cursor: Cursor, insert: Inserter): Completion[] {
  if (isLicensePlace(cursor.path)) return completeLicenses(insert);
  if (part.enum) return words(part.enum.map(String), insert);
  if (part.type === 'boolean') return words(['true', 'false'], insert);
  if (cursor.at !== 'key') return [];
  if (part.type === 'array') return completeItems(String(cursor.path.at(-1)), insert);
  return completeKeys(part, cursor, insert);
}

/** Truth values and numbers, without the quotes that would make texts of them; and words, which need none. */
function words(all: readonly string[], insert: Inserter): Completion[] {
  return all.map((label, index) => {
    const { edit } = insert.value(label);
    const newText = edit.newText.replace(/^(\s*)(["'])(.*)\2/, '$1$3');
    return { label, kind: 'enum', sortText: String(index), edit: { ...edit, newText } };
  });
}

function completeKeys(part: SchemaPart, cursor: Cursor, insert: Inserter): Completion[] {
  const required = part.required ?? [];
  return Object.keys(part.properties ?? {})
    .filter((key) => !cursor.siblings.has(key))
    .map((key, index) => ({
      label: key,
      kind: 'property',
      detail: required.includes(key) ? t('required') : t('optional'),
      documentation: schemaAt([...cursor.path, key])!.description!,
      sortText: `${required.includes(key) ? 0 : 1}${String(index).padStart(2, '0')}`,
      ...insert.key(key, valueOf(schemaAt([...cursor.path, key])!, key)),
    }));
}

/** What is inserted behind a new key. */
function valueOf({ type, enum: choices, items }: SchemaPart, key: string): Piece {
  if (choices) return new TabStop('', choices.map(String), true);
  if (type === 'boolean') return new TabStop('', ['true', 'false'], true);
  if (type === 'array' && items) return ITEMS[key]?.()[0]?.piece ?? [new TabStop()];
  return '';
}

interface ListItem {
  label: string;
  piece: readonly Piece[];
}

/** What entries of the lists look like. */
const ITEMS: Readonly<Record<string, () => readonly ListItem[]>> = {
  signers: () => [
    {
      label: t('signer with Sigstore'),
      piece: [
        {
          identity: new TabStop('https://github.com/OWNER/REPOSITORY/.github/workflows/FILE@refs/heads/main'),
          issuer: new TabStop('https://token.actions.githubusercontent.com'),
        },
      ],
    },
    { label: t('signer with a key'), piece: [{ key: new TabStop() }] },
    {
      label: t('signer with a certificate'),
      piece: [{ authority: new TabStop(), subject: new TabStop('CN=') }],
    },
  ],
  'minimum-versions': () => [
    { label: t('oldest version'), piece: [{ artifacts: [new TabStop('acme/*')], version: new TabStop('1.0.0') }] },
  ],
  exceptions: () => [
    {
      label: t('exception'),
      piece: [
        {
          requirement: new TabStop('', schemaAt(['exceptions', 0, 'requirement'])!.enum!.map(String)),
          artifacts: [new TabStop('acme/*')],
          reason: new TabStop(),
          expires: new TabStop(),
        },
      ],
    },
  ],
};

function completeItems(key: string, insert: Inserter): Completion[] {
  return (ITEMS[key]?.() ?? []).map(({ label, piece }, index) => ({
    label,
    kind: 'snippet',
    sortText: String(index),
    ...insert.items(piece),
  }));
}

/** Ids of the SPDX list; what is deprecated is listed last. */
function completeLicenses(insert: Inserter): Completion[] {
  return [...allLicenses()].map(({ id, name, deprecated }) => ({
    label: id,
    kind: 'license',
    detail: deprecated ? `${name} · ${t('deprecated')}` : name,
    sortText: `${deprecated ? 1 : 0}${id.toLowerCase()}`,
    ...insert.value(id),
  }));
}
