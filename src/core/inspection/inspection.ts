/**
 * Everything that a reviewer is shown of a model folder, an artifact, a signature or a bill of materials: one plain value, fit for
 * JSON, that the inspector, `mof report` and the evidence report show alike. Texts are raw, as they were found: whoever shows
 * them makes them inert.
 */
import { type BomFormat } from '../bom/view/fields';
import { type ComponentKind } from '../bom/view/view';
import { type ElementStatus } from '../bom/readiness/readiness';
import { type Severity } from '../findings/finding';
import { type Openness as LicenseOpenness } from '../licenses/inventory/summary';
import { type Restriction } from '../licenses/restrictions';
import { type LicensedContent } from '../licenses/statement';
import { type LicenseSource } from '../mof/classify';
import { type ClassLevel, type ContentType } from '../mof/components';
import { type ComponentState } from '../mof/openness';
import { type ArtifactFlavour } from '../oci/modelpack/read';
import { type LayerKind } from '../oci/modelpack/layer-type';
import { type ProfileReport } from '../oci/profile/check';
import { type PolicyDecision } from '../policy/decision';
import { type Method } from '../signing/bundle/bundle';
import { type SignerId, type VerdictState } from '../signing/verdict/verdict';

/** Of this form of the data, as the JSON names it. */
export const INSPECTION_FORMAT = 'model-openness/inspection/v1';

/** The parts of an inspection, in the order in which they are shown. */
export const SECTIONS = [
  'verdict',
  'policy',
  'signatures',
  'files',
  'openness',
  'licenses',
  'boms',
  'lineage',
  'oci',
  'profile',
  'problems',
] as const;

export type SectionId = (typeof SECTIONS)[number];

export interface Inspection {
  format: typeof INSPECTION_FORMAT;
  /** What inspected: program and version. */
  tool: { name: string; version: string };
  /** When, in ISO 8601 (UTC): verdicts are true of one moment. */
  time: string;
  subject: Subject;
  /** What verification came to, of all that is signed together; absent where nothing could be signed, as for a BOM. */
  verdict?: { state: VerdictState; title: string };
  /** Worst first; never empty. The same sentences and order wherever an inspection is shown. */
  reasons: Reason[];
  /** What the policies that count say of it; absent where there are none. */
  policy?: PolicyDecision;
  signatures: InspectedSignature[];
  files: InspectedFiles;
  openness?: InspectedOpenness;
  licenses: InspectedLicense[];
  boms: InspectedBom[];
  lineage?: Lineage;
  oci?: InspectedOci;
  /** Claims by the annotation profile of the CNCF, each with what became of it. */
  profile?: ProfileReport;
  problems: Problem[];
  /** Texts that the rest refers to by digest: signatures, manifest, config, documents. Not for views: only what they ask for. */
  blobs: Blob[];
}

/** What is inspected. */
export interface Subject {
  kind: 'folder' | 'artifact' | 'signature' | 'bom';
  /** What people call it: the name of a folder or file, a reference. */
  name: string;
  /** Where it is: the path of a folder or file, of a layout, or the repository in a registry. */
  place: string;
  /** Of the manifest, or of the file. */
  digest?: string;
  artifactType?: string;
  /** With everything that belongs to it. */
  bytes?: number;
}

/** Where a row comes from. A path is relative to a folder that is inspected, else as people are shown it. Lines from 0. */
export type Source =
  | { kind: 'file'; path: string; line?: number; character?: number }
  | { kind: 'blob'; digest: string; line?: number; character?: number };

/** How a reason weighs, from the heaviest to the lightest. */
export const REASON_STATES = ['bad', 'unknown', 'warning', 'info', 'good'] as const;

export type ReasonState = (typeof REASON_STATES)[number];

/** One sentence of the verdict, and the section that shows more. */
export interface Reason {
  /** Stable, for programs: `files-changed`, `unsigned`, `signer-not-trusted`, `bom-stale`. See `reasons.ts`. */
  code: string;
  state: ReasonState;
  text: string;
  section: SectionId;
}

