/**
 * The part of WASI (preview 1) that clang and the linker use, over files in memory. Source: WASI's `preview1/docs.md`.
 *
 * Reading and opening may have to wait for a file that is still to come: then these functions return promises, which JavaScript Promise
 * Integration makes the tool wait for.
 */
import { File, Folder, type Files } from './files.ts';

const SUCCESS = 0;
const EBADF = 8;
const EEXIST = 20;
const EINVAL = 28;
const EISDIR = 31;
const ENOENT = 44;
const ENOSYS = 52;
const ENOTDIR = 54;

const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;

const CREATE = 1;
const EXCLUSIVE = 4;
const TRUNCATE = 8;
const APPEND = 1;

const FIRST_FD = 3;

/** The tool ended, by `proc_exit`. */
export class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`the tool ended with ${code}`);
    this.code = code;
  }
}

interface Open {
  readonly node: File | Folder;
  readonly append: boolean;
  at: number;
}

type Call = (...args: never[]) => number | Promise<number>;

/** What a tool sees of the world. The memory is set once there is an instance. */
export class Wasi {
  memory: WebAssembly.Memory | null = null;
  /** Standard output and standard error together. */
  output = '';
  readonly #args: readonly Uint8Array[];
  readonly #files: Files;
  readonly #decoder = new TextDecoder();
  readonly #open = new Map<number, Open>();
  #lastFd = FIRST_FD;

  constructor(args: readonly string[], files: Files) {
    this.#args = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
    this.#files = files;
    this.#open.set(FIRST_FD, { node: files.root, append: false, at: 0 });
  }

