/**
 * What this folder's code uses of the web, which every realm has: pages, workers and Node. No document and no network:
 * whatever else a model needs it asks for as a port.
 */

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

declare function setTimeout(act: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number): void;
declare function atob(text: string): string;
declare function btoa(binary: string): string;

declare class URL {
  static canParse(url: string, base?: string): boolean;
  constructor(url: string, base?: string);
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly href: string;
}

declare class URLSearchParams {
  constructor(fields: readonly (readonly string[])[]);
  toString(): string;
}
