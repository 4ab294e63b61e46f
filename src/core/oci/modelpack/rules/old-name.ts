import { type Report, type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { entryOf, type Entry, type MapNode, type ParsedText, type ScalarNode } from '../../../text/tree';
import { CNAI, MODELPACK } from '../../annotations';
import { ConfigDocument } from '../config-document';
import { type ManifestDocument, textAt } from '../manifest-document';
import { setText } from './places';

/** Keys until v0.0.6, and what they are called now. */
const KEYS: ReadonlyMap<string, string> = new Map([
  [CNAI.filepath, MODELPACK.filepath],
  ...CNAI.metadata.map((key) => [key, MODELPACK.metadata] as const),
]);

const OLD_TYPE = /^application\/vnd\.cnai\.model\./;

/** model-spec, tags up to v0.0.6: `vnd.cnai` for `vnd.cncf`, and other names of properties. */
export const oldName: Rule<ManifestDocument | ConfigDocument> = {
  id: 'modelpack/old-name',
  title: 'Name of an older version',
  help: 'ModelPack was called CNAI model until version 0.0.6, and some properties had other names. Newer tools do not know them any more.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    if (document instanceof ConfigDocument) checkConfig(document, report);
    else checkManifest(document, report);
  },
};

type Say = (report: Report) => void;

function checkManifest({ root, config, layers, parsed }: ManifestDocument, say: Say): void {
  const types = [
    textAt(root, 'artifactType'),
    textAt(config, 'mediaType'),
    ...layers.map(({ mediaType }) => mediaType),
  ];
  for (const node of types) {
    if (!node || !OLD_TYPE.test(node.text)) continue;
    const name = node.text.replace(OLD_TYPE, 'application/vnd.cncf.model.');
    say({ ...old(node, node.text, name), fix: () => [setText(parsed, node, name, false)] });
  }
  for (const { annotations } of layers)
    for (const entry of annotations?.entries ?? []) {
      const name = KEYS.get(entry.key.text);
      if (name !== undefined) say(renamed(parsed, annotations!, entry, name));
    }
}

function checkConfig({ maps, parsed }: ConfigDocument, say: Say): void {
  for (const { map, fields } of maps)
    for (const [name, { formerly }] of Object.entries(fields)) {
      const entry = formerly === undefined ? undefined : entryOf(map, formerly);
      if (entry) say(renamed(parsed, map, entry, name));
    }
}

function renamed(parsed: ParsedText, map: MapNode, entry: Entry, name: string): Report {
  return {
    ...old(entry.key, entry.key.text, name),
    fix: () => [
      entryOf(map, name)
        ? undefined
        : { title: t('Rename to "{0}"', name), safe: false, edits: editorFor(parsed).renameKey(entry, name) },
    ],
  };
}

function old(at: ScalarNode, written: string, name: string): Report {
  return { at, message: t('"{0}" is called "{1}" since version 0.0.7.', written, name), tag: 'deprecated' };
}
