import { type Inspection, type Subject } from '../../../core/inspection/inspection';
import { t } from '../../../core/l10n';
import { sizeText } from '../../../core/report/size';
import { type Action, type Section, type View } from '../../../../webview/protocol';
import { bomsSection } from './boms';
import { FILES, fileRows, filesSection } from './files';
import { type AnyGridRows } from './grid-rows';
import { LICENSES, licenseRows, licensesSection } from './licenses';
import { lineageSection } from './lineage';
import { LAYERS, layerRows, ociSection } from './oci';
import { opennessSection } from './openness';
import { policySection } from './policy';
import { PROBLEMS, problemRows, problemsSection } from './problems';
import { profileSection } from './profile';
import { fact, known, moment, shown, technical } from './shown';
import { signaturesSection } from './signatures';
import { Sources } from './sources';
import { verdictOf } from './verdict';

/** A view, and what the extension keeps of it: the rows of its grids, and where its values lead. */
export interface Shown {
  view: View;
  grids: ReadonlyMap<string, AnyGridRows>;
  sources: Sources;
}

/**
 * What the page shows of an inspection.
 * @param nameOf what people call a file, by its absolute path
 */
export function viewOf(inspection: Inspection, actions: Action[], nameOf = (path: string) => path): Shown {
  const sources = new Sources(inspection.blobs);
  const files = fileRows(inspection);
  const licenses = licenseRows(inspection, sources);
  const layers = layerRows(inspection);
  const problems = problemRows(inspection, sources);
  const sections: Section[] = known(
    policySection(inspection.policy, sources, nameOf),
    signaturesSection(inspection, sources),
    filesSection(inspection, files),
    opennessSection(inspection, sources),
    licensesSection(inspection, licenses),
    bomsSection(inspection, sources),
    lineageSection(inspection, sources),
    ociSection(inspection, layers, sources),
    profileSection(inspection),
    problemsSection(inspection, problems),
  );
  const { subject, tool, time } = inspection;
  const view: View = {
    title: shown(subject.name),
    kind: subjectWords(subject.kind),
    facts: subjectFacts(subject),
    verdict: verdictOf(inspection, sections),
    actions,
    sections,
    footer: shown(
      t('Inspected at {0} with {1} {2}. This is true of that moment.', moment(time), tool.name, tool.version),
    ),
  };
  const grids = new Map<string, AnyGridRows>([
    [FILES, files],
    [LICENSES, licenses],
    [PROBLEMS, problems],
    ...(layers ? [[LAYERS, layers] as const] : []),
  ]);
  return { view, grids, sources };
}

function subjectWords(kind: Subject['kind']): string {
  switch (kind) {
    case 'folder':
      return t('Model folder');
    case 'artifact':
      return t('Artifact');
    case 'signature':
      return t('Signature file');
    case 'bom':
      return t('AI BOM');
  }
}

function subjectFacts({ place, digest, artifactType, bytes }: Subject) {
  return known(
    fact(t('Place'), technical(place)),
    fact(t('Digest'), digest && technical(digest)),
    fact(t('Type'), artifactType && technical(artifactType)),
    fact(t('Size'), bytes === undefined ? undefined : sizeText(bytes)),
  );
}