/** A signature, and what came of checking it. */
export interface InspectedSignature {
  source: Source;
  /** The path of its file, of its layer, or the digest of the manifest that attaches it. */
  name: string;
  /** What it signs: the files of a model, something else in a Sigstore bundle, or nothing that could be read. */
  kind: 'model' | 'bundle' | 'other';
  /** It signs all of what is inspected: the manifest of an artifact, or a model that is one file. */
  whole?: true;
  /** Of the signature file itself. */
  digest: string;
  bytes: number;
  method?: Method;
  mediaType?: string;
  /** What the statement is about (in-toto, `predicateType`). */
  predicateType?: string;
  /** The statement's subjects, where it is not the list of a model's files; the first hundred. */
  subjects?: { name: string; digest: string }[];
  state: VerdictState;
  /** The state in a few words. */
  title: string;
  /** Signed as model_signing 0.2.0 did. */
  legacy: boolean;
  /** In the order in which they were made. */
  checks: { id: string; ok: boolean; detail: string }[];
  signer?: InspectedSigner;
  certificate?: InspectedCertificate;
  /** Moments at which the signature existed, and who vouches for each. Empty where none is proved. */
  times: { by: 'transparency-log' | 'timestamp-authority'; time: string }[];
  /** Entries of transparency logs that were found to be there. */
  entries: { log: string; index: string; kind: string; inclusion: ('proof' | 'promise')[] }[];
  /** One line: what the trust rests on, and how old it is. */
  trust?: string;
  /** What the statement says of the model; absent where it may not be believed or is about something else. */
  statement?: {
    model: string;
    hash: string;
    /** Bytes in a shard, where files are signed in pieces. */
    shardSize?: number;
    allowSymlinks: boolean;
    ignorePaths: string[];
    files: number;
  };
  /** How the files compare to it, in numbers; the rows of the files say which. */
  coverage?: Coverage;
}

/** `unknown`: a layer whose digest is not that of its file, as that of an archive. */
export type Coverage = Record<'matched' | 'changed' | 'missing' | 'unsigned' | 'ignored' | 'unknown', number>;

/** Who signed, as far as it was proved. */
export interface InspectedSigner {
  /** For policies: what tells this signer from all others. */
  id: SignerId;
  /** An identity, the subject of a certificate, or the fingerprint of a key. */
  name: string;
  /** Who made sure of the identity. */
  issuer?: string;
  /** Further facts, in order. */
  facts: { label: string; value: string }[];
}

/** The signer's certificate. Nothing in it is proved unless the check `certificate` holds. */
export interface InspectedCertificate {
  subject: string;
  issuer: string;
  serialNumber: string;
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string;
  notBefore: string;
  notAfter: string;
  /** Repository, workflow, ref and the like, as Fulcio names them; in the order of their object identifiers. */
  extensions: { name: string; value: string }[];
}

/**
 * - `matched`: as it was signed, or in an artifact as its layer is
 * - `changed`: other than it was signed; `missing`: signed, and not there; `unsigned`: there, and nobody signed it
 * - `ignored`: left out of the signature on purpose
 * - `unknown`: nothing is signed, or the file can't be compared; `note` says why
 */
export type FileState = 'matched' | 'changed' | 'missing' | 'unsigned' | 'ignored' | 'unknown';

export interface FileRow {
  /** Relative to the model, with `/`; a folder that is left out ends with one. */
  path: string;
  /** Absent for what is not there, and for folders. */
  size?: number;
  /** What was found: `sha256:…`. Absent where the file was not hashed, or in pieces. */
  digest?: string;
  /** What was signed, where that is not what was found. */
  signed?: string;
  state: FileState;
  /** The digest of its layer. */
  layer?: string;
  /** What ModelPack calls such a file. */
  kind?: LayerKind;
  /** Why it can't be compared, and the like: a sentence without a full stop. */
  note?: string;
}

export interface InspectedFiles {
  /** How many rows there are, and how many bytes their files have together. */
  total: number;
  bytes: number;
  /** How many there are of each state. */
  states: Record<FileState, number>;
  /** Sorted by path, in the order of code points. Up to half a million: views ask for what they show. */
  rows: FileRow[];
}

/** The class by the Model Openness Framework, and what it rests on. */
export interface InspectedOpenness {
  /** The MOF configuration. */
  source: Source;
  /** Of the release. */
  name?: string;
  class: 0 | ClassLevel;
  /** `Class II - Open Tooling Model`, `Unclassified`. */
  label: string;
  shortLabel: string;
  /** The release in one line. */
  summary: string;
  /** From class III to class I. */
  levels: {
    level: ClassLevel;
    label: string;
    /** 0 to 100, as the Model Openness Tool counts. */
    progress: number;
    included: number;
    total: number;
    state: 'met' | 'next' | 'later';
    /** Those that this class adds to the classes below. */
    components: InspectedComponent[];
  }[];
}

export interface InspectedComponent {
  id: number;
  name: string;
  type: ContentType;
  required: boolean;
  state: ComponentState;
  /** The state in a few words. */
  word: string;
  /** The licence that counts, as written, and where it comes from. */
  license?: string;
  licenseFrom?: LicenseSource;
  /** It is open, and not meant for such content. */
  warning?: string;
  /** Where the configuration lists it. */
  source?: Source;
  /** Where the configuration says it is: a path or an address. */
  location?: string;
  /** Files of the model that are there for it, the first twenty, and how many there are. */
  files: string[];
  fileCount: number;
}

