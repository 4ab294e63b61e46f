import { type DocumentSymbol, type Hover, type LanguageFeatures } from '../../../language/features';
import { foldsOf } from '../../../language/folding';
import { NO_FEATURES } from '../../../language/no-features';
import { t } from '../../../l10n';
import { locate, type Located } from '../../../text/locate';
import { asScalar, type ScalarNode } from '../../../text/tree';
import { profileKey } from '../../profile/keys';
import { fieldOf, type ConfigDocument } from '../config-document';
import { CONFIG_FIELDS } from '../config-fields';
import { type ManifestDocument } from '../manifest-document';
import { typeWords } from '../rules/config';
import { completeConfig, completeManifest } from './completion';
import { annotationMeaning, configMeaning, kindMeaning, manifestKeyMeaning, mediaTypeMeaning } from './meanings';
import { configPath } from './places';

/** What the editor can do with a manifest. */
export function manifestFeatures(document: ManifestDocument): LanguageFeatures {
  return {
    ...NO_FEATURES,
    complete: (offset) => completeManifest(document, offset),
    hover: (offset) => hoverManifest(document, offset),
    symbols: () => layerSymbols(document),
    ownOutline: true,
    folds: () => foldsOf(document.parsed),
  };
}

/** What the editor can do with a config, beside what it does with licences. */
export function configFeatures(document: ConfigDocument): LanguageFeatures {
  return {
    ...NO_FEATURES,
    complete: (offset) => completeConfig(document, offset),
    hover: (offset) => hoverConfig(document, offset),
    folds: () => foldsOf(document.parsed),
  };
}

function hoverManifest({ parsed }: ManifestDocument, offset: number): Hover | undefined {
  const at = locate(parsed.root, offset);
  const node = at && nodeAt(at);
  if (!node) return undefined;
  const inAnnotations = at.path.at(-2) === 'annotations';
  if (at.onKey) {
    const key = node.text;
    return inAnnotations
      ? keyHover(node, annotationMeaning(key), valuesOf(key))
      : keyHover(node, manifestKeyMeaning(key));
  }
  const isType = at.path.at(-1) === 'mediaType' || at.path.at(-1) === 'artifactType';
  return isType ? keyHover(node, mediaTypeMeaning(node.text)) : undefined;
}

function valuesOf(key: string): string | undefined {
  const known = profileKey(key);
  if (!known) return undefined;
  const level = known.level === 'must' ? t('required') : t('recommended');
  const values = known.form.kind === 'version' ? [known.form.example] : known.form.values;
  return [level, values.map((value) => `\`${value}\``).join(' ')].join(' · ');
}

function hoverConfig({ parsed }: ConfigDocument, offset: number): Hover | undefined {
  const at = locate(parsed.root, offset);
  const node = at?.onKey ? nodeAt(at) : undefined;
  if (!at || !node) return undefined;
  const holder = configPath(at.path.slice(0, -1));
  const known = holder === undefined ? undefined : fieldOf(CONFIG_FIELDS[holder]!, node.text);
  if (!known) return undefined;
  const { name, field } = known;
  const facts = [field.required ? t('required') : t('optional'), typeWords(field.type)].join(' · ');
  return keyHover(node, configMeaning(holder ? `${holder}.${name}` : name), facts);
}

/** The key or value that the cursor is on. */
function nodeAt({ holder, onKey }: Located): ScalarNode | undefined {
  return onKey && 'key' in holder ? holder.key : asScalar(holder.value);
}

function keyHover(node: ScalarNode, meaning: string | undefined, facts?: string): Hover | undefined {
  if (meaning === undefined) return undefined;
  return { contents: [`**${node.text}**`, meaning, facts].filter(Boolean).join('\n\n'), span: node };
}

/** The outline: each layer by its path. */
function layerSymbols({ layers }: ManifestDocument): DocumentSymbol[] {
  return layers.map(({ node, filepath, title, type, index }) => ({
    name: (filepath ?? title)?.text || t('layer {0}', index + 1),
    ...(type && { detail: kindMeaning(type.kind) }),
    kind: 'file',
    span: node,
    selection: filepath ?? title ?? { start: node.start, end: node.start + 1 },
    children: [],
  }));
}