  get #bytes(): Uint8Array {
    if (this.memory === null) throw new Error('the tool has no memory yet');
    return new Uint8Array(this.memory.buffer);
  }

  get #view(): DataView {
    if (this.memory === null) throw new Error('the tool has no memory yet');
    return new DataView(this.memory.buffer);
  }

  #text(at: number, length: number): string {
    return new TextDecoder().decode(this.#bytes.subarray(at, at + length));
  }

  #sizes(countAt: number, count: number, sizeAt: number, size: number): number {
    const view = this.#view;
    view.setUint32(countAt, count, true);
    view.setUint32(sizeAt, size, true);
    return SUCCESS;
  }

  /** Hands `use` each of the buffers; it says how many bytes it took or gave, and the rest is left where that is not all. */
  #each(vectors: number, count: number, totalAt: number, use: (buffer: Uint8Array) => number): number {
    const view = this.#view;
    const bytes = this.#bytes;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const at = view.getUint32(vectors + 8 * i, true);
      const length = view.getUint32(vectors + 8 * i + 4, true);
      const used = use(bytes.subarray(at, at + length));
      total += used;
      if (used < length) break;
    }
    view.setUint32(totalAt, total, true);
    return SUCCESS;
  }

  /** Reads from a place of a file, which is waited for. */
  #read(fd: number, vectors: number, count: number, at: number | null, totalAt: number): number | Promise<number> {
    const open = this.#open.get(fd);
    if (open === undefined) return fd < FIRST_FD ? this.#each(vectors, count, totalAt, () => 0) : EBADF;
    const { node } = open;
    if (node instanceof Folder) return EISDIR;
    const read = (): number => {
      let from = at ?? open.at;
      const result = this.#each(vectors, count, totalAt, (buffer) => {
        const piece = node.contents.subarray(from, from + buffer.length);
        buffer.set(piece);
        from += piece.length;
        return piece.length;
      });
      if (at === null) open.at = from;
      return result;
    };
    return node.late === null ? read() : node.late.then(read);
  }

  #write(fd: number, vectors: number, count: number, totalAt: number): number {
    if (fd < FIRST_FD) {
      return this.#each(vectors, count, totalAt, (buffer) => {
        this.output += this.#decoder.decode(buffer.slice(), { stream: true });
        return buffer.length;
      });
    }
    const open = this.#open.get(fd);
    if (open === undefined) return EBADF;
    const { node } = open;
    if (node instanceof Folder) return EISDIR;
    if (open.append) open.at = node.size;
    return this.#each(vectors, count, totalAt, (buffer) => {
      node.write(buffer, open.at);
      open.at += buffer.length;
      return buffer.length;
    });
  }

  #stat(node: File | Folder | null, at: number): number {
    const view = this.#view;
    for (let offset = 0; offset < 64; offset += 8) view.setBigUint64(at + offset, 0n, true);
    view.setBigUint64(at + 8, node?.inode ?? 0n, true);
    view.setUint8(at + 16, node === null ? CHARACTER_DEVICE : node instanceof Folder ? DIRECTORY : REGULAR_FILE);
    view.setBigUint64(at + 24, 1n, true);
    view.setBigUint64(at + 32, BigInt(node instanceof File ? node.size : 0), true);
    return SUCCESS;
  }

  #openPath(path: string, flags: number, fdFlags: number, fdAt: number): number | Promise<number> {
    const there = this.#files.find(path);
    if (there instanceof File && there.late !== null && !there.sizeIsKnown) {
      return there.late.then(() => this.#openPath(path, flags, fdFlags, fdAt));
    }
    const place = this.#files.place(path);
    if (place === undefined) return ENOENT;
    let node = this.#files.find(path);
    if (node === undefined) {
      if ((flags & CREATE) === 0) return ENOENT;
      node = this.#files.create(place);
    } else {
      if ((flags & EXCLUSIVE) !== 0) return EEXIST;
      if ((flags & TRUNCATE) !== 0 && node instanceof File) node.resize(0);
    }
    const fd = ++this.#lastFd;
    this.#open.set(fd, { node, append: (fdFlags & APPEND) !== 0, at: 0 });
    this.#view.setUint32(fdAt, fd, true);
    return SUCCESS;
  }

  #rename(from: string, to: string): number {
    const node = this.#files.find(from);
    const source = this.#files.place(from);
    const target = this.#files.place(to);
    if (node === undefined || source === undefined || target === undefined) return ENOENT;
    source.folder.entries.delete(source.name);
    target.folder.entries.set(target.name, node);
    return SUCCESS;
  }

  /** The functions that the tool imports. Those that may have to wait return a promise when they do. */
  imports(): Record<string, Call> {
    const refuse = (): number => ENOSYS;
    return {
      args_sizes_get: (count: number, size: number) =>
        this.#sizes(
          count,
          this.#args.length,
          size,
          this.#args.reduce((sum, arg) => sum + arg.length, 0),
        ),
      args_get: (pointers: number, buffer: number) => {
        this.#args.forEach((arg, i) => {
          this.#view.setUint32(pointers + 4 * i, buffer, true);
          this.#bytes.set(arg, buffer);
          buffer += arg.length;
        });
        return SUCCESS;
      },
      environ_sizes_get: (count: number, size: number) => this.#sizes(count, 0, size, 0),
      environ_get: () => SUCCESS,
      clock_time_get: (_clock: number, _precision: bigint, at: number) => {
        this.#view.setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true);
        return SUCCESS;
      },
      random_get: (at: number, length: number) => {
        crypto.getRandomValues(new Uint8Array(this.#bytes.buffer as ArrayBuffer, at, length));
        return SUCCESS;
      },
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
      poll_oneoff: refuse,

      fd_prestat_get: (fd: number, at: number) => (fd === FIRST_FD ? this.#sizes(at, 0, at + 4, 1) : EBADF),
      fd_prestat_dir_name: (_fd: number, at: number) => {
        this.#bytes[at] = '/'.charCodeAt(0);
        return SUCCESS;
      },
      fd_close: (fd: number) => (this.#open.delete(fd) ? SUCCESS : EBADF),
      fd_fdstat_get: (fd: number, at: number) => {
        const node = this.#open.get(fd)?.node ?? null;
        if (node === null && fd >= FIRST_FD) return EBADF;
        const view = this.#view;
        view.setUint16(at, node === null ? CHARACTER_DEVICE : node instanceof Folder ? DIRECTORY : REGULAR_FILE, true);
        view.setUint16(at + 2, 0, true);
        view.setBigUint64(at + 8, (1n << 30n) - 1n, true);
        view.setBigUint64(at + 16, (1n << 30n) - 1n, true);
        return SUCCESS;
      },
      fd_filestat_get: (fd: number, at: number) => {
        const node = this.#open.get(fd)?.node ?? null;
        return node === null && fd >= FIRST_FD ? EBADF : this.#stat(node, at);
      },
      fd_filestat_set_size: (fd: number, size: bigint) => {
        const node = this.#open.get(fd)?.node;
        if (!(node instanceof File)) return EBADF;
        node.resize(Number(size));
        return SUCCESS;
      },
      fd_filestat_set_times: () => SUCCESS,
      fd_seek: (fd: number, offset: bigint, whence: number, at: number) => {
        const open = this.#open.get(fd);
        if (!(open?.node instanceof File)) return EBADF;
        const from = [0, open.at, open.node.size][whence];
        if (from === undefined || from + Number(offset) < 0) return EINVAL;
        open.at = from + Number(offset);
        this.#view.setBigUint64(at, BigInt(open.at), true);
        return SUCCESS;
      },
      fd_readdir: refuse,
      fd_read: (fd: number, vectors: number, count: number, totalAt: number) =>
        this.#read(fd, vectors, count, null, totalAt),
      fd_pread: (fd: number, vectors: number, count: number, at: bigint, totalAt: number) =>
        this.#read(fd, vectors, count, Number(at), totalAt),
      fd_write: (fd: number, vectors: number, count: number, totalAt: number) =>
        this.#write(fd, vectors, count, totalAt),

      path_open: (
        _folder: number,
        _lookUp: number,
        path: number,
        length: number,
        flags: number,
        _rights: bigint,
        _inherited: bigint,
        fdFlags: number,
        fdAt: number,
      ) => this.#openPath(this.#text(path, length), flags, fdFlags, fdAt),
      path_filestat_get: (_folder: number, _flags: number, path: number, length: number, at: number) => {
        const node = this.#files.find(this.#text(path, length));
        return node === undefined ? ENOENT : this.#stat(node, at);
      },
      path_create_directory: (_folder: number, path: number, length: number) => {
        const place = this.#files.place(this.#text(path, length));
        if (place === undefined) return ENOENT;
        if (place.name === '' || place.folder.entries.has(place.name)) return EEXIST;
        this.#files.createFolder(place);
        return SUCCESS;
      },
      path_rename: (_old: number, from: number, length: number, _new: number, to: number, toLength: number) =>
        this.#rename(this.#text(from, length), this.#text(to, toLength)),
      path_unlink_file: (_folder: number, path: number, length: number) => {
        const place = this.#files.place(this.#text(path, length));
        return place?.folder.entries.delete(place.name) === true ? SUCCESS : ENOENT;
      },
      path_remove_directory: () => ENOTDIR,
      path_link: refuse,
      path_symlink: refuse,
      path_readlink: () => EINVAL,
    };
  }
}
