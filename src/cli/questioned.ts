import type { Output } from './io.js';

/** Wipes the line that the cursor is in. */
export const clearLine = '\r\u001b[2K';

/** Terminals on which a question stands: nothing else must be drawn there until it is answered. */
export const questioned = new WeakSet<Output>();
