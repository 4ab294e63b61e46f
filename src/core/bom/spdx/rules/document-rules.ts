import { t } from '../../../l10n';
import { type Rule } from '../../../findings/rule';
import { editorFor } from '../../../text/editor';
import { asScalar, entryOf, writtenSpan } from '../../../text/tree';
import { type SpdxDocument } from '../document';
import { nearest } from '../../../text/similar';
import { contextUrl, versionOfContext } from '../version';
import { problemRule } from './problem-rule';

/** SPDX 3.0.1, serialization: `@context` is exactly this address; more contexts may be listed beside it. */
export const context: Rule<SpdxDocument> = {
  id: 'spdx/context',
  title: 'JSON-LD context missing or wrong',
  help: 'The "@context" says which version of SPDX the names come from. With another address no tool knows what the document says.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { contextEntry, parsed, root, version } = document;
    const url = contextUrl(version === '3.0.0' ? '3.0.0' : '3.0.1');
    if (!root) return;
    if (!contextEntry) {
      report({
        at: root.entries[0]?.key ?? { start: root.start, end: root.start + 1 },
        message: t('"@context" is missing; for SPDX 3.0.1 it is "{0}".', url),
        fix: () => [
          {
            title: t('Add "{0}"', '@context'),
            safe: true,
            edits: editorFor(parsed).addEntry(root, '@context', url, 'first'),
          },
        ],
      });
      return;
    }
    const at = writtenSpan(contextEntry);
    const { value } = contextEntry;
    const inList = (wanted: string) =>
      value?.kind === 'list' && value.items.some((item) => asScalar(item.value)?.text === wanted);
    if (version && inList(contextUrl(version))) {
      // The schema of SPDX 3.1 takes lists.
      if (version !== '3.1')
        report({
          at,
          severity: 'info',
          message: t('A list of contexts is allowed by the text of the specification, not by its schema.'),
        });
      return;
    }
    const written = asScalar(value)?.text ?? '';
    if (version && version !== '3.1' && written === contextUrl(version)) return;
    // Another version has a rule of its own.
    if (version === '3.1' && /^https:\/\//.test(written)) return;
    const known = versionOfContext(written);
    report({
      at,
      message: known
        ? t('The context of SPDX 3.0.1 is "{0}", not "{1}".', url, written)
        : t('The context of an SPDX 3.0.1 document is "{0}".', url),
      fix: () => [
        { title: t('Change to "{0}"', url), safe: false, edits: editorFor(parsed).setValue(root, contextEntry, url) },
      ],
    });
  },
};

/** What is known of SPDX 3.1 is not enough to check its names. */
export const newerVersion: Rule<SpdxDocument> = {
  id: 'spdx/newer-version',
  title: 'Document of SPDX 3.1',
  help: 'The document says that it is SPDX 3.1, which is not published yet. Structure, references and licences are checked; the names of classes, properties and values are not.',
  severity: 'info',
  fixable: false,
  check({ contextEntry, version }, report) {
    if (version === '3.1' && contextEntry)
      report({
        at: writtenSpan(contextEntry),
        message: t('This document is SPDX 3.1, not 3.0.1: its names are not checked.'),
      });
  },
};

/** SPDX 3.0.1, serialization: beside the context there is `@graph`, or the properties of the only element. */
export const graphKey: Rule<SpdxDocument> = {
  id: 'spdx/graph',
  title: 'Elements in the wrong place',
  help: 'The elements stand in a list under "@graph", and beside it there is only "@context".',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { parsed, root } = document;
    if (!root) {
      if (parsed.root)
        report({ at: parsed.root, message: t('An SPDX document is an object with "@context" and "@graph".') });
      return;
    }
    const graph = entryOf(root, '@graph');
    if (!graph && entryOf(root, 'type')) return;
    const { entries } = root;
    if (graph && !document.graphKey) {
      report({ at: writtenSpan(graph), message: t('"@graph" is a list of elements.') });
      return;
    }
    const meant = graph
      ? undefined
      : entries.find(
          ({ key, value }) =>
            value?.kind === 'list' &&
            key.text !== '@context' &&
            (key.text === 'elements' || nearest(key.text, ['@graph', 'graph'])),
        );
    if (meant)
      report({
        at: meant.key,
        message: t('The elements stand under "@graph", not under "{0}".', meant.key.text),
        fix: () => [
          { title: t('Rename to "{0}"', '@graph'), safe: true, edits: editorFor(parsed).renameKey(meant, '@graph') },
        ],
      });
    else if (!graph)
      report({
        at: entries[0]?.key ?? { start: root.start, end: root.start + 1 },
        message: t('"@graph" with the elements is missing.'),
      });
    for (const entry of entries) {
      if (entry === graph || entry === meant || entry.key.text === '@context' || (!graph && !meant)) continue;
      report({
        at: entry.key,
        message: t(
          '"{0}" cannot stand beside "@graph": what is said about the document stands in an SpdxDocument.',
          entry.key.text,
        ),
        fix: () => [
          { title: t('Remove "{0}"', entry.key.text), safe: false, edits: editorFor(parsed).removeEntry(root, entry) },
        ],
      });
    }
  },
};

/** SpdxDocument.md of the model: at most one in a file. */
export const severalDocuments = problemRule(
  {
    id: 'spdx/several-documents',
    title: 'More than one SpdxDocument',
    help: 'A file holds at most one SpdxDocument: it stands for the file itself.',
    severity: 'error',
    fixable: false,
  },
  ({ document, problem }) => ({
    message: t('A file has one SpdxDocument only.'),
    related: [{ at: document.headOf(Number(problem.facts.first)), message: t('It stands here first.') }],
  }),
);

/** ElementCollection.md of the model: a collection with elements has a root element. */
export const rootElement = problemRule(
  {
    id: 'spdx/root-element',
    title: 'Collection without root element',
    help: 'A collection that lists elements says in "rootElement" which one it is about.',
    severity: 'error',
    fixable: false,
  },
  ({ fact }) => ({
    message: t('This {0} lists elements and needs "rootElement": the one to begin with.', fact('type')),
  }),
);

/** ElementCollection.md of the model: a document is no element of a collection. */
export const documentAsElement = problemRule(
  {
    id: 'spdx/document-as-element',
    title: 'SpdxDocument as an element of a collection',
    help: 'An SpdxDocument stands for the file and is neither an element nor the root element of a collection.',
    severity: 'error',
    fixable: false,
  },
  ({ fact }) => ({ message: t('An SpdxDocument cannot be a value of "{0}".', fact('property')) }),
);
