import { unchangedKeys } from '../../generate/mof-origins';
import { FRAMEWORK_NAME } from '../../mof/document';
import { placeholderType } from '../../generate/to-do';
import { agentOf, hubIdOf, timeOf, webAddress } from '../identifiers';
import { addHub } from '../derive';
import { licenseStatement } from '../licenses';
import { type LicenseStatement } from '../inventory';
import { Place, refuseBroken, textOf } from '../place';
import { parseJson } from '../../text/json';
import { parseYaml } from '../../text/yaml';
import { type Reader } from '../reader';

/** Longest configuration that is read, in bytes. */
const MOST = 1024 * 1024;

const SCOPES: readonly (readonly [key: string, scope: LicenseStatement['scope']])[] = [
  ['distribution', 'model'],
  ['code', 'code'],
  ['data', 'data'],
  ['document', 'documents'],
];

/** The MOF configuration of the folder: what people filled in there, nothing else may know. */
export const mof: Reader = {
  id: 'mof',
  pattern: /^[^/]+\.(?:ya?ml|json)$/i,
  read(file, draft) {
    if (draft.file(file.path)?.role !== 'mof') return;
    const text = textOf(file, MOST);
    const parsed = /\.json$/i.test(file.path) ? parseJson(text) : parseYaml(text);
    refuseBroken(parsed, parsed.syntax.toUpperCase());
    const root = Place.ofTree(parsed, file.path, 'mof');
    if (root.get('framework', 'name').text !== FRAMEWORK_NAME) return;
    // What was written from other files and not changed since, such as a placeholder, says nothing of its own.
    const unchanged = unchangedKeys(parsed);
    const filled = (place: Place) => (placeholderType(place.text ?? '') === undefined ? place : root.get(''));
    const release = (key: string) => filled(root.get('release', unchanged.has(key) ? '' : key));
    const [name, version, date, producer, repository, hub] = [
      'name',
      'version',
      'date',
      'producer',
      'repository',
      'huggingface',
    ].map(release) as [Place, Place, Place, Place, Place, Place];
    draft.add('name', name.text, name.source);
    draft.add('version', version.text, version.source);
    draft.add('releaseTime', date.text === undefined ? undefined : timeOf(date.text), date.source);
    draft.add(
      'suppliers',
      producer.text === undefined ? undefined : agentOf(producer.text, 'organization'),
      producer.source,
    );
    draft.add('repository', webAddress(repository.text ?? ''), repository.source);
    const id = hubIdOf(hub.text ?? '');
    if (id !== undefined) addHub(id, hub.source, draft);
    const architecture = release('architecture');
    if (!/^(?:undisclosed|other)$/.test(architecture.text ?? ''))
      draft.add('architecture', architecture.text, architecture.source);
    for (const [key, scope] of SCOPES) {
      const license = filled(release('license').get(key, 'name'));
      if (license.text !== undefined) draft.add('licenses', licenseStatement(license.text, { scope }), license.source);
    }
  },
};
