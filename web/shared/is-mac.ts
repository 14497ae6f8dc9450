/** Whether the keyboard has Apple's modifier keys. */
export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
