import { processHost } from './host';
import { runMof } from './program';

// Setting the code instead of exiting lets what was written to a pipe arrive.
void runMof(process.argv.slice(2), processHost()).then((code) => {
  process.exitCode = code;
});
