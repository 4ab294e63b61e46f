import { type Finding } from '../core/findings/finding';
import { lint, type LintOptions } from '../core/findings/lint';
import { YAML_SYNTAX_RULES } from '../core/documents/text-rules';
import { type Client } from './client';
import { type Configurations } from './configuration';
import { type ServerDocument } from './documents';
import { decodedAs } from './encoding';
import { type Folders } from './folders';
import { type ServerHost } from './host';
import { type NeighbourFiles } from './neighbours';
import { type ReleaseIndex } from './releases';
import { type SettingsReader } from './settings';
import { normalUri, pathOf } from './uris';

/** Lints open documents with all that is known around them, once for each version and state of the surroundings. */
export class Linter {
  private readonly cache = new Map<string, { version: number; state: number; findings: Promise<Finding[]> }>();
  private readonly encodings = new Map<string, string>();
  private state = 0;

  constructor(
    private readonly host: ServerHost,
    private readonly client: Client,
    private readonly configurations: Configurations,
    private readonly settings: SettingsReader,
    private readonly releases: ReleaseIndex,
    private readonly neighbours: NeighbourFiles,
    private readonly folders?: Folders,
  ) {}

  /** Says that something around the documents changed: what was found before no longer counts. */
  surroundingsChanged(): void {
    this.state++;
  }

  /** Takes the encoding of a document. */
  setEncoding(uri: string, encoding: string): void {
    this.encodings.set(uri, encoding);
    this.cache.delete(uri);
  }

  encodingOf(uri: string): string | undefined {
    return this.encodings.get(uri);
  }

  /** Forgets a document that was closed. */
  forget(uri: string): void {
    this.cache.delete(uri);
    this.encodings.delete(uri);
  }

  /** The findings of a document; none when its configuration excludes it. */
  findings(of: ServerDocument): Promise<Finding[]> {
    let entry = this.cache.get(of.uri);
    if (entry?.version !== of.version || entry.state !== this.state) {
      entry = { version: of.version, state: this.state, findings: this.lint(of) };
      this.cache.set(of.uri, entry);
    }
    return entry.findings;
  }

  /** How a document is linted; undefined when its configuration excludes it. */
  async options(of: ServerDocument): Promise<LintOptions | undefined> {
    const file = normalUri(of.uri);
    const [settings, configuration, neighbours, folder] = await Promise.all([
      this.settings.for(of.uri),
      this.configurations.for(file),
      this.neighbours.of(file),
      this.folders?.of(file, of.document.kind),
    ]);
    if (configuration.excluded) return undefined;
    const { parsed } = of.document;
    const decoded = decodedAs(this.encodings.get(of.uri), parsed.text);
    return {
      context: {
        file,
        path: pathOf(file),
        today: this.host.clock.now(),
        releases: this.releases.all(),
        neighbours,
        folder,
        ...(configuration.policy ? { policy: configuration.policy } : {}),
      },
      severityOf: configuration.severityOf(settings.rules),
      ...(decoded ? { decoded } : {}),
      ...(this.client.neighbour(parsed).syntax ? { leftToOthers: YAML_SYNTAX_RULES } : {}),
    };
  }

  private async lint(of: ServerDocument): Promise<Finding[]> {
    const options = await this.options(of);
    return options ? lint(of.document, options) : [];
  }
}
