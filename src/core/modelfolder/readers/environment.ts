import { condaPurl } from '../identifiers';
import { yamlOf } from '../place';
import { type Reader } from '../reader';
import { dependencyOf, scopeOf } from '../requirement';

/** `environment.yml` of conda: its packages, and those of pip in it. */
export const environment: Reader = {
  id: 'environment',
  pattern: /^(?:[^/]+\/)?(?:environment|conda)[^/]*\.ya?ml$/i,
  read(file, draft) {
    const root = yamlOf(file, 'environment');
    const scope = scopeOf(file.path);
    const channel = root.get('channels').texts()[0]?.value;
    for (const item of root.get('dependencies').items()) {
      for (const { value, source } of item.get('pip').texts())
        draft.add('dependencies', dependencyOf(value, scope), source);
      const [, own, name, , version] =
        /^(?:([\w-]+)::)?([\w.-]+)\s*(={1,2}\s*([\w.!+]+)(?:=\S+)?|[<>!~].*)?$/.exec(item.string ?? '') ?? [];
      if (name === undefined) continue;
      const range = /[<>!~*]/.test(item.string ?? '') ? /[<>!~].*$/.exec(item.string!)?.[0] : undefined;
      const from = own ?? channel;
      draft.add(
        'dependencies',
        {
          name,
          purl: condaPurl(name, version, from === 'defaults' ? undefined : from),
          ...(version !== undefined && { version }),
          ...(range !== undefined && { range }),
          ...(scope && { scope }),
        },
        item.source,
      );
    }
  },
};
