/** Exit codes, as docs/cli.md explains them. */
export const Exit = {
  clean: 0,
  findings: 1,
  usage: 2,
  unchecked: 3,
  unsigned: 4,
} as const;

export type ExitCode = (typeof Exit)[keyof typeof Exit];

/** A command line or configuration that makes no sense. The message says what was found and what would be right. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
