/** Modules that the build makes: see `plugins/`. */
// An import statement at the top would turn this file from declarations of modules into a module.
/* eslint-disable @typescript-eslint/consistent-type-imports */

/** Of the project, from package.json. */
declare const TULIP_VERSION: string;

declare module 'virtual:sandbox' {
  const scripts: import('./runner/frame.ts').SandboxScripts;
  export default scripts;
}

declare module 'virtual:attacks' {
  const scripts: import('./runner/frame.ts').SandboxScripts;
  export default scripts;
}

declare module 'virtual:page-frame' {
  const script: import('./elements/servers/page-frame.ts').FrameScript;
  export default script;
}

declare module 'virtual:llhttp' {
  /** A WebAssembly module as base64. */
  const module: string;
  export default module;
}

declare module 'virtual:catalog' {
  const catalog: readonly import('./session/lesson/catalog.ts').CatalogEntry[];
  export default catalog;
}

declare module 'virtual:asyncify' {
  /** The checksums of the programs in `programs/asyncify/`, by ID. */
  const checksums: Readonly<Record<string, string>>;
  export default checksums;
}

declare module 'virtual:lessons' {
  /** Loads the module `virtual:lesson/ID` of each lesson, by ID. */
  const lessons: Readonly<
    Record<string, (() => Promise<{ readonly default: import('./session/lesson/catalog.ts').Lesson }>) | undefined>
  >;
  export default lessons;
}

declare module 'virtual:reference' {
  const reference: import('./session/language/reference.ts').Reference;
  export default reference;
}
