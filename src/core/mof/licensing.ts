import { type LicensedContent, type LicenseSubject, type Licensing } from '../licenses/statement';
import { countedAs, FINAL_PARAMETERS, INTERMEDIATE_PARAMETERS } from './components';
import { type MofComponent, type MofDocument } from './document';
import { licenseUses, placeholderKind, type LicenseUse } from './written-licenses';

/** What a MOF configuration says about licences. Words that say there is none, such as `unlicensed`, name no licence. */
export function mofLicensing(document: MofDocument): Licensing {
  const uses = licenseUses(document).filter(({ id }) => {
    const placeholder = placeholderKind(id);
    return placeholder !== 'no-license' && placeholder !== 'not-included';
  });
  return {
    statements: uses.map((use) => ({
      text: use.id,
      form: 'id',
      node: use.node,
      role: 'declared',
      subject: subjectOf(document, use),
    })),
    sources: [],
  };
}

/** The release for a global licence. The model itself is what a release is about, so its final parameters are main too. */
function subjectOf({ name }: MofDocument, { component, type }: LicenseUse): LicenseSubject {
  if (!component) return { name, content: type, main: true };
  const content = contentOf(component);
  return { name: component.name, content, main: countedAs(component.name ?? '').id === FINAL_PARAMETERS };
}

/** The framework counts parameters as data; to a licence they are the model. */
function contentOf({ name = '' }: MofComponent): LicensedContent {
  const { id, type } = countedAs(name);
  return id === FINAL_PARAMETERS || id === INTERMEDIATE_PARAMETERS ? 'model' : type;
}
