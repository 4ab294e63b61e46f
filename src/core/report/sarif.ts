import type { Fix, Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result, Run } from 'sarif';
import { type Finding, type Severity } from '../findings/finding';
import { docsUrl, type RuleInfo } from '../findings/rule';
import { LineIndex, type Range } from '../text/position';
import { fingerprints } from './fingerprint';
import { type CheckedFile, type Format, type LintReport } from './report';
import { artifactUri, folderUri } from './uri';

/** Name of the base that relative URIs have; code scanning services know it by this name. */
const ROOT = '%SRCROOT%';

/**
 * Name of our fingerprint. It is not `primaryLocationLineHash`: GitHub computes that one by a rule of its own and warns
 * about every value that differs.
 */
const FINGERPRINT = 'modelOpenness/v1';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** What GitHub's code scanning shows and filters by. */
const PROBLEM_SEVERITIES: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
};

/** SARIF 2.1.0 (OASIS), for code scanning services. Lines and columns count from 1. */
export const sarif: Format = (report) => {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function runOf(report: LintReport): Run {
  const places = new Places(report.root);
  const ruleIndex = new Map(report.rules.map((rule, index) => [rule.id, index]));
  return {
    tool: {
      driver: {
        name: 'Model Openness',
        version: report.version,
        semanticVersion: report.version,
        informationUri: 'https://github.com/model-openness/model-openness',
        rules: report.rules.map(describe),
      },
    },
    invocations: [
      {
        executionSuccessful: report.unchecked.length === 0,
        toolExecutionNotifications: report.unchecked.map(({ file, message }) => ({
          level: 'error',
          message: { text: message },
          locations: [{ physicalLocation: places.of(file) }],
        })),
      },
    ],
    originalUriBaseIds: { [ROOT]: { uri: folderUri(report.root) } },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results: report.files.flatMap((file) => resultsOf(file, places, ruleIndex)),
  };
}

function describe(rule: RuleInfo): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.help },
    help: { text: rule.help },
    helpUri: docsUrl(rule.id),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: [rule.id.slice(0, rule.id.indexOf('/'))],
      'problem.severity': PROBLEM_SEVERITIES[rule.severity],
      precision: 'very-high',
      fixable: rule.fixable,
    },
  };
}

function resultsOf(file: CheckedFile, places: Places, ruleIndex: ReadonlyMap<string, number>): Result[] {
  const names = fingerprints(file);
  const lines = new LineIndex(file.text);
  return file.findings.map((finding) => {
    const related = relatedLocations(finding, file.file, places);
    const fixes = fixesOf(finding, file, lines, places);
    return {
      ruleId: finding.rule,
      ruleIndex: ruleIndex.get(finding.rule) ?? -1,
      level: LEVELS[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: places.of(file.file, finding.range) }],
      partialFingerprints: { [FINGERPRINT]: names.get(finding)! },
      ...(related.length ? { relatedLocations: related } : {}),
      ...(fixes.length ? { fixes } : {}),
    };
  });
}

function relatedLocations(finding: Finding, file: string, places: Places): Location[] {
  return finding.related.map((related, id) => ({
    id,
    physicalLocation: places.of(related.file ?? file, related.range),
    message: { text: related.message },
  }));
}

/** The one change that can be made without asking. */
function fixesOf(finding: Finding, { file }: CheckedFile, lines: LineIndex, places: Places): Fix[] {
  const fix = finding.fixes().find(({ safe }) => safe);
  if (!fix?.edits.length) return [];
  return [
    {
      description: { text: fix.title },
      artifactChanges: [
        {
          artifactLocation: places.of(file).artifactLocation!,
          replacements: fix.edits.map((edit) => ({
            deletedRegion: regionOf(lines.range(edit)),
            ...(edit.newText ? { insertedContent: { text: edit.newText } } : {}),
          })),
        },
      ],
    },
  ];
}

/** Writes places as SARIF has them. */
class Places {
  constructor(private readonly root: string) {}

  of(file: string, range?: Range): PhysicalLocation {
    const { uri, relative } = artifactUri(file, this.root);
    return {
      artifactLocation: relative ? { uri, uriBaseId: ROOT } : { uri },
      ...(range ? { region: regionOf(range) } : {}),
    };
  }
}

function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
