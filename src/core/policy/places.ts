/** Whether a path of keys and indexes leads to a licence: on a list, or in an exception. */
export function isLicensePlace(path: readonly (string | number)[]): boolean {
  return /^(?:licenses\/(?:allow|deny)\/\d+|exceptions\/\d+\/license)$/.test(path.join('/'));
}
