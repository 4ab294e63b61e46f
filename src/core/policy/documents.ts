import { BomError } from '../bom/view/json';
import { readBom } from '../bom/view/read';
import { type BomView } from '../bom/view/view';
import { type OpenDocument } from '../documents/kind';
import { statedHashes, type KnownDigests } from '../inspection/bom';
import { t } from '../l10n';
import { ownGroups } from '../licenses/rules/groups';
import { MofDocument } from '../mof/document';
import { asScalar, entryOf } from '../text/tree';
import { type FileNames } from './file-names';
import { type FoundBom, type FoundLicense, type PolicyFacts } from './facts';

/** A document about a model. */
export interface PolicyDocument {
  /** The path of its file or layer, or the digest of what attaches it. */
  name: string;
  text: string;
  document: OpenDocument;
}

/** Digests of the files of a model. */
export interface FileDigests extends KnownDigests {
  /** Whether a file has a digest: SHA-256 in hexadecimal. */
  has(sha256: string): boolean;
}

/**
 * Digests of files by their paths.
 * @param digests SHA-256 in hexadecimal
 */
export function digestsOf(digests: ReadonlyMap<string, string>, names: FileNames): FileDigests {
  const all = new Set(digests.values());
  return {
    of(name) {
      const path = names.meant(name);
      const sha256 = path === undefined ? undefined : digests.get(path);
      return sha256 === undefined ? undefined : { path: path!, sha256 };
    },
    has: (sha256) => all.has(sha256),
  };
}

/** Kinds of document that say under which licence a model is, and what it is made of. */
const LICENSING = ['mof', 'spdx', 'cyclonedx', 'card', 'kitfile', 'modelpack-config'];

/** Licences of all documents together: one more changes no verdict that a thousand have not changed. */
const MOST_LICENSES = 1000;

/** What the documents about a model say, as far as policies ask. */
export function factsOfDocuments(
  documents: readonly PolicyDocument[],
  digests: FileDigests,
): Pick<PolicyFacts, 'boms' | 'mof' | 'licenses' | 'versions'> {
  const mofs = documents
    .filter(({ document }) => document.kind.id === 'mof')
    .map(({ name, document }) => ({ name, mof: new MofDocument(document.parsed) }));
  return {
    boms: documents.filter(isBom).map((each) => bomFact(each, digests)),
    mof: mofs.map(({ name, mof }) => ({ place: name, class: mof.classification.class })),
    licenses: licenseFacts(documents),
    versions: mofs.flatMap(({ name, mof }) => {
      const version = asScalar(entryOf(mof.release, 'version')?.value);
      return version && !mof.isNull(version) && version.text.trim() ? [{ text: version.text, place: name }] : [];
    }),
  };
}

export function isBom({ document }: PolicyDocument): boolean {
  return document.kind.id === 'spdx' || document.kind.id === 'cyclonedx';
}

/** Names of files whose hashes bills of materials state. */
export function filesInBoms(documents: readonly PolicyDocument[]): string[] {
  const files = documents.filter(isBom).flatMap((each) => {
    const view = viewOf(each);
    return view instanceof BomError ? [] : statedHashes(view).map(({ file }) => file);
  });
  return [...new Set(files)];
}

function viewOf({ text }: PolicyDocument): BomView | BomError {
  try {
    return readBom(text);
  } catch (error) {
    if (error instanceof BomError) return error;
    throw error;
  }
}

function bomFact(found: PolicyDocument, digests: FileDigests): FoundBom {
  const { name } = found;
  const view = viewOf(found);
  if (view instanceof BomError)
    return {
      place: name,
      state: 'unreadable',
      detail: t('The bill of materials {0} cannot be read. {1}', name, view.message),
    };
  const fitting = new Set<string>();
  for (const { file, sha256 } of statedHashes(view)) {
    const known = digests.of(file);
    if (known && known.sha256 !== sha256)
      return {
        place: name,
        state: 'stale',
        detail: t(
          'The bill of materials {0} is not of these files: it says that "{1}" has the SHA-256 {2}, and it has {3}.',
          name,
          known.path,
          sha256,
          known.sha256,
        ),
      };
    // It may state the hash of the weights as that of the model, whatever their file is called.
    if (known || digests.has(sha256)) fitting.add(sha256);
  }
  return fitting.size
    ? {
        place: name,
        state: 'fits',
        detail: t('The hashes in the bill of materials {0} are those of the files: {1}.', name, fitting.size),
      }
    : {
        place: name,
        state: 'unproved',
        detail: t('The bill of materials {0} states no SHA-256 of any of the files, so it could be of others.', name),
      };
}

function licenseFacts(documents: readonly PolicyDocument[]): FoundLicense[] {
  const found = new Map<string, FoundLicense>();
  for (const { name, document } of documents) {
    if (!LICENSING.includes(document.kind.id)) continue;
    for (const { text, form, statements } of ownGroups(document.licensing())) {
      const subject = statements[0]?.subject.name;
      const key = JSON.stringify([text, form === 'expression', name]);
      if (!found.has(key)) found.set(key, { text, form, place: name, ...(subject === undefined ? {} : { subject }) });
      if (found.size >= MOST_LICENSES) return [...found.values()];
    }
  }
  return [...found.values()];
}
