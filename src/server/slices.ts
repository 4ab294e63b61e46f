/** How long work may hold up everything else, in milliseconds. */
const SLICE = 10;

/** Something was changed or closed while it was looked at, so that what was found is worth nothing. */
export class SupersededError extends Error {
  constructor() {
    super('the text has changed');
    this.name = 'SupersededError';
  }
}

/**
 * Does long work in slices, between which messages are read and answered.
 * @throws {SupersededError} when nobody wants it any more
 */
export async function inSlices(work: Iterator<void, void>, wanted: () => boolean): Promise<void> {
  for (;;) {
    const end = performance.now() + SLICE;
    do if (work.next().done) return;
    while (performance.now() < end);
    await nextTurn();
    if (!wanted()) throw new SupersededError();
  }
}

/** Resolves when what waits had its turn. Timers would do, but in a browser they rest for 4 ms and more. */
const nextTurn: () => Promise<void> =
  typeof setImmediate === 'function' ? () => new Promise((resolve) => setImmediate(resolve)) : turnsOfChannel();

/** Workers of browsers have no `setImmediate`; a message to oneself comes behind all that waits already. */
function turnsOfChannel(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}
