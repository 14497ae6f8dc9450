/** The files of a run of the compiler, in memory. */

/** Files by name, folders nested. Contents given as text are written as UTF-8. */
export interface Tree {
  [name: string]: Tree | string | Uint8Array | LateFile;
}

/** A file that a tool may ask for before it is there, and then waits for. */
export class LateFile {
  /** In bytes, where it is known beforehand: then the tool may open the file, and waits when it reads. Otherwise it waits when it opens. */
  readonly size: number | null;
  readonly contents: Promise<Uint8Array>;

  constructor(size: number | null, contents: Promise<Uint8Array>) {
    this.size = size;
    this.contents = contents;
  }
}

export class Folder {
  readonly inode: bigint;
  readonly entries = new Map<string, Folder | File>();

  constructor(inode: bigint) {
    this.inode = inode;
  }
}

/** Grows by doubling. */
export class File {
  readonly inode: bigint;
  #buffer: Uint8Array;
  /** Null until it is known. */
  #size: number | null;
  /** Until the contents are there. */
  late: Promise<void> | null = null;

  constructor(inode: bigint, contents: Uint8Array | LateFile) {
    this.inode = inode;
    if (contents instanceof LateFile) {
      this.#buffer = new Uint8Array(0);
      this.#size = contents.size;
      this.late = contents.contents.then((bytes) => {
        this.#buffer = bytes;
        this.#size = bytes.length;
        this.late = null;
      });
    } else {
      this.#buffer = contents;
      this.#size = contents.length;
    }
  }

  get sizeIsKnown(): boolean {
    return this.#size !== null;
  }

  get size(): number {
    return this.#size ?? 0;
  }

  /** A view, not a copy. */
  get contents(): Uint8Array {
    return this.#buffer.subarray(0, this.size);
  }

  resize(size: number): void {
    if (size > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(size, 2 * this.#buffer.length, 1 << 16));
      grown.set(this.contents);
      this.#buffer = grown;
    } else if (size < this.size) {
      this.#buffer = this.#buffer.slice(0, size);
    }
    this.#size = size;
  }

  write(bytes: Uint8Array, at: number): void {
    if (at + bytes.length > this.size) this.resize(at + bytes.length);
    this.#buffer.set(bytes, at);
  }
}

/** A path's last folder and the name in it. */
export interface Place {
  readonly folder: Folder;
  readonly name: string;
}

export class Files {
  readonly root: Folder;
  #lastInode = 0n;

  constructor(tree: Tree) {
    this.root = this.#folder(tree);
  }

  /** Adds to the uppermost folder. */
  add(tree: Tree): void {
    for (const [name, value] of Object.entries(tree)) this.root.entries.set(name, this.#node(value));
  }

  #folder(tree: Tree): Folder {
    const folder = new Folder(++this.#lastInode);
    for (const [name, value] of Object.entries(tree)) folder.entries.set(name, this.#node(value));
    return folder;
  }

  #node(value: Tree[string]): Folder | File {
    if (typeof value === 'string') return new File(++this.#lastInode, new TextEncoder().encode(value));
    if (value instanceof Uint8Array || value instanceof LateFile) return new File(++this.#lastInode, value);
    return this.#folder(value);
  }

  find(path: string): Folder | File | undefined {
    const place = this.place(path);
    if (place === undefined) return undefined;
    return place.name === '' ? place.folder : place.folder.entries.get(place.name);
  }

  /** Where the path's last part is or would be; undefined where there is no such folder. */
  place(path: string): Place | undefined {
    const parts: string[] = [];
    for (const part of path.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    const name = parts.pop() ?? '';
    let folder = this.root;
    for (const part of parts) {
      const next = folder.entries.get(part);
      if (!(next instanceof Folder)) return undefined;
      folder = next;
    }
    return { folder, name };
  }

  create({ folder, name }: Place): File {
    const file = new File(++this.#lastInode, new Uint8Array(0));
    folder.entries.set(name, file);
    return file;
  }

  createFolder({ folder, name }: Place): void {
    folder.entries.set(name, new Folder(++this.#lastInode));
  }

  /** The contents of a file, a view; undefined where there is none. */
  contents(path: string): Uint8Array | undefined {
    const file = this.find(path);
    return file instanceof File ? file.contents : undefined;
  }
}
