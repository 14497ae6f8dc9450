/** How many calls a program can have made at a time beside its loop: workers are memory and processors, and more than a few help nobody. */
export const MOST_WORKERS = Math.max(2, Math.min(4, navigator.hardwareConcurrency));
