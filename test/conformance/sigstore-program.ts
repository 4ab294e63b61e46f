// The cases as a program, for runtimes that the tests themselves do not run in.
import { outcomes } from './sigstore-cases';

void outcomes(process.argv[2]!).then((all) => process.stdout.write(JSON.stringify(all)));
