import { type SpdxGraph } from '../graph';
import { propertyNumber } from '../table';
import { type Say } from './graph';
import { profileBit, profilesIn } from './profiles';
import { LICENSE_RELATIONS } from './relations';

/** Compares the profiles that a document claims with what it holds. */
export function checkProfiles(graph: SpdxGraph, say: Say): void {
  const { elements, columns } = graph;
  const [document] = graph.ofClass('SpdxDocument');
  if (document === undefined) return;
  const claims = new Set(elements[document]!.claims);
  let used = 0;
  for (let i = 0; i < columns.length; i++) used |= columns.profiles[i]!;
  const unclaimed = profilesIn(used).filter((name) => name !== 'extension' && !claims.has(name));
  if (unclaimed.length)
    say(document, 'spdx/profile-conformance', claims.size ? ['profileConformance'] : [], claims.size ? 'key' : 'head', {
      missing: unclaimed.join(' '),
    });
  if (claims.has('lite')) checkLite(graph, say);
  if (claims.has('build')) checkBuild(graph, document, used, say);
}

/** Lite.md of SPDX 3.0.1. */
function checkLite(graph: SpdxGraph, say: Say): void {
  const { elements } = graph;
  const from = propertyNumber('from');
  const licensed = Object.fromEntries(LICENSE_RELATIONS.map((kind) => [kind, new Set<number>()]));
  for (const { relation, mentions } of elements) {
    const ids = relation === undefined ? undefined : licensed[relation];
    if (ids) mentions.forEach((id, m) => m % 2 === 1 && mentions[m - 1] === from && ids.add(id));
  }
  for (let i = 0; i < elements.length; i++) {
    const { liteGaps, class: of, id } = elements[i]!;
    for (const property of liteGaps) say(i, 'spdx/lite-profile', [], 'head', { property, type: of!.name });
    // Models and datasets have a rule of their own.
    if (of?.name !== 'software_Package') continue;
    for (const kind of LICENSE_RELATIONS)
      if (!licensed[kind]!.has(id)) say(i, 'spdx/lite-profile', [], 'head', { relation: kind, type: of.name });
  }
}

/** Relationships that a build is described with (Build.md of SPDX 3.0.1). */
const BUILD_RELATIONS = ['hasInput', 'hasOutput', 'invokedBy'] as const;

function checkBuild(graph: SpdxGraph, document: number, used: number, say: Say): void {
  const { elements } = graph;
  if (!(used & profileBit('build')) || !elements.some(({ class: of }) => of?.name === 'build_Build')) {
    say(document, 'spdx/build-profile', ['profileConformance'], 'key', {});
    return;
  }
  const missing = BUILD_RELATIONS.filter(
    (kind) =>
      !elements.some(
        ({ relation, scope, class: of }) =>
          relation === kind && scope === 'build' && of?.name === 'LifecycleScopedRelationship',
      ),
  );
  const build = elements.findIndex(({ class: of }) => of?.name === 'build_Build');
  if (missing.length) say(build, 'spdx/build-profile', [], 'head', { missing: missing.join(' ') });
}
