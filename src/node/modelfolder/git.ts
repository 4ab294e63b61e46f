import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Draft } from '../../core/modelfolder/draft';
import { addHub } from '../../core/modelfolder/derive';
import { hubIdOf, timeOf } from '../../core/modelfolder/identifiers';
import { type FactSource } from '../../core/modelfolder/inventory';

const run = promisify(execFile);

/** What the history of a folder tells. */
export interface GitFacts {
  commit: string;
  /** When the last change to the folder was committed. */
  committed: string;
  /** The folder is the root of the repository, whose tags and address are its own. */
  isRoot: boolean;
  /** Tags at the last commit, with when they were made. */
  tags: readonly { name: string; time: string | undefined }[];
  /** Where the repository is, without credentials. */
  remote: string | undefined;
}

/** Longest wait for git, in milliseconds. */
const PATIENCE = 5000;

/** What a repository could have git run, or fetch, is switched off: its settings are somebody else's. */
const SAFE = [
  '--no-pager',
  '--no-optional-locks',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false', 'protocol.allow=never'].flatMap(
    (setting) => ['-c', setting],
  ),
];

/**
 * Asks `git` for the history of a folder; undefined where there is none, or no git. A repository may hold settings that run programs,
 * so it is only for folders that the user trusts.
 */
export async function gitFacts(folder: string, signal?: AbortSignal): Promise<GitFacts | undefined> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', [...SAFE, '-C', folder, ...args], {
      timeout: PATIENCE,
      maxBuffer: 1024 * 1024,
      windowsHide: true,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      ...(signal && { signal }),
    });
    return stdout.trim();
  };
  try {
    // Without a commit that touches it, the folder only lies in somebody's repository.
    const [commit, committed] = (await git('log', '-1', '--format=%H%n%cI', '--', '.')).split('\n');
    if (!commit || !committed) return undefined;
    const [prefix, tags, remote] = await Promise.all([
      git('rev-parse', '--show-prefix'),
      git('for-each-ref', '--points-at', 'HEAD', '--format=%(refname:short)%09%(creatordate:iso-strict)', 'refs/tags'),
      git('config', '--get', 'remote.origin.url').catch(() => ''),
    ]);
    return {
      commit,
      committed,
      isRoot: prefix === '',
      tags: tags ? tags.split('\n').map(tagOf) : [],
      remote: publicAddress(remote),
    };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

function tagOf(line: string): GitFacts['tags'][number] {
  const [name = '', time = ''] = line.split('\t');
  return { name, time: timeOf(time) };
}

/** The address of a repository as everybody may see it: names and passwords are taken out, and ssh is written as https. */
export function publicAddress(remote: string): string | undefined {
  const [, host, path] = /^(?:ssh:\/\/)?git@([\w.-]+)[:/]([\w./-]+)$/.exec(remote) ?? [];
  const written = host === undefined ? remote : `https://${host}/${path!.replace(/^hf\.co\//, '')}`;
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  return `${url.protocol}//${url.host}${url.pathname.replace(/(?:\.git)?\/*$/, '')}`;
}

/** Adds what the history tells. */
export function addGit({ commit, committed, isRoot, tags, remote }: GitFacts, draft: Draft): void {
  const source = (key: string): FactSource => ({ path: '.git', key, reader: 'git' });
  draft.add('identifiers', { type: 'commit', value: commit }, source('HEAD'));
  const [tag] = isRoot ? tags : [];
  if (tag) {
    draft.add('version', tag.name, source(`refs/tags/${tag.name}`));
    draft.add('releaseTime', tag.time, source(`refs/tags/${tag.name}`), 'derived');
  }
  draft.add('releaseTime', timeOf(committed), source('HEAD'), 'guessed');
  if (remote === undefined) return;
  draft.add('repository', remote, source('remote.origin.url'), 'derived');
  const id = isRoot && /^https?:\/\/(?:huggingface\.co|hf\.co)\//.test(remote) ? hubIdOf(remote) : undefined;
  if (id !== undefined) addHub(id, source('remote.origin.url'), draft, commit);
}
