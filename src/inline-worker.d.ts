/** A worker's module, bundled into one script for `new Worker(source, { eval: true })` by `scripts/inline-worker.mjs`. */
declare module '*?inline-worker' {
  const source: string;
  export default source;
}