/** One place where a licence is written, and what is known of that licence. */
export interface InspectedLicense {
  source: Source;
  /** As written. */
  written: string;
  /** In one spelling: an id, an expression, or else the words themselves. */
  license: string;
  name?: string;
  openness: LicenseOpenness;
  /** The openness in a short word. */
  word: string;
  restrictions: Restriction[];
  /** The restrictions in sentences. */
  sentences: string[];
  url?: string;
  /** What is licensed. */
  subject?: string;
  content?: LicensedContent;
  role: 'declared' | 'concluded';
}

export interface InspectedBom {
  source: Source;
  /** The path of its file or layer, or the digest of the manifest that attaches it. */
  name: string;
  digest: string;
  /** Absent where it can't be read; `problem` says why. */
  format?: BomFormat;
  /** Of the format: `3.0.1`, `1.6`. */
  version?: string;
  /** What it is about. */
  about?: string;
  problem?: string;
  /** Components by kind, those that there are. */
  counts: { kind: ComponentKind; word: string; count: number }[];
  relations: number;
  /** How far it says what profiles want. */
  readiness: {
    profile: string;
    title: string;
    version: string;
    counts: Record<ElementStatus, number>;
    elements: { code: string; title: string; status: ElementStatus }[];
  }[];
  /** Metrics and the like of its models, as it states them; the first hundred. */
  metrics: { component: string; name: string; value: string; of?: string }[];
  /** How its hashes compare to the files or layers. A BOM of which one differs is of another state of the model. */
  freshness: {
    /** How many of its hashes are of a file that is there. */
    compared: number;
    differing: { file: string; stated: string; found: string; source: Source }[];
    /** How many differ; the list holds the first hundred. */
    differingCount: number;
  };
}

/** Where the model comes from and what came of it. Always a list as well as a picture: every edge names its nodes. */
export interface Lineage {
  nodes: LineageNode[];
  edges: LineageEdge[];
}

export interface LineageNode {
  /** Within this lineage. */
  id: string;
  name: string;
  /** `subject`: what is inspected. */
  kind: 'subject' | 'model' | 'dataset';
}

export interface LineageEdge {
  /** The one that comes from the other. */
  from: string;
  to: string;
  /** `base-model`: fine-tuned, quantised or merged from; `dataset`: trained or tested on. */
  type: 'base-model' | 'dataset';
  /** Where it is written; the first place. */
  source: Source;
}

export interface InspectedOci {
  mediaType: string;
  artifactType?: string;
  digest: string;
  /** Bytes of the manifest. */
  size: number;
  flavour?: ArtifactFlavour;
  /** What the store or registry is: a layout, the store of KitOps or modctl, a registry. */
  store: 'layout' | 'kitops' | 'modctl' | 'registry';
  /** The manifest as it is stored; its digest is that of the bytes. */
  manifest: string;
  config?: { mediaType: string; digest: string; size: number; text?: string };
  layers: InspectedLayer[];
  /** The manifests of an index. */
  manifests: { digest: string; mediaType: string; size: number }[];
  annotations: { key: string; value: string }[];
  /** What it is attached to. */
  subject?: string;
  /** What is attached to it, and to that in turn. */
  referrers: InspectedReferrer[];
  /** How many referrers there are in the tree. */
  referrerCount: number;
}

export interface InspectedLayer {
  digest: string;
  mediaType: string;
  size: number;
  kind?: LayerKind;
  path?: string;
  /** Why that path must not be used. */
  unsafe?: string;
  /** MOF component that it is part of, by the configuration in the artifact. */
  component?: string;
}

export interface InspectedReferrer {
  digest: string;
  size: number;
  artifactType: string;
  /** What it is in a word: signature, bill of materials, provenance; absent for what is not known. */
  role?: 'signature' | 'bom' | 'provenance';
  annotations: { key: string; value: string }[];
  referrers: InspectedReferrer[];
}

/** Something that is wrong, by a rule, or that could not be looked at. */
export interface Problem {
  severity: Severity;
  /** `modelpack/…`, `mof/…`; empty where no rule stands behind it. */
  rule: string;
  message: string;
  source?: Source;
}

/** A text that was read for the inspection. */
export interface Blob {
  digest: string;
  /** What people call it. */
  name: string;
  mediaType: string;
  bytes: number;
  /** Absent where it is no UTF-8, or is too large to be kept. */
  text?: string;
}
