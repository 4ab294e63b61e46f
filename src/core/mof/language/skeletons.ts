import { type Completion } from '../../language/features';
import { TabStop, type PieceMap } from '../../language/insert';
import { order } from '../../language/items';
import { t } from '../../l10n';
import { newComponent } from '../add-components';
import { COMPONENTS, LEVELS, type ClassLevel, type ComponentDefinition, type ContentType } from '../components';
import { FRAMEWORK_NAME } from '../document';
import { SUGGESTED } from '../licenses';
import { className, shortLabel } from '../summary';
import { FRAMEWORK_DATE, FRAMEWORK_VERSION, isoDate, type Completing } from './completing';

/** The `framework` map; it is the same in every file. */
export function frameworkPiece(): PieceMap {
  return { name: FRAMEWORK_NAME, version: FRAMEWORK_VERSION, date: FRAMEWORK_DATE };
}

/** One licence for each type of content, out of those that are open and meant for it. */
export function licensePiece(): PieceMap {
  const scope = (type: ContentType) => ({ name: new TabStop('', SUGGESTED[type]), path: new TabStop() });
  return { code: scope('code'), data: scope('data'), document: scope('document') };
}

/** What a class requires, class III first. */
export function requiredUpTo(level: ClassLevel): ComponentDefinition[] {
  return LEVELS.filter((l) => l >= level).flatMap((l) => COMPONENTS.filter((c) => c.required && c.level === l));
}

/** Whole files for the three classes. */
export function completeSkeletons({ cursor, insert, today }: Completing): Completion[] {
  return LEVELS.map((level, index) => {
    const components = requiredUpTo(level);
    const file: PieceMap = {
      framework: frameworkPiece(),
      release: {
        name: new TabStop('my-model'),
        producer: new TabStop('my-organization'),
        date: isoDate(today()),
        license: licensePiece(),
        components: components.map((c) => newComponent(c.id)),
      },
    };
    return {
      label: t('{0} release', shortLabel(level)),
      kind: 'snippet',
      detail: className(level),
      documentation: [
        t('A whole MOF configuration with {0} components:', components.length),
        '',
        ...components.map((c) => `- ${c.name}`),
      ].join('\n'),
      // Found by what people begin such a file with.
      filterText: `framework release mof class ${shortLabel(level)}`,
      sortText: order(0, index),
      ...(cursor.at === 'value' ? insert.value(file) : insert.members(file)),
    };
  });
}
