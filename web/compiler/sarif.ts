/**
 * The part of SARIF (Static Analysis Results Interchange Format 2.1.0) that clang writes and that is read here: one document on
 * a line of its own, among text such as `1 error generated.`
 *
 * clang lists a message's ranges first and the point it is about last, as a region without an `endLine`. A message's notes
 * follow it as results of level `note`.
 */
export interface SarifResult {
  readonly level: 'error' | 'warning' | 'note' | 'none';
  readonly message: { readonly text: string };
  readonly locations?: readonly SarifLocation[];
}

export interface SarifLocation {
  readonly physicalLocation?: {
    readonly artifactLocation?: { readonly uri?: string };
    readonly region?: SarifRegion;
  };
}

/** Columns are 1-based and count code points, see `columnKind`; the end column is the one behind the last. */
export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

interface SarifDocument {
  readonly runs: readonly { readonly results?: readonly SarifResult[] }[];
}

/** The results in the compiler's output, of one document or several; null where there is none, because the compiler broke before it wrote one. */
export function readSarif(output: string): readonly SarifResult[] | null {
  const documents = output.split('\n').filter((line) => line.startsWith('{"$schema"'));
  if (documents.length === 0) return null;
  try {
    return documents.flatMap((text) => (JSON.parse(text) as SarifDocument).runs.flatMap((run) => run.results ?? []));
  } catch {
    return null;
  }
}
