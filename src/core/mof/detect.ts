import { type Detector } from '../documents/detect';
import { baseName } from '../findings/context';

const NAMES = /^(?:mof|MOF)\.(?:ya?ml|json|JSON)$|\.mot\.ya?ml$/;
// No expression may run over line breaks: each would be tried at every one of them.
const FRAMEWORK_KEY = /^(?:\ufeff?[ \t]*|.*\{[ \t]*)["']?framework["']?[ \t]*:/m;
const FRAMEWORK = /model[\s_-]+open(?:n?ess|nes)[\s_-]+fram\w*rk/i;
const RELEASE_KEY = /^[ \t]*["']?release["']?[ \t]*:/m;
const COMPONENTS_KEY = /^[ \t]+["']?components["']?[ \t]*:/m;

/** How much of a text is looked at to tell its kind, in UTF-16 code units. */
const HEAD = 64 * 1024;

/** Whether a file is a MOF configuration by its name alone: `mof.yml`, `MOF.json`, `x.mot.yml`. */
export function isMofName(path: string): boolean {
  return NAMES.test(baseName(path));
}

/**
 * Whether a text is a MOF configuration by what it says: a `framework` key beside the framework's name, or beside a
 * release that lists components. Cheap, and tolerant of mistakes that the rules will report.
 */
export function isMofText(text: string): boolean {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  if (!FRAMEWORK_KEY.test(head)) return false;
  return FRAMEWORK.test(head) || (RELEASE_KEY.test(head) && COMPONENTS_KEY.test(head));
}

/** MOF configurations, which mostly have names of their own: `<model>.yml`. */
export const mofDetector: Detector = { id: 'mof', hasName: isMofName, hasText: isMofText };
