import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { type ScalarNode } from '../../../text/tree';
import { MODELPACK, OCI } from '../../annotations';
import { clashes, whyUnsafePath } from '../../paths';
import { type ManifestDocument, type WrittenLayer } from '../manifest-document';
import { setText, startOf } from './places';

/** model-spec, annotations.md. KitOps refuses a layer without it (kit 1.10 and later, ModelPack mode). */
export const missingFilepath: Rule<ManifestDocument> = {
  id: 'modelpack/missing-filepath',
  title: 'Layer without a file path',
  help: 'The annotation "org.cncf.model.filepath" says where the file of a layer belongs. modctl and KitOps need it to extract the model.',
  severity: 'warning',
  fixable: true,
  check({ layers, parsed }, report) {
    for (const layer of layers) {
      if (!layer.map || layer.filepath) continue;
      const { title } = layer;
      report({
        at: layer.annotationsEntry?.key ?? startOf(layer.node),
        message: t(
          'This layer has no "{0}"; modctl and KitOps do not know where its file belongs.',
          MODELPACK.filepath,
        ),
        fix: () => [title ? annotate(parsed, layer, MODELPACK.filepath, title.text) : undefined],
      });
    }
  },
};

/** ORAS writes files by this annotation alone, and skips a layer without it with no more than a hint. */
export const missingTitle: Rule<ManifestDocument> = {
  id: 'modelpack/missing-title',
  title: 'Layers that ORAS skips',
  help: 'ORAS writes the files of layers that have the annotation "org.opencontainers.image.title". It skips all others, and ends well.',
  severity: 'info',
  fixable: true,
  check({ layers, parsed }, report) {
    const untitled = layers.filter(({ filepath, title, type }) => filepath && !title && type?.archive === 'raw');
    const [first] = untitled;
    // modctl and KitOps never write it: it is missing in all layers or in none.
    if (!first) return;
    report({
      at: first.annotationsEntry!.key,
      message:
        untitled.length === 1
          ? t('This layer has no "{0}", so ORAS skips its file.', OCI.title)
          : t('{0} layers have no "{1}", so ORAS skips their files.', untitled.length, OCI.title),
      fix: () => [
        {
          title: t('Add "{0}" with the path of each file', OCI.title),
          safe: false,
          edits: untitled.flatMap((layer) => annotate(parsed, layer, OCI.title, layer.filepath!.text)?.edits ?? []),
        },
      ],
    });
  },
};

/** Tools that read one annotation put the file elsewhere than those that read the other. */
export const pathMismatch: Rule<ManifestDocument> = {
  id: 'modelpack/path-mismatch',
  title: 'Two paths for one file',
  help: 'modctl and KitOps take the path of a file from "org.cncf.model.filepath", ORAS from "org.opencontainers.image.title". Where they differ, the same model is extracted in two ways.',
  severity: 'warning',
  fixable: true,
  check({ layers, parsed }, report) {
    for (const { filepath, title, type } of layers) {
      if (!filepath || !title || filepath.text === title.text || type?.archive === 'tar') continue;
      report({
        at: title,
        message: t('ORAS writes this file to "{0}", modctl and KitOps to "{1}".', title.text, filepath.text),
        related: [{ at: filepath, message: t('The other path stands here.') }],
        fix: () => [setText(parsed, title, filepath.text, false), setText(parsed, filepath, title.text, false)],
      });
    }
  },
};

/** Paths lead out of the folder where they are taken as they are: modctl joins them unchecked (pkg/codec/raw.go). */
export const unsafePath: Rule<ManifestDocument> = {
  id: 'modelpack/unsafe-path',
  title: 'Path that leads elsewhere',
  help: 'The path of a file is relative to the model, with "/", and has no "..". Otherwise a tool that takes it as it is writes outside of the folder that the model is extracted to.',
  severity: 'error',
  fixable: false,
  check({ layers }, report) {
    for (const node of layers.flatMap(pathsOf)) {
      const unsafe = whyUnsafePath(node.text, false);
      const reason = unsafe ?? whyUnsafePath(node.text, true);
      if (!reason) continue;
      report({
        at: node,
        message: unsafe
          ? t('This path is not safe: {0}.', reason)
          : t('This path does not work on Windows: {0}.', reason),
        ...(!unsafe && { severity: 'warning' as const }),
      });
    }
  },
};

/** Of two files with one path, one is lost when the model is extracted. */
export const pathClash: Rule<ManifestDocument> = {
  id: 'modelpack/path-clash',
  title: 'Two files in one place',
  help: 'Each file of a model has a path of its own. Of two with the same path one is lost; two that differ in capitals only are the same file on macOS and Windows.',
  severity: 'error',
  fixable: false,
  check({ layers }, report) {
    const nodes = layers.flatMap(({ filepath, title }) => filepath ?? title ?? []);
    for (const { kind, first, second } of clashes(nodes.map(({ text }) => text)))
      report({
        at: nodes[second]!,
        message:
          kind === 'same'
            ? t('Another layer has the path "{0}" as well.', nodes[second]!.text)
            : kind === 'folder'
              ? t(
                  '"{0}" is a folder in one layer and a file in the other.',
                  shorter(nodes[first]!.text, nodes[second]!.text),
                )
              : t('"{0}" and "{1}" are the same on macOS and Windows.', nodes[first]!.text, nodes[second]!.text),
        related: [{ at: nodes[first]!, message: t('The other one stands here.') }],
        ...(kind === 'case' && { severity: 'warning' as const }),
      });
  },
};

function shorter(a: string, b: string): string {
  return a.length <= b.length ? a : b;
}

/** Each path of a layer once. */
function pathsOf({ filepath, title }: WrittenLayer): ScalarNode[] {
  return [filepath, title?.text === filepath?.text ? undefined : title].filter((node) => node !== undefined);
}

/** Adds an annotation to a layer. */
function annotate(parsed: ManifestDocument['parsed'], layer: WrittenLayer, key: string, text: string) {
  const editor = editorFor(parsed);
  const { map, annotationsEntry, annotations } = layer;
  if (annotationsEntry && !annotations) return undefined;
  return {
    title: t('Add "{0}"', key),
    safe: false,
    edits: annotations
      ? editor.addEntry(annotations, key, text, 'last')
      : editor.addEntry(map!, 'annotations', { [key]: text }, 'last'),
  };
}
