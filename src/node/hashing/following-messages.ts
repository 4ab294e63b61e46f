/** What the thread that follows files is told of one of them. Each message holds all, so that none has to come first. */
export interface FollowTask {
  /** Which of the files that are followed at the same time. */
  id: number;
  /** Open for reading, and not closed before there is an answer. */
  fd: number;
  /** As `node:crypto` names it. */
  algorithm: string;
  /** Bytes that are written by now. */
  to: number;
  /** That no more will come: what is asked for is the digest, or that nothing is read any more. */
  end?: 'digest' | 'forget';
}

/** The answer to a task with `end`: nothing is read any more. */
export interface FollowAnswer {
  id: number;
  /** Lower-case hexadecimal, where it was asked for. */
  digest?: string;
  /** Why the file could not be read, as the operating system names it. */
  failure?: string;
}
