/**
 * Registries that take a blob in one request only, whatever the specification says:
 * - ghcr.io answers 416 to a chunk of more than 4 MiB;
 * - Google's (Artifact Registry, Container Registry) do not know chunks;
 * - Amazon's answers 201 to the first chunk, and is done then.
 */
const WHOLE_ONLY = /^(?:ghcr\.io|(?:.+\.)?pkg\.dev|(?:.+\.)?gcr\.io|.+\.amazonaws\.com(?:\.cn)?)(?::\d+)?$/;

/** Whether a blob may be sent to a registry in several requests. */
export function takesChunks(registry: string): boolean {
  return !WHOLE_ONLY.test(registry);
}
