/** Takes JavaScript Promise Integration away from this thread; imported for its effect, before anything runs. */
Reflect.deleteProperty(WebAssembly, 'Suspending');
Reflect.deleteProperty(WebAssembly, 'promising');

export {};
