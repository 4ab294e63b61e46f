/** Names that stand for how a model is packed or worked on, not for the model. */
const NAMES = /^(?:\..*|kitfile|(?:.+\.)?modelfile|__pycache__|.*\.py[cod]|thumbs\.db|desktop\.ini)$/i;

/**
 * Whether a file is no part of a model: hidden, a recipe of a packager, or what Python and file managers leave behind.
 * modctl leaves out nearly the same (v0.2.2, pkg/modelfile, `skipPatterns`).
 */
export function isAuxiliary(path: string): boolean {
  return path.split('/').some((segment) => NAMES.test(segment));
}
